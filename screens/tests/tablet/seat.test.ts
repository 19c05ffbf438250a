import { screen } from "@testing-library/svelte";
import { flushSync } from "svelte";
import { afterEach, beforeEach, expect, test } from "vitest";

import Seat from "../../tablet/Seat.svelte";
import {
  attendance,
  clock,
  floor,
  guest,
  item,
  ownFloor,
  person,
  quorumCall,
  sitting,
  speech,
  topic,
  turn,
  undertaking,
} from "../samples";
import { Stage } from "../stage";

let stage: Stage;

beforeEach(() => {
  stage = new Stage("delegate");
  stage.post("seat/d1", { me: { person: person("1"), present: true }, floor: ownFloor() });
  stage.post("hall", {
    sitting: sitting("in_session"),
    agenda: [item("i1", "current")],
    speeches: [speech("discussion", { default: true })],
    floor: floor(),
  });
  stage.show(Seat, { leave: () => undefined });
});

afterEach(() => {
  stage.close();
});

function announced(): string {
  return [...document.querySelectorAll("[aria-live=assertive].visually-hidden")]
    .map(({ textContent }) => textContent)
    .join(" ");
}

test("after the adjournment a seat offers nothing that is no longer possible", () => {
  expect(screen.getByRole("button", { name: /Ask for the floor/ })).toBeTruthy();
  expect(screen.getByText("Now")).toBeTruthy();
  stage.post("hall", { sitting: sitting("adjourned") });
  expect(screen.getByText(/The sitting is adjourned/)).toBeTruthy();
  expect(screen.queryByRole("button", { name: /Ask for the floor/ })).toBeNull();
  expect(screen.queryByText("Now")).toBeNull();
});

test("a quorum call is announced and answered with one key, and told as recorded", () => {
  stage.post("hall", { quorum_call: quorumCall() });
  expect(announced()).toContain("please press “I am here”");
  screen.getByRole("button", { name: "I am here" }).click();
  flushSync();
  expect(stage.commands).toEqual([{ t: "CheckIn" }]);
  stage.post("seat/d1", { floor: ownFloor({ confirmed: true }) });
  expect(screen.queryByRole("button", { name: "I am here" })).toBeNull();
  expect(announced()).toContain("RECORDED: you are present");
  stage.post("hall", { quorum_call: quorumCall({ ended_at: 9, reached: true }) });
  expect(screen.queryByText("Quorum call")).toBeNull();
});

test("the own turn is announced: its beginning, its pauses, and that it is over", () => {
  const own = (rest: Parameters<typeof turn>[0]) => {
    stage.post("seat/d1", { floor: ownFloor({ turn: turn({ person: person("1"), ...rest }) }) });
  };
  own({ clock: clock({ limit_ms: null, since: null }) });
  expect(announced()).toContain("You have the floor");
  own({ state: "paused", paused_by: "mute" });
  expect(announced()).toContain("all microphones are off");
  own({ clock: clock({ used_ms: 8_000, since: null }) });
  expect(announced()).toContain("Time is nearly up");
  own({ clock: clock({ used_ms: 12_000, since: null }) });
  expect(announced()).toContain("Your time is over");
});

test("who was not reached is asked for the speech in writing, after the adjournment too", () => {
  stage.post("hall", { sitting: sitting("adjourned") });
  stage.post("seat/d1", { floor: ownFloor({ owed: ["i1"] }) });
  expect(screen.getByText("Hand in your speech in writing")).toBeTruthy();
});

test("undertakings and topics stand under the agenda, with who answers", () => {
  stage.post("hall", {
    undertakings: [undertaking(1)],
    topics: [topic("Y tế", { respondent: guest("g1") })],
    attendance: attendance({ present: 2, reached: false, lost: true }),
  });
  expect(screen.getByText("Bổ sung bác sĩ cho trạm y tế xã")).toBeTruthy();
  expect(screen.getByText(/Answers: Khách g1/)).toBeTruthy();
  expect(screen.getByText("The quorum is lost: only 2 are present")).toBeTruthy();
});
