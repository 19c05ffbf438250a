import { screen } from "@testing-library/svelte";
import { flushSync } from "svelte";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import type { CallValue, OwnVoteValue, VoteValue } from "../../shared/wire/types";
import Seat from "../../tablet/Seat.svelte";
import { declared, option, ownBallot, ownVote, person, sitting, vote } from "../samples";
import { Stage } from "../stage";

let stage: Stage;

beforeEach(() => {
  stage = new Stage("delegate");
  stage.post("hall", { sitting: sitting("in_session") });
});

afterEach(() => {
  stage.close();
});

function show(given: VoteValue, own: Partial<OwnVoteValue> = {}): void {
  stage.post("hall", { vote: given });
  stand(own);
  stage.show(Seat, { leave: () => undefined });
}

function stand(own: Partial<OwnVoteValue>): void {
  stage.post("seat/d1", { me: { person: person("1"), present: true }, vote: ownVote(own) });
}

function button(name: RegExp | string): HTMLElement {
  return screen.getByRole("button", { name });
}

function click(name: RegExp | string): void {
  button(name).click();
  flushSync();
}

function mark(name: RegExp | string): void {
  screen.getByRole("checkbox", { name }).click();
  flushSync();
}

const answers = () => stage.commands.filter((command) => command.t === "CastBallot");
const persons = [option("a"), option("b"), option("c")];

describe("a vote for or against", () => {
  test("is answered in its own words, and has no third key where the rules have none", () => {
    const words = {
      yes: { vi: "Tín nhiệm", en: "Confidence" },
      no: { vi: "Không tín nhiệm", en: "No confidence" },
      abstain: null,
    };
    show(vote({ words, abstain: false }));
    expect(screen.queryByRole("button", { name: /Abstain/ })).toBeNull();
    expect(screen.getByText(/At least 3 “Confidence” needed/)).toBeTruthy();
    click("No confidence");
    expect(screen.getByText(/SENT: No confidence/)).toBeTruthy();
  });

  test("stands still while it is held, and goes on with what is recorded", () => {
    show(vote({ state: "held", remaining: 23_000 }), { ballot: ownBallot() });
    expect(screen.getByText(/INTERRUPTED/)).toBeTruthy();
    expect(screen.getByText(/last recorded ballot: In favour/)).toBeTruthy();
    expect(screen.getByText("0:23")).toBeTruthy();
    click(/Against/);
    expect(answers()).toEqual([]);
    stage.post("hall", { vote: vote() });
    click(/Against/);
    expect(answers()).toHaveLength(1);
  });
});

describe("one of several options", () => {
  test("is sent by one press, and recorded only when the hall has it", () => {
    show(vote({ question: "one-of", options: persons }));
    click(/Option b/);
    expect(answers()).toEqual([{ t: "CastBallot", vote: "v1", marks: ["b"], after: 0 }]);
    expect(button(/Option b/).textContent).toContain("Sent");
    expect(screen.queryByText("Recorded")).toBeNull();
    stand({ ballot: ownBallot({ choice: "", marks: ["b"] }) });
    stage.say({ t: "done", id: "id1", seq: 3 });
    expect(button(/Option b/).textContent).toContain("Recorded");
    expect(screen.getByText("RECORDED: Option b")).toBeTruthy();
  });
});

describe("up to so many of several persons", () => {
  const asked = vote({ question: "approve", options: persons, seats: 2, marks_max: 2 });

  test("are marked, counted, sent and recorded, and no step looks like another", () => {
    show(asked);
    mark(/Option c/);
    mark(/Option a/);
    expect(screen.getByText("2 of 2 chosen")).toBeTruthy();
    expect(screen.getByText(/NOT SENT: Option/)).toBeTruthy();
    mark(/Option b/);
    expect(screen.getByText("2 of 2 chosen")).toBeTruthy();
    expect(answers()).toEqual([]);
    click(/Send the ballot/);
    expect(answers()).toEqual([{ t: "CastBallot", vote: "v1", marks: ["a", "c"], after: 0 }]);
    expect(screen.getByText(/^SENT: Option a, Option c/)).toBeTruthy();
    expect(screen.queryByText(/RECORDED/)).toBeNull();
    mark(/Option a/);
    expect(screen.getByText("2 of 2 chosen")).toBeTruthy();
    stand({ ballot: ownBallot({ choice: "", marks: ["a", "c"], at: 7 }) });
    stage.say({ t: "done", id: "id1", seq: 3 });
    expect(screen.getByText("RECORDED: Option a, Option c")).toBeTruthy();
    mark(/Option a/);
    expect(screen.getByText("NOT SENT: Option c")).toBeTruthy();
    expect(screen.getByText(/last recorded ballot: Option a, Option c/)).toBeTruthy();
  });

  test("can be none, which is asked about first", () => {
    show(asked);
    click(/Send the ballot/);
    expect(answers()).toEqual([]);
    click("Cancel");
    expect(answers()).toEqual([]);
    click(/Send the ballot/);
    click("Send it with nobody chosen");
    expect(answers()).toEqual([{ t: "CastBallot", vote: "v1", marks: [], after: 0 }]);
    expect(screen.getByText(/SENT: nobody chosen/)).toBeTruthy();
  });

  test("stay marked, as not sent, when the hall refuses them and while the vote is held", () => {
    show(asked);
    mark(/Option a/);
    click(/Send the ballot/);
    stage.say({ t: "refused", id: "id1", code: "too-late", vi: "Muộn.", en: "Too late." });
    expect(screen.getByText("Not counted: Option a.")).toBeTruthy();
    expect(screen.getByText("NOT SENT: Option a")).toBeTruthy();
    stage.post("hall", { vote: { ...asked, state: "held" } });
    expect(screen.getByText(/Chosen, not sent: Option a/)).toBeTruthy();
    expect(screen.getByRole("checkbox", { name: /Option a/ }).getAttribute("aria-checked")).toBe("true");
  });

  test("wait for a lost connection, and say so", () => {
    show(asked);
    mark(/Option a/);
    stage.drop();
    click(/Send the ballot/);
    expect(screen.getByText(/WAITING FOR THE CONNECTION: Option a/)).toBeTruthy();
    stage.comeBack();
    expect(answers()).toEqual([{ t: "CastBallot", vote: "v1", marks: ["a"], after: 0 }]);
  });

  test("need not be marked by who abstains, where the rules know it", () => {
    show({ ...asked, abstain: true });
    mark(/Option a/);
    click(/Abstain/);
    expect(answers()).toEqual([{ t: "CastBallot", vote: "v1", choice: "abstain", after: 0 }]);
    expect(screen.getByText(/SENT: Abstain/)).toBeTruthy();
  });
});

describe("a rating", () => {
  test("is sent only when all are rated, and goes to the first who is not", () => {
    show(vote({ question: "rating", options: [option("a"), option("b")] }));
    screen.getAllByRole("button", { name: "High confidence" })[0]?.click();
    flushSync();
    expect(screen.getByText("1 of 2 rated")).toBeTruthy();
    click(/Send the ballot/);
    expect(answers()).toEqual([]);
    const second = screen.getAllByRole("button", { name: /^(High )?[cC]onfidence/ }).at(-2);
    expect(document.activeElement).toBe(second);
    screen.getAllByRole("button", { name: "Low confidence" })[1]?.click();
    flushSync();
    click(/Send the ballot/);
    expect(answers()).toEqual([
      { t: "CastBallot", vote: "v1", marks: ["a:high", "b:low"], after: 0 },
    ]);
    expect(screen.getByText(/SENT: 2 persons rated/)).toBeTruthy();
  });
});

describe("who stands for others", () => {
  const principals = [
    { delegate: "d7", name: "Giang", ballot: null },
    { delegate: "d8", name: "Hà", ballot: null },
  ];

  test("casts one ballot after the other, and always sees whose it is", () => {
    show(vote(), { principals });
    expect(screen.getByText("0 of 3 recorded")).toBeTruthy();
    click(/In favour/);
    stand({ principals, ballot: ownBallot() });
    stage.say({ t: "done", id: "id1", seq: 3 });
    click("Next: the ballot for Giang");
    expect(screen.getByText("You are voting for: Giang")).toBeTruthy();
    click(/Against/);
    expect(answers().at(-1)).toEqual({
      t: "CastBallot",
      vote: "v1",
      choice: "no",
      delegate: "d7",
      after: 0,
    });
    expect(screen.getByText(/SENT: Against \(for Giang\)/)).toBeTruthy();
    click(/Your own ballot/);
    expect(screen.getByText("RECORDED: In favour")).toBeTruthy();
  });

  test("no longer does for one who has come in person", () => {
    show(vote(), { principals });
    click(/Giang/);
    expect(screen.getByText("You are voting for: Giang")).toBeTruthy();
    stand({ principals: principals.slice(1) });
    expect(screen.queryByText(/Giang/)).toBeNull();
    expect(screen.getByText("Please vote")).toBeTruthy();
  });

  test("does so even where not on the register", () => {
    show(vote(), { entitled: false, principals: principals.slice(0, 1) });
    expect(screen.getByText("You are voting for: Giang")).toBeTruthy();
  });
});

describe("who can't answer here is told why", () => {
  test("by a roll call: who is called now and next, and whether it is oneself", () => {
    const call: CallValue = {
      vote: "v1",
      called: "d3",
      called_name: "Chi",
      next: "d1",
      next_name: "An",
      answered: 2,
      register: 4,
    };
    stage.post("hall", { call });
    show(vote({ form: "roll-call" }));
    expect(screen.getByText(/answer aloud/)).toBeTruthy();
    expect(screen.getByText("Chi")).toBeTruthy();
    expect(screen.getByText("You are called next")).toBeTruthy();
    stage.post("hall", { call: { ...call, called: "d1", called_name: "An", next: "d4" } });
    expect(screen.getAllByText(/You are being called/)).not.toEqual([]);
    expect(screen.queryByRole("button", { name: /In favour/ })).toBeNull();
    stand({ ballot: ownBallot({ channel: "roll-call" }) });
    expect(screen.getByText("RECORDED: In favour")).toBeTruthy();
    expect(screen.queryByText(/You are being called/)).toBeNull();
  });

  test.each([
    ["show-of-hands", /raise your hand/],
    ["paper", /counting board gives you a ballot/],
  ] as const)("by %s", (form, said) => {
    show(vote({ form }));
    expect(screen.getByText(said)).toBeTruthy();
    expect(screen.queryByRole("button", { name: /In favour/ })).toBeNull();
  });

  test.each([
    [{ entitled: false, recused: true }, /You take no part/],
    [{ entitled: false }, /not on the register/],
    [{ holder: "d2", holder_name: "Bình" }, /Bình votes for you/],
  ])("%o", (own, said) => {
    show(vote(), own);
    expect(screen.getByText(said)).toBeTruthy();
    expect(screen.queryByRole("button", { name: /In favour/ })).toBeNull();
  });
});

describe("a vote that is over", () => {
  test("shows the verdict, the announcement and what became of each ballot", () => {
    const principals = [{ delegate: "d7", name: "Giang", ballot: ownBallot({ choice: "no" }) }];
    show(declared(), { ballot: ownBallot(), principals });
    expect(screen.getByText("Adopted.")).toBeTruthy();
    expect(screen.getByText(/Result of the vote: the resolution is adopted/)).toBeTruthy();
    expect(screen.getByText("RECORDED: In favour")).toBeTruthy();
    expect(screen.getByText(/Giang/).textContent).toContain("Against");
  });

  test("on paper shows no ballot of one's own, and no count before there is one", () => {
    show(declared({ form: "paper", state: "closed", verdict: null, missing: "count" }));
    expect(screen.getByText(/Waiting for the counting board/)).toBeTruthy();
    expect(screen.queryByText("In favour")).toBeNull();
    expect(screen.queryByText(/no ballot/)).toBeNull();
  });

  test("by annulment says so with its reason", () => {
    show(declared({ state: "annulled", annulled: "Thiết bị hỏng" }), { ballot: ownBallot() });
    expect(screen.getByText(/Reason: Thiết bị hỏng/)).toBeTruthy();
    expect(screen.queryByText(/RECORDED/)).toBeNull();
  });
});
