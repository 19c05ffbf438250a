import { expect, test } from "vitest";

import { answersQuestion } from "../../../console/vote/answer";
import { option, vote } from "../../samples";

const options = [option("o1"), option("o2"), option("o3")];
const none = { choice: "", marks: [] } as const;

test("a question for or against is answered by a choice that it offers", () => {
  expect(answersQuestion(vote(), none)).toBe(false);
  expect(answersQuestion(vote(), { choice: "no", marks: [] })).toBe(true);
  expect(answersQuestion(vote({ abstain: false }), { choice: "abstain", marks: [] })).toBe(false);
});

test("one of several options is exactly one", () => {
  const asked = vote({ question: "one-of", options });
  expect(answersQuestion(asked, none)).toBe(false);
  expect(answersQuestion(asked, { choice: "", marks: ["o1"] })).toBe(true);
  expect(answersQuestion(asked, { choice: "yes", marks: [] })).toBe(false);
  expect(answersQuestion(asked, { choice: "abstain", marks: [] })).toBe(true);
});

test("of candidates none may be marked, and no more than the marks allow", () => {
  const asked = vote({ question: "approve", options, marks_max: 2 });
  expect(answersQuestion(asked, none)).toBe(true);
  expect(answersQuestion(asked, { choice: "", marks: ["o1", "o2", "o3"] })).toBe(false);
});

test("everybody on the list is rated", () => {
  const asked = vote({ question: "rating", options });
  expect(answersQuestion(asked, { choice: "", marks: ["o1:high", "o2:low"] })).toBe(false);
  expect(answersQuestion(asked, { choice: "", marks: ["o1:high", "o2:low", "o3:low"] })).toBe(true);
});
