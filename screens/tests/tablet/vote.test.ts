import { screen } from "@testing-library/svelte";
import { flushSync } from "svelte";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { Close, type OwnVoteValue } from "../../shared/wire/types";
import Vote from "../../tablet/Vote.svelte";
import { ownBallot, ownVote, vote } from "../samples";
import { Stage } from "../stage";

let stage: Stage;

beforeEach(() => {
  stage = new Stage("delegate");
});

afterEach(() => {
  stage.close();
});

function own(rest: Partial<OwnVoteValue> = {}) {
  return { vote: ownVote(rest) };
}

const kept = ownBallot();

describe("the vote on the tablet", () => {
  test("says sent until the hall has recorded the ballot, and only then recorded", async () => {
    stage.post("seat/d1", own());
    stage.show(Vote, { vote: vote() });
    const yes = screen.getByRole("button", { name: /In favour/ });
    yes.click();
    expect(await screen.findByText(/SENT: In favour/)).toBeTruthy();
    expect(screen.getByText(/Not confirmed as recorded yet/)).toBeTruthy();
    expect(screen.queryByText(/RECORDED/)).toBeNull();
    expect(stage.commands).toEqual([{ t: "CastBallot", vote: "v1", choice: "yes", after: 0 }]);

    const patch = { t: "patch", board: "seat/d1", base: 1, version: 2 } as const;
    stage.say({ t: "done", id: "id1", seq: 9, patch: { ...patch, set: own({ ballot: kept }) } });
    expect(screen.getByText(/RECORDED: In favour/)).toBeTruthy();
    expect(screen.queryByText(/SENT/)).toBeNull();
    expect(yes.getAttribute("aria-pressed")).toBe("true");
  });

  test("says honestly that a ballot is held back while there is no connection", async () => {
    stage.post("seat/d1", own());
    stage.show(Vote, { vote: vote() });
    stage.drop();
    screen.getByRole("button", { name: /Against/ }).click();
    expect(await screen.findByText(/WAITING FOR THE CONNECTION: Against/)).toBeTruthy();
    expect(screen.queryByText("Sent")).toBeNull();
    expect(stage.commands).toEqual([]);
  });

  test("goes back to what is recorded when the hall refuses a change", async () => {
    stage.post("seat/d1", own({ ballot: kept }));
    stage.show(Vote, { vote: vote() });
    screen.getByRole("button", { name: /Against/ }).click();
    expect(await screen.findByText(/SENT: Against/)).toBeTruthy();
    expect(screen.getByText(/last recorded ballot: In favour/)).toBeTruthy();
    stage.say({ t: "refused", id: "id1", code: "too-late", vi: "Muộn.", en: "Too late." });
    expect(screen.getByText(/RECORDED: In favour/)).toBeTruthy();
    expect(stage.hall.refusals.map(({ en }) => en)).toEqual(["Too late."]);
  });

  test("names the ballot it showed, and shows that another device has changed it since", async () => {
    stage.post("seat/d1", own({ ballot: { ...kept, at: 77 } }));
    stage.show(Vote, { vote: vote() }, "vi");
    stage.drop();
    screen.getByRole("button", { name: /Không tán thành/ }).click();
    stage.comeBack();
    expect(stage.commands).toEqual([{ t: "CastBallot", vote: "v1", choice: "no", after: 77 }]);
    stage.post("seat/d1", own({ ballot: { ...kept, choice: "abstain", at: 99 } }));
    const vi = "Phiếu đã được đổi ở thiết bị khác.";
    stage.say({ t: "refused", id: "id1", code: "changed-elsewhere", vi, en: "Changed." });
    expect(await screen.findByText(vi)).toBeTruthy();
    expect(screen.getByText("Không được tính: Không tán thành.")).toBeTruthy();
    expect(screen.getByText(/ĐÃ GHI NHẬN: Không biểu quyết/)).toBeTruthy();
    screen.getByRole("button", { name: /Không tán thành/ }).click();
    flushSync();
    expect(screen.queryByText(vi)).toBeNull();
    expect(stage.commands.at(-1)).toMatchObject({ after: 99 });
  });

  test("does not promise to send what it cannot when the hall has ended the connection", async () => {
    stage.post("seat/d1", own());
    stage.show(Vote, { vote: vote() });
    stage.hangUp(Close.WIRE_UNKNOWN);
    screen.getByRole("button", { name: /Against/ }).click();
    expect(await screen.findByText(/NOT SENT: Against/)).toBeTruthy();
    expect(screen.queryByText(/will be sent/)).toBeNull();
  });

  test("says when the ballot came from the keypad", () => {
    stage.post("seat/d1", own({ ballot: { ...kept, channel: "keypad" } }));
    stage.show(Vote, { vote: vote() });
    expect(screen.getByText(/From the keypad/)).toBeTruthy();
  });

  test("explains to who came after the opening why there is nothing to press", () => {
    stage.post("seat/d1", own({ entitled: false }));
    stage.show(Vote, { vote: vote() });
    expect(screen.getByText(/not on the register/)).toBeTruthy();
    expect(screen.queryByRole("button")).toBeNull();
  });
});
