import { describe, expect, test } from "vitest";

import {
  answersOf,
  barWhole,
  baseName,
  choiceName,
  countOf,
  decidingBase,
  percent,
} from "../../../shared/components/choices";
import { ranked, votesOf, votesWhole } from "../../../shared/components/marks";
import { aboutLines, answerText, neededText } from "../../../shared/components/matters";
import { isCounted, outcomeOf } from "../../../shared/components/outcomes";
import { Words } from "../../../shared/i18n/words.svelte";
import { counts, declared, item, marked, option, share, threshold, verdict, vote } from "../../samples";

const words = new Words(localStorage, "en");
const confidence = {
  yes: { vi: "Tín nhiệm", en: "Confidence" },
  no: { vi: "Không tín nhiệm", en: "No confidence" },
  abstain: null,
};

describe("an answer", () => {
  test("is called by the kind's own word, else by the usual one", () => {
    expect(choiceName(words, vote({ words: confidence }), "no")).toBe("No confidence");
    expect(choiceName(words, vote({ words: confidence }), "abstain")).toBe("Abstain");
    expect(choiceName(words, undefined, "no")).toBe("Against");
  });

  test("is offered where the rules have it, and told where it was given all the same", () => {
    expect(answersOf(vote({ abstain: false }))).toEqual(["yes", "no"]);
    const given = { abstain: false, counts: counts({ abstain: 1 }) };
    expect(answersOf(vote(given))).toEqual(["yes", "no", "abstain"]);
    expect(answersOf(vote({ question: "approve" }))).toEqual(["abstain"]);
  });

  test("in marks is named while there are few, counted when there are many", () => {
    const options = ["a", "b", "c", "d"].map((id) => option(id));
    const say = (...marks: string[]) =>
      answerText(words, vote({ options }), { choice: "", marks });
    expect(say("a", "c")).toBe("Option a, Option c");
    expect(say("a", "b", "c", "d")).toBe("4 choices");
    expect(say("a:high", "b:low")).toBe("2 persons rated");
    expect(say()).toBe("nobody chosen");
    expect(answerText(words, undefined, { choice: "", marks: ["a"] })).toBe("1 choice");
  });
});

describe("a share", () => {
  test("is of its base, in marks and in weights too", () => {
    expect(baseName(words, "cast", "heads")).toBe("ballots for and against");
    expect(baseName(words, "cast", "heads", "approve")).toBe("ballots with a choice");
    expect(baseName(words, "present", "weight")).toBe("voting rights of delegates present");
  });

  test("has a sign only where it is a number", () => {
    expect(percent("60,00")).toBe("60,00%");
    expect(percent("–")).toBe("");
  });
});

describe("the bar of a result", () => {
  const found = counts({ yes: 5, no: 3, abstain: 2, not_voting: 4, absent: 1, recused: 1 });

  test.each([
    ["cast", 8],
    ["participating", 10],
    ["valid", 10],
    ["present", 14],
    ["remaining", 15],
    ["in_office", 16],
  ] as const)("is as long as its base %s", (base, whole) => {
    const majority = { ...vote().majority, thresholds: [threshold({ base })] };
    expect(barWhole(vote({ majority, counts: found }), found)).toBe(whole);
  });

  test("is of the threshold that decides", () => {
    const thresholds = [threshold({ base: "cast", needed: 5 }), threshold({ base: "statutory", needed: 9 })];
    const majority = { ...vote().majority, thresholds, needed: 9 };
    expect(decidingBase({ majority })).toBe("statutory");
    expect(decidingBase({ majority: { ...majority, joined: "any", needed: 5 } })).toBe("cast");
  });

  test("counts weights where they decide", () => {
    const weight = { yes: 900, no: 50, abstain: 0, marked: 0, not_voting: 30 };
    const thresholds = [threshold({ base: "present", unit: "weight" })];
    const given = vote({ weight, counts: found, majority: { ...vote().majority, thresholds } });
    expect(countOf(given, "yes")).toBe(900);
    expect(barWhole(given, found)).toBe(980);
    expect(countOf(vote({ weight, counts: found }), "yes")).toBe(5);
  });
});

describe("options", () => {
  test("are ranked by the votes that decide, who are level as listed", () => {
    const all = [
      marked("a", { votes: share(2), weight: share(9) }),
      marked("b", { votes: share(5), weight: share(3) }),
      marked("c", { votes: share(2), weight: share(9) }),
    ];
    const heads = declared({ question: "approve", marked: all });
    expect(ranked(heads).map(({ option }) => option.id)).toEqual(["b", "a", "c"]);
    const thresholds = [threshold({ unit: "weight" })];
    const weight = { yes: 0, no: 0, abstain: 0, marked: 21, not_voting: 0 };
    const weights = { ...heads, weight, majority: { ...heads.majority, thresholds } };
    expect(ranked(weights).map((one) => votesOf(weights, one).count)).toEqual([9, 9, 3]);
    expect(votesWhole({ ...heads, percentages: null })).toBe(5);
  });
});

describe("what a vote needs", () => {
  test("is said of what is asked", () => {
    expect(neededText(words, vote())).toBe("At least 3 in favour needed");
    expect(neededText(words, vote({ words: confidence }))).toBe("At least 3 “Confidence” needed");
    expect(neededText(words, vote({ question: "approve" }))).toBe("Each person needs at least 3 votes");
    expect(neededText(words, vote({ question: "one-of" }))).toBe("An option needs at least 3 votes");
  });

  test("is not said of a rating, nor before it is known", () => {
    expect(neededText(words, vote({ question: "rating" }))).toBeUndefined();
    const majority = { ...vote().majority, needed: null };
    expect(neededText(words, vote({ majority }))).toBeUndefined();
  });

  test("and what it is about: items, a part, what it repeats", () => {
    const given = vote({ items: ["i1", "i3"], part: "Điều 3", replaces: "v7" });
    const before = declared({ id: "v7", number: 7 });
    expect(aboutLines(words, given, [item("i1", "current")], [before])).toEqual([
      "En bloc: items 1, i3",
      "Separate vote: Điều 3",
      "Vote 7 taken again",
    ]);
    expect(aboutLines(words, vote({ replaces: "v7" }), [], [])).toEqual(["Vote taken again"]);
  });
});

describe("what a vote came to", () => {
  const of = (rest: Parameters<typeof declared>[0]) => outcomeOf(declared(rest));

  test.each([
    [{}, "vote.carried"],
    [{ words: confidence }, "vote.reached"],
    [{ verdict: verdict({ verdict: "rejected" }) }, "vote.rejected"],
    [{ verdict: verdict({ verdict: "rejected" }), words: confidence }, "vote.not_reached"],
    [{ verdict: verdict({ verdict: "no-quorum" }) }, "vote.no_quorum"],
    [{ verdict: verdict({ verdict: "elected" }), question: "approve" }, "vote.elected"],
    [{ verdict: verdict({ verdict: "elected" }), question: "one-of" }, "vote.chosen"],
    [{ verdict: verdict({ verdict: "tied" }), question: "approve" }, "vote.tied"],
    [{ verdict: verdict({ verdict: "rated" }), question: "rating" }, "vote.rated"],
    [{ verdict: verdict({ verdict: "rejected" }), question: "approve" }, "vote.nobody_elected"],
    [{ verdict: verdict({ verdict: "rejected" }), question: "one-of" }, "vote.nothing_chosen"],
    [
      {
        verdict: verdict({ verdict: "rejected" }),
        question: "approve",
        marked: [marked("a", { elected: true })],
      },
      "vote.elected_in_part",
    ],
    [{ state: "annulled" }, "vote.annulled"],
    [{ verdict: null, state: "closed" }, "vote.awaiting_declaration"],
    [{ verdict: null, state: "closed", missing: "board", form: "paper" }, "vote.awaiting_count"],
    [{ verdict: null, state: "closed", missing: "count" }, "vote.awaiting_hands"],
    [{ verdict: null, state: "closed", missing: "casting-vote" }, "vote.awaiting_casting"],
  ] as const)("%o is %s", (rest, key) => {
    expect(of(rest as Parameters<typeof declared>[0]).key).toBe(key);
  });

  test("is a count only once what is counted by hand has been entered", () => {
    expect(isCounted(declared())).toBe(true);
    expect(isCounted(declared({ missing: "count" }))).toBe(false);
    expect(isCounted(vote())).toBe(false);
  });
});
