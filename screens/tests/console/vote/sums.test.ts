import { describe, expect, test } from "vitest";

import {
  enteredBefore,
  handsCommand,
  handSums,
  holds,
  numbersOf,
  paperCount,
  paperFields,
  paperSums,
  unrated,
} from "../../../console/vote/sums";
import { counts, marked, option, share, vote } from "../../samples";

const hands = vote({ form: "show-of-hands", register: 24 });
const relief = vote({ form: "paper", register: 24 });
const election = vote({
  form: "paper",
  question: "approve",
  options: [option("o1"), option("o2")],
  marks_max: 1,
  abstain: false,
  register: 24,
});
const rating = vote({
  form: "paper",
  question: "rating",
  options: [option("o1")],
  abstain: false,
  register: 24,
});

function typed(...pairs: [string, string][]) {
  return numbersOf(pairs);
}

function sheets(issued: number, returned: number, valid: number, invalid: number) {
  return Object.entries({ issued, returned, valid, invalid }).map(
    ([field, number]): [string, string] => [field, String(number)],
  );
}

function wrong(sums: ReturnType<typeof paperSums>): string[] {
  return sums.filter((sum) => !holds(sum)).map(({ what }) => what);
}

describe("numbers that were typed", () => {
  test("are whole and not below zero, or missing", () => {
    const read = typed(["yes", " 7 "], ["no", ""], ["abstain", "-1"], ["issued", "1.5"]);
    expect([...read]).toEqual([["yes", 7]]);
  });
});

describe("a show of hands", () => {
  test("may not raise more hands than there are on the register", () => {
    const [sum] = handSums(hands, typed(["yes", "20"], ["no", "5"]));
    expect(sum).toMatchObject({ found: 25, expected: 24 });
    expect(handSums(hands, typed(["yes", "20"], ["no", "4"])).every(holds)).toBe(true);
  });

  test("says nothing of abstentions where none were counted", () => {
    expect(handsCommand("v1", typed(["yes", "3"], ["no", "0"]))).toEqual({
      t: "EnterHands",
      vote: "v1",
      yes: 3,
      no: 0,
    });
  });
});

describe("a count on paper", () => {
  test("is asked for every sheet and every answer", () => {
    expect(paperFields(relief).slice(4)).toEqual(["yes", "no", "abstain"]);
    expect(paperFields(election).slice(4)).toEqual(["mark/o1", "mark/o2"]);
    expect(paperFields(rating).slice(4)).toEqual([
      "mark/o1:high",
      "mark/o1:medium",
      "mark/o1:low",
    ]);
  });

  test("names each sum that does not agree, as soon as its numbers are there", () => {
    expect(paperSums(relief, typed(["issued", "25"])).map(({ what }) => what)).toEqual(["issued"]);
    expect(wrong(paperSums(relief, typed(...sheets(25, 24, 22, 1))))).toEqual(["issued", "parted"]);
    expect(wrong(paperSums(relief, typed(...sheets(23, 24, 23, 1))))).toEqual(["returned"]);
    const answers: [string, string][] = [
      ["yes", "20"],
      ["no", "2"],
      ["abstain", "0"],
    ];
    const sums = paperSums(relief, typed(...sheets(24, 24, 23, 1), ...answers));
    expect(wrong(sums)).toEqual(["answers"]);
    expect(sums.find(({ what }) => what === "answers")).toMatchObject({ found: 22, expected: 23 });
  });

  test("gives nobody more votes than ballots, and all no more than marks allow", () => {
    const one = typed(...sheets(24, 24, 24, 0), ["mark/o1", "25"], ["mark/o2", "0"]);
    expect(wrong(paperSums(election, one))).toEqual(["option", "marks"]);
    const all = typed(...sheets(24, 24, 24, 0), ["mark/o1", "20"], ["mark/o2", "5"]);
    expect(wrong(paperSums(election, all))).toEqual(["marks"]);
    expect(wrong(paperSums({ ...election, marks_max: 2 }, all))).toEqual([]);
  });

  test("chooses exactly one option on each ballot that does not abstain", () => {
    const asked = { ...election, question: "one-of", abstain: true } as const;
    const numbers = typed(
      ...sheets(24, 24, 24, 0),
      ["mark/o1", "20"],
      ["mark/o2", "2"],
      ["abstain", "1"],
    );
    expect(wrong(paperSums(asked, numbers))).toEqual(["answers"]);
  });

  test("adds to each rating those who said nothing of the person", () => {
    const numbers = typed(
      ...sheets(24, 24, 23, 1),
      ["mark/o1:high", "3"],
      ["mark/o1:medium", "4"],
      ["mark/o1:low", "15"],
    );
    expect(unrated(rating, option("o1"), numbers)).toBe(1);
    expect(paperCount(rating, numbers)).toEqual({
      issued: 24,
      returned: 24,
      valid: 23,
      invalid: 1,
      marks: { "o1:high": 3, "o1:medium": 4, "o1:low": 15, "o1:none": 1 },
    });
  });

  test("comes back as it was entered, and not before", () => {
    const paper = { issued: 24, returned: 24, valid: 24, invalid: 0 };
    const found = counts({ marked: 24 });
    const one = marked("o1", { votes: share(24) });
    expect(enteredBefore({ ...election, counts: found }).size).toBe(0);
    const before = enteredBefore({ ...election, counts: found, paper, marked: [one] });
    expect(before.get("mark/o1")).toBe(24);
    expect(before.get("issued")).toBe(24);
    expect(before.has("yes")).toBe(false);
  });
});
