import { screen } from "@testing-library/svelte";
import { flushSync } from "svelte";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import Wall from "../../display/Wall.svelte";
import type { VoteValue } from "../../shared/wire/types";
import {
  counts,
  declared,
  item,
  marked,
  option,
  person,
  share,
  sitting,
  threshold,
  verdict,
  vote,
} from "../samples";
import { Stage } from "../stage";

let stage: Stage;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "performance"] });
  stage = new Stage("display");
  stage.post("hall", {
    sitting: sitting("in_session"),
    agenda: [item("i1", "current"), item("i2", "ahead")],
  });
  stage.post("display", { people: ["1", "2", "3"].map((seat) => person(seat)) });
  stage.show(Wall, { leave: () => undefined });
});

afterEach(() => {
  stage.close();
  vi.useRealTimers();
});

function show(given: VoteValue): void {
  stage.post("hall", { vote: given });
}

function wait(seconds: number): void {
  vi.advanceTimersByTime(seconds * 1_000);
  flushSync();
}

function said(text: RegExp | string): boolean {
  return screen.queryAllByText(text).length > 0;
}

describe("while a vote runs the wall shows", () => {
  test("its kind, what it is about, and only the answers that it has", () => {
    show(vote({ abstain: false, part: "Điều 3", items: ["i1", "i2"] }));
    expect(said(/Recorded vote · En bloc: items 1, 2 · Separate vote: Điều 3/)).toBe(true);
    expect(said("Abstain")).toBe(false);
  });

  test("that it is held, and what time is left", () => {
    show(vote({ state: "held", remaining: 23_000 }));
    expect(said("Voting is interrupted")).toBe(true);
    expect(said("0:23 left when it goes on")).toBe(true);
  });

  test("no number where the base is not known yet", () => {
    const majority = { ...vote().majority, needed: null, thresholds: [threshold({ base: "cast", needed: null })] };
    show(vote({ majority }));
    expect(said("More than half of all delegates")).toBe(true);
    expect(said(/At least/)).toBe(false);
  });

  test("who is called in a roll call, and who comes next", () => {
    const call = { vote: "v1", called: "d1", called_name: "An", next: "d2", next_name: "Bình" };
    stage.post("hall", { call: { ...call, answered: 2, register: 4 } });
    show(vote({ form: "roll-call" }));
    expect(said("An")).toBe(true);
    expect(said("Bình")).toBe(true);
    expect(said("2 of 4")).toBe(true);
  });

  test.each([
    ["paper", "Voting on paper"],
    ["show-of-hands", "Raise your hand when the chair asks"],
  ] as const)("that it is by %s, and no turnout that nobody knows", (form, how) => {
    stage.post("display", { tally: { vote: "v1", cast: 0, register: 4, counts: null } });
    show(vote({ form }));
    expect(said(how)).toBe(true);
    expect(said(/have voted/)).toBe(false);
  });

  test("all of many candidates, on pages that take turns", () => {
    const options = Array.from({ length: 20 }, (_, at) => option(String(at + 1)));
    show(vote({ question: "approve", options, seats: 5, marks_max: 5, opened_at: stage.hall.clock.now }));
    expect(said("Choose up to 5 of 20 persons (5 to elect)")).toBe(true);
    expect(said("Option 1")).toBe(true);
    expect(said("Option 20")).toBe(false);
    wait(13);
    expect(said("Option 1")).toBe(false);
    expect(said("Option 20")).toBe(true);
  });
});

describe("when a vote is over the wall shows", () => {
  test("no noughts while paper is counted, then the count, then the declaration", () => {
    const closed = declared({ form: "paper", state: "closed", verdict: null, missing: "board" });
    show(closed);
    expect(said("Waiting for the counting board’s record")).toBe(true);
    expect(said("In favour")).toBe(false);
    const paper = { issued: 5, returned: 4, valid: 4, invalid: 0 };
    show({ ...closed, missing: "", paper });
    expect(said(/issued: 5, returned: 4/)).toBe(true);
    expect(said("The chair has yet to declare the result")).toBe(true);
  });

  test("that the chair has to decide a tie", () => {
    show(declared({ state: "closed", verdict: null, missing: "casting-vote" }));
    expect(said(/waiting for the casting vote/)).toBe(true);
  });

  test("elected and tied by word, those with most votes first", () => {
    const elected = [
      marked("a", { votes: share(2, "40.00"), tied: true }),
      marked("b", { votes: share(4, "80.00"), elected: true }),
      marked("c", { votes: share(2, "40.00"), tied: true }),
    ];
    show(
      declared({
        question: "approve",
        seats: 2,
        marked: elected,
        verdict: verdict({ verdict: "tied", carried: false, en: "x".repeat(300) }),
      }),
    );
    const rows = screen.getAllByRole("listitem").map((row) => row.textContent);
    expect(rows[0]).toMatch(/Option b.*80.00%.*Elected/s);
    expect(rows[1]).toMatch(/Option a.*Tied/s);
    expect(said("Tied – to be voted on again")).toBe(true);
    expect(said(/1 of 2 elected · Each person needs at least 3 votes/)).toBe(true);
  });

  test("why one of two with as many votes is elected", () => {
    const level = [
      marked("a", { votes: share(2, "40.00"), elected: true }),
      marked("b", { votes: share(2, "40.00") }),
    ];
    const older = verdict({ verdict: "elected", needed: 1, en: "x".repeat(300) });
    show(declared({ question: "approve", marked: level, verdict: older }));
    expect(said(/the older is elected/)).toBe(true);
  });

  test("the levels of each person, and what the law attaches to them", () => {
    const one = marked("a", {
      high: share(1, "20.00"),
      low: share(4, "80.00"),
      consequence_vi: "Trình miễn nhiệm",
      consequence_en: "The removal procedure follows",
    });
    show(declared({ question: "rating", marked: [one], verdict: verdict({ verdict: "rated", en: "Rated." }) }));
    expect(said("Low confidence")).toBe(true);
    expect(screen.getByRole("row", { name: /Option a/ }).textContent).toMatch(/1\s*20.00%.*4\s*80.00%/s);
    expect(said("The removal procedure follows")).toBe(true);
  });

  test("weights where they decide, with the heads beside", () => {
    const majority = { ...vote().majority, thresholds: [threshold({ unit: "weight" })] };
    const weight = { yes: 1_200_000, no: 7, abstain: 0, marked: 0, not_voting: 0 };
    show(declared({ majority, weight }));
    expect(said("1,200,000")).toBe(true);
    expect(said("3 delegates")).toBe(true);
  });

  test.each([
    [verdict({ verdict: "no-quorum", carried: false, en: "No quorum." }), "No quorum."],
    [verdict({ verdict: "rejected", carried: false, en: "Not carried, a tie." }), "Not carried, a tie."],
  ])("%o", (given, text) => {
    show(declared({ verdict: given }));
    expect(said(text)).toBe(true);
  });

  test("that it is annulled and why, and no numbers", () => {
    show(declared({ state: "annulled", annulled: "Thiết bị hỏng" }));
    expect(said("This vote is annulled")).toBe(true);
    expect(said("Reason: Thiết bị hỏng")).toBe(true);
    expect(said("60.00%")).toBe(false);
  });

  test("first the verdict, then who voted how, where it is published", () => {
    const names = { yes: ["d1", "d2"], no: ["d3"], abstain: [], marked: {}, not_voting: [] };
    show(declared());
    expect(said(/Page 1/)).toBe(false);
    stage.post("display", { "names/v1": names });
    expect(said("Page 1 of 2")).toBe(true);
    expect(said("60.00%")).toBe(true);
    wait(13);
    const [heading] = screen.getAllByRole("listitem");
    expect(heading?.textContent).toMatch(/In favour\s*: 2/);
    expect(said("Đại biểu 3")).toBe(true);
    expect(said("Adopted.")).toBe(true);
    expect(said("60.00%")).toBe(false);
    wait(12);
    expect(said("60.00%")).toBe(true);
  });

  test("who chose which option, in the order of the options", () => {
    const marked = { b: ["d3"], a: ["d1"], "": ["d2"] };
    const names = { yes: [], no: [], abstain: [], marked, not_voting: [] };
    show(declared({ question: "one-of", options: [option("a"), option("b")] }));
    stage.post("display", { "names/v1": names });
    wait(13);
    const rows = screen.getAllByRole("listitem").map((row) => row.textContent.trim());
    expect(rows.map((row) => row.replace(/\s*:/, ":"))).toEqual([
      "Option a: 1",
      "Đại biểu 1",
      "Option b: 1",
      "Đại biểu 3",
      "Nobody chosen: 1",
      "Đại biểu 2",
    ]);
  });

  test("the declaration at once, whatever page of the count was on", () => {
    const many = Array.from({ length: 40 }, (_, at) =>
      marked(String(at), { votes: share(40 - at), elected: at === 0 }),
    );
    const closed = declared({ question: "approve", state: "closed", verdict: null, marked: many });
    show(closed);
    wait(13);
    expect(said("Page 2 of 3")).toBe(true);
    show({ ...closed, state: "declared", verdict: verdict({ verdict: "elected" }) });
    expect(said("Page 1 of 3")).toBe(true);
  });

  test("who is silent, absent and recused beside the numbers", () => {
    show(declared({ counts: counts({ yes: 3, absent: 1, recused: 1 }), corrections: 2 }));
    expect(said(/Absent: 1 · Recused: 1 · Corrections on record: 2/)).toBe(true);
  });
});
