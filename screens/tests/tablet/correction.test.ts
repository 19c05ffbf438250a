import { screen } from "@testing-library/svelte";
import { flushSync } from "svelte";
import { afterEach, beforeEach, expect, test } from "vitest";

import type { OwnVoteValue, VoteValue } from "../../shared/wire/types";
import Seat from "../../tablet/Seat.svelte";
import { declared, option, ownBallot, ownVote, person, sitting } from "../samples";
import { Stage } from "../stage";

let stage: Stage;

beforeEach(() => {
  HTMLDialogElement.prototype.showModal = function showModal(this: HTMLDialogElement) {
    this.open = true;
  };
  stage = new Stage("delegate");
});

afterEach(() => {
  stage.close();
});

function show(vote: VoteValue, own: Partial<OwnVoteValue> = {}): void {
  const seat = ownVote({ ballot: ownBallot(), ...own });
  stage.post("seat/d1", { me: { person: person("1"), present: true }, vote: seat });
  stage.post("hall", { sitting: sitting("in_session"), vote });
  stage.show(Seat, { leave: () => undefined });
}

function write(field: HTMLInputElement | HTMLSelectElement, text: string): void {
  field.value = text;
  field.dispatchEvent(new Event(field instanceof HTMLSelectElement ? "change" : "input", { bubbles: true }));
  flushSync();
}

function press(name: string, last = false): void {
  screen.getAllByRole("button", { name }).at(last ? -1 : 0)?.click();
  flushSync();
}

const offered = () => screen.queryByText("I meant my ballot otherwise") !== null;

test("a delegate puts a correction on record, after being told that it changes no count", () => {
  show(declared());
  write(screen.getByLabelText<HTMLSelectElement>("I meant"), "Against");
  write(screen.getByLabelText<HTMLInputElement>("Reason"), "Wrong key");
  press("Put it on record");
  expect(stage.commands).toEqual([]);
  expect(screen.getByRole("dialog").textContent).toContain("changes no count");
  press("Put it on record", true);
  const claim = { t: "ClaimCorrection", vote: "v1", claimed: "Against", reason: "Wrong key" };
  expect(stage.commands).toEqual([claim]);
  stage.say({ t: "done", id: "id1" });
  expect(screen.getByText(/Your correction is on record/)).toBeTruthy();
  expect(offered()).toBe(false);
});

test("the options are offered where one of them was to be chosen", () => {
  show(declared({ question: "one-of", options: [option("a"), option("b")], abstain: false }));
  const field = screen.getByLabelText<HTMLSelectElement>("I meant");
  expect([...field.options].map(({ text }) => text)).toEqual(["", "Option a", "Option b"]);
});

test.each<[string, Partial<VoteValue>, Partial<OwnVoteValue>]>([
  ["whose names are kept", { form: "aggregate" }, {}],
  ["on paper", { form: "paper" }, {}],
  ["that is annulled", { state: "annulled" }, {}],
  ["in which one had no vote", {}, { entitled: false }],
])("no correction is offered of a vote %s", (_what, vote, own) => {
  show(declared(vote), own);
  expect(offered()).toBe(false);
});
