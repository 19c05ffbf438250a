import { screen } from "@testing-library/svelte";
import { flushSync } from "svelte";
import { describe, expect, test, vi } from "vitest";

import { counts, declared, delegate, kind, option, vote } from "../../samples";
import { click, done, fill, fillIn, isDisabled, press, sent, show, sitAtDesk, stage } from "../at_desk";

sitAtDesk();

const kinds = [kind("recorded", { recusal: true, late_admission: true, desk_ballots: true })];
const running = vote({ closes_at: 60_000, register: 2 });

function dialog(): HTMLElement {
  return screen.getByRole("dialog");
}

function yes(): void {
  dialog().querySelector<HTMLButtonElement>(".primary")?.click();
  flushSync();
}

describe("a vote that runs", () => {
  test("is held, gone on with, and given more time", () => {
    show("clerk", { vote: running }, { kinds });
    click("+30 s");
    expect(sent()).toEqual({ t: "ExtendVote", vote: "v1", seconds: 30 });
    click("Hold");
    expect(sent()).toEqual({ t: "HoldVote", vote: "v1" });
    stage.post("hall", { vote: { ...running, state: "held", closes_at: null, remaining: 12_000 } });
    expect(screen.getByText("12 seconds left")).toBeTruthy();
    vi.advanceTimersByTime(1_000);
    click(/Go on with the vote/);
    expect(sent()).toEqual({ t: "ResumeVote", vote: "v1" });
  });

  test("shows no numbers where names are kept back, and who has answered all the same", () => {
    const heard = { vote: "v1", cast: 1, register: 2 };
    const tally = { ...heard, counts: counts({ yes: 1 }) };
    const shown = () => screen.queryByText("In favour", { selector: ".tally li" });
    show("clerk", { vote: running }, { kinds, tally, "ballot/d1": "tablet" });
    expect(shown()?.textContent).toContain("1");
    stage.post("desk", { tally: { ...heard, counts: null } });
    expect(shown()).toBeNull();
    expect(screen.getAllByText("1 of 2 have voted").length).toBeGreaterThan(0);
  });

  test("offers no more time where the chair closes it", () => {
    show("clerk", { vote: vote() }, { kinds });
    expect(screen.queryByRole("button", { name: "+30 s" })).toBeNull();
  });

  test("says who has no ballot and why, and admits who came late as an act of its own", () => {
    const late = delegate("3", { entitled: false });
    const mute = delegate("4", { tablets: 0, unit: null });
    show("clerk", { vote: running }, { kinds, "delegate/d3": late, "delegate/d4": mute });
    expect(screen.getByText("Present, silent so far").textContent).toContain("1");
    expect(screen.getByText("Present, no device answers").textContent).toContain("1");
    expect(screen.getByText(/Came after the opening/).textContent).toContain("1");
    click("Admit to the vote: Đại biểu 3");
    expect(sent()).toEqual({ t: "AdmitDelegate", vote: "v1", delegate: "d3" });
  });

  test("admits nobody, and takes no ballot at the desk, where the rules do not allow it", () => {
    const late = delegate("3", { entitled: false });
    const strict = [kind("recorded", { late_admission: false, desk_ballots: false, recusal: false })];
    show("clerk", { vote: running }, { kinds: strict, "delegate/d3": late });
    for (const name of ["Admit", "Enter ballot", "Note the recusal"]) {
      expect(screen.queryByRole("button", { name })).toBeNull();
    }
  });

  test("takes a recusal while it runs", () => {
    show("clerk", { vote: running }, { kinds });
    fillIn("Delegate", "1");
    fillIn("Reason", "Người nhà");
    click("Note the recusal");
    expect(sent()).toEqual({ t: "RecuseDelegate", vote: "v1", delegate: "d1", reason: "Người nhà" });
  });

  test("takes the ballot of a delegate whose device fails", () => {
    show("clerk", { vote: running }, { kinds });
    click("Enter a ballot for Đại biểu 1");
    expect(dialog().textContent).toContain("Seat 1");
    yes();
    expect(sent()).toBeUndefined();
    screen.getByLabelText("Against").click();
    flushSync();
    yes();
    expect(sent()).toEqual({ t: "CastBallot", vote: "v1", delegate: "d1", choice: "no" });
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  test("takes marks for options and levels for persons", () => {
    const options = [option("o1"), option("o2")];
    show("clerk", { vote: { ...running, question: "one-of", options } }, { kinds });
    click("Enter a ballot for Đại biểu 1");
    screen.getByLabelText("Option o2").click();
    flushSync();
    yes();
    expect(sent()).toEqual({ t: "CastBallot", vote: "v1", delegate: "d1", marks: ["o2"] });
    done();
    stage.post("hall", { vote: { ...running, question: "rating", options } });
    click("Enter a ballot for Đại biểu 1");
    for (const radio of screen.getAllByLabelText("Low confidence")) {
      radio.click();
    }
    flushSync();
    yes();
    expect(sent()).toMatchObject({ marks: ["o1:low", "o2:low"] });
  });

  test("is annulled for a reason, and the desk says what that does", () => {
    show("chair", { vote: running }, { kinds });
    click("Annul the vote");
    expect(dialog().textContent).toContain("No ballot counts any more");
    yes();
    expect(sent()).toBeUndefined();
    fill(dialog().querySelector("input"), " Mở nhầm ");
    yes();
    expect(sent()).toEqual({ t: "AnnulVote", vote: "v1", reason: "Mở nhầm" });
  });

  test("lets the next one be set up, but not opened", () => {
    show("clerk", { vote: running }, { kinds });
    expect(screen.queryByRole("button", { name: /Open the vote/ })).toBeNull();
    click(/Add to the prepared/);
    expect(sent()).toMatchObject({ t: "PrepareVote" });
  });
});

describe("a roll call", () => {
  const called = vote({ form: "roll-call", register: 2 });
  const first = { called: "d1", called_name: "Đại biểu 1", next: "", next_name: "" };
  const call = { vote: "v1", ...first, answered: 1, register: 2 };

  test("calls the next, and notes the answer by one key", () => {
    const start = { ...call, called: "", called_name: "", next: "d1", next_name: "Đại biểu 1" };
    show("clerk", { vote: called }, { kinds, call: start });
    press("F2");
    expect(sent()).toEqual({ t: "CallDelegate", vote: "v1" });
    press("1");
    expect(stage.commands).toHaveLength(1);
    stage.post("desk", { call });
    press("2");
    expect(sent()).toEqual({ t: "CastBallot", vote: "v1", delegate: "d1", choice: "no" });
    expect(screen.queryByText(/Noted/)).toBeNull();
    done();
    expect(screen.getByText("Noted: Đại biểu 1 – Against")).toBeTruthy();
  });

  test("leaves the keys alone while somebody types", () => {
    show("clerk", { vote: called }, { kinds, call });
    const search = document.getElementById("member-search");
    search?.dispatchEvent(new KeyboardEvent("keydown", { key: "1", bubbles: true }));
    expect(sent()).toBeUndefined();
  });

  test("changes no answer but of somebody who has been called again", () => {
    show("clerk", { vote: called }, { kinds, call: { ...call, called: "d2", called_name: "Đại biểu 2" } });
    press("1");
    expect(sent()).toBeUndefined();
    fillIn("Back to somebody", "2");
    screen.getAllByRole("button", { name: "Call" })[0]?.click();
    flushSync();
    expect(sent()).toEqual({ t: "CallDelegate", vote: "v1", delegate: "d2" });
    press("3");
    expect(sent()).toEqual({ t: "CastBallot", vote: "v1", delegate: "d2", choice: "abstain" });
  });

  test("leads from the one called back to the answers, once they are called", () => {
    show("clerk", { vote: called }, { kinds, call, "ballot/d1": "tablet" });
    const field = screen.getByLabelText<HTMLInputElement>("Back to somebody");
    field.focus();
    fill(field, "2");
    field.form?.requestSubmit();
    flushSync();
    expect(sent()).toEqual({ t: "CallDelegate", vote: "v1", delegate: "d2" });
    expect(field.value).toBe("");
    expect(document.activeElement).toBe(document.body);
    done();
    stage.post("desk", { call: { ...call, called: "d2", called_name: "Đại biểu 2" } });
    expect(document.activeElement?.id).toBe("answer-first");
    press("2");
    expect(sent()).toEqual({ t: "CastBallot", vote: "v1", delegate: "d2", choice: "no" });
  });
});

describe("a show of hands", () => {
  const raised = vote({ form: "show-of-hands", register: 4 });

  test("is entered once it can be, and says who raised none", () => {
    show("clerk", { vote: raised }, { kinds });
    expect(isDisabled("Enter the count")).toBe(true);
    fillIn("In favour", "3");
    fillIn("Against", "2");
    expect(screen.getByText(/5 hands of 4/).textContent).toContain("1 too many");
    expect(isDisabled("Enter the count")).toBe(true);
    fillIn("Against", "0");
    expect(screen.getByText(/3 hands of 4/).textContent).toContain("1 raised none");
    click("Enter the count");
    expect(sent()).toEqual({ t: "EnterHands", vote: "v1", yes: 3, no: 0 });
    stage.post("desk", { tally: { vote: "v1", cast: 3, register: 4, counts: counts({ yes: 3 }) } });
    expect(screen.getByText("Entered: 3 – 0 – 0")).toBeTruthy();
    press("F2");
    expect(sent()).not.toMatchObject({ t: "CloseVote" });
  });

  test("keeps what was typed when the vote is closed before it was entered", () => {
    show("clerk", { vote: raised }, { kinds });
    fillIn("In favour", "3");
    const closed = { ...raised, state: "closed", counts: counts({ not_voting: 4 }), missing: "count" };
    stage.post("hall", { vote: closed });
    expect(screen.getByLabelText("In favour")).toHaveProperty("value", "3");
    expect(isDisabled("Declare the result")).toBe(true);
  });
});

describe("a vote on paper", () => {
  const paper = vote({ form: "paper", register: 24, abstain: false });
  const counting = { "counting/v1": { members: ["d1"] } };

  test("is led from its counting board to the box, with nobody asked about", () => {
    show("clerk", { vote: paper }, { kinds });
    press("F2");
    expect(document.activeElement?.id).toBe("board-pick");
    expect(screen.queryByLabelText("Ballots issued")).toBeNull();
    stage.post("desk", counting);
    click("Close the ballot box");
    expect(sent()).toEqual({ t: "CloseVote", vote: "v1" });
  });

  test("is entered only when every sum agrees, and names the one that does not", () => {
    const closed = declared({ ...paper, state: "closed", verdict: null, missing: "count" });
    show("clerk", { vote: closed }, { kinds, ...counting });
    press("F2");
    expect(document.activeElement?.id).toBe("count-first");
    const given = { "Ballots issued": 24, "Ballots returned": 23, Valid: 21, Invalid: 1, "In favour": 20 };
    for (const [name, number] of Object.entries(given)) {
      fillIn(name, String(number));
    }
    expect(screen.getByText(/1 field is still empty/)).toBeTruthy();
    fillIn("Against", "1");
    expect(screen.getByText(/Valid \+ invalid = 22/).textContent).toContain("1 missing");
    expect(isDisabled("Enter the counting record")).toBe(true);
    fillIn("Invalid", "2");
    click("Enter the counting record");
    expect(sent()).toEqual({
      t: "EnterPaperCount",
      vote: "v1",
      count: { issued: 24, returned: 23, valid: 21, invalid: 2, yes: 20, no: 1 },
    });
  });
});

test("a tie is decided by the chair before it can be declared", () => {
  const tied = declared({ state: "closed", verdict: null, missing: "casting-vote" });
  show("chair", { vote: tied }, { kinds });
  expect(isDisabled("Declare the result")).toBe(true);
  press("F2");
  expect(document.activeElement?.id).toBe("casting-yes");
  document.getElementById("casting-no")?.click();
  expect(sent()).toEqual({ t: "GiveCastingVote", vote: "v1", choice: "no" });
});
