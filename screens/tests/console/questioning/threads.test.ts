import { describe, expect, test } from "vitest";

import { matterOf, usualDays } from "../../../console/questioning/promises";
import { gathered, moved, placed, rankedOf, unplaced } from "../../../console/questioning/ranking";
import { stepsOf } from "../../../console/questioning/steps";
import { isOwed, openQuestions, threadsOf } from "../../../console/questioning/threads";
import { guest, person, question, speech, topic, turnRecord } from "../../samples";

const asked = turnRecord({ turn: "t1", role: "question", about: "q1", to: guest("g1"), person: person("3") });
const answered = turnRecord({ turn: "t2", role: "answer", about: "t1", person: guest("g1"), granted_at: 1 });
const rebutted = turnRecord({ turn: "t3", role: "rebuttal", about: "t2", person: person("5"), granted_at: 2 });
const written = new Map([["q1", question("q1")], ["q2", question("q2")]]);

const kinds = [
  speech("question", { role: "question" }),
  speech("answer", { role: "answer" }),
  speech("rebuttal", { role: "rebuttal" }),
  speech("question-rebuttal", { role: "rebuttal", questioner_first: true }),
];

describe("what is said to a question", () => {
  test("hangs on it, however far the rebuttals go", () => {
    const again = turnRecord({ turn: "t4", role: "rebuttal", about: "t3", granted_at: 3 });
    const [thread, ...others] = threadsOf([asked, answered, rebutted, again], written);
    expect(others).toEqual([]);
    expect(thread?.id).toBe("q1");
    expect(thread?.rebuttals.map(({ turn }) => turn)).toEqual(["t3", "t4"]);
  });

  test("hangs on the turn it was put in, where nobody had written it", () => {
    const oral = turnRecord({ turn: "t1", role: "question", to: guest("g1") });
    expect(threadsOf([oral, answered], new Map())[0]).toMatchObject({ id: "t1", answers: [{ turn: "t2" }] });
  });

  test("leaves speeches and rebuttals of a debate out", () => {
    const debate = [turnRecord({ turn: "t1" }), turnRecord({ turn: "t2", role: "rebuttal", about: "t1" })];
    expect(threadsOf(debate, written)).toEqual([]);
  });

  test("is owed an answer from the end of the question to the first answer", () => {
    const owed = (...turns: Parameters<typeof threadsOf>[0]) => threadsOf(turns, written).some(isOwed);
    expect(owed({ ...asked, state: "speaking" })).toBe(false);
    expect(owed(asked)).toBe(true);
    expect(owed(asked, answered)).toBe(false);
    expect(openQuestions([asked], written)).toBe(2);
    expect(openQuestions([asked, answered], written)).toBe(1);
  });

  test("goes from the question to the answer to the questioner's rebuttal", () => {
    const before = stepsOf(question("q1"), kinds);
    expect(before.ask).toEqual({ t: "GrantFloor", delegate: "d3", kind: "question", about: "q1", to: "g1" });
    expect(before.rebut).toBeUndefined();
    const [thread] = threadsOf([asked, answered], written);
    const after = thread && stepsOf(thread, kinds);
    expect(after?.ask).toBeUndefined();
    expect(after?.answer).toEqual({ t: "GrantFloor", delegate: "g1", kind: "answer", about: "t1" });
    expect(after?.rebut).toEqual({ t: "GrantFloor", delegate: "d3", kind: "question-rebuttal", about: "t2" });
  });

  test("gives an undertaking its matter", () => {
    const threads = threadsOf([asked, answered], written);
    expect(matterOf({ who: "g1", about: "t2" }, threads)).toBe("Trạm y tế");
    expect(matterOf({ who: "g1", about: "t9" }, threads)).toBe("");
  });
});

describe("topics", () => {
  const ranked = rankedOf([
    topic("Y tế", { questions: [{ id: "q1", person: person("3"), to: guest("g1"), topic: "Trạm y tế" }] }),
    topic("Giáo dục", { respondent: null }),
  ]);

  test("are sent as they stand, with all that is under them", () => {
    expect(ranked).toEqual([
      { title: "Y tế", title_en: "", respondent: "g1", questions: ["q1"] },
      { title: "Giáo dục", title_en: "", respondent: "", questions: [] },
    ]);
  });

  test("change places, and no further than the ends", () => {
    expect(moved(ranked, 1, 0).map(({ title }) => title)).toEqual(["Giáo dục", "Y tế"]);
    expect(moved(ranked, 0, -1)).toBe(ranked);
  });

  test("take a question from one another, or lose it", () => {
    expect(placed(ranked, "q1", 1).map(({ questions }) => questions)).toEqual([[], ["q1"]]);
    expect(placed(ranked, "q1", undefined).map(({ questions }) => questions)).toEqual([[], []]);
  });

  test("are made of what the unplaced questions are about", () => {
    const three = [question("q1"), question("q2", { topic: "y tế " }), question("q3", { topic: "Đất đai" })];
    expect(unplaced(ranked, three).map(({ id }) => id)).toEqual(["q2", "q3"]);
    expect(gathered(ranked, three)).toMatchObject([
      { title: "Y tế", questions: ["q1", "q2"] },
      { title: "Giáo dục" },
      { title: "Đất đai", respondent: "g1", questions: ["q3"] },
    ]);
  });

  test("are two where one matter is put to two people", () => {
    const land = { topic: "Đất đai", to: guest("g1") };
    const all = [
      question("q1", land),
      question("q2", { ...land, to: guest("g2") }),
      question("q3", land),
      question("q4", { ...land, to: guest("g2") }),
    ];
    expect(gathered([], all)).toMatchObject([
      { title: "Đất đai", respondent: "g1", questions: ["q1", "q3"] },
      { title: "Đất đai – Khách g2", respondent: "g2", questions: ["q2", "q4"] },
    ]);
  });
});

test("the usual last days are those of this month, quarter and year", () => {
  const days = (now: Date) => usualDays(now.getTime()).map(({ day }) => day);
  expect(days(new Date(2026, 1, 10))).toEqual(["2026-02-28", "2026-03-31", "2026-12-31"]);
  expect(days(new Date(2026, 11, 31))).toEqual(["2026-12-31", "2026-12-31", "2026-12-31"]);
});
