import { expect, test } from "vitest";

import { questioningOf } from "../../../shared/components/questioned";
import { floor, item, request, speech, topic, turn } from "../../samples";

type Boards = Parameters<typeof questioningOf>[0];

const debate = item("i1", "current");
const asking = item("i2", "current", { title: "Chất vấn và trả lời chất vấn" });

function boards(rest: Partial<Boards> = {}): Boards {
  const speeches = [speech("speech"), speech("question", { role: "question" })];
  return { agenda: [debate], currentItem: debate, floor: floor(), speeches, turns: [], queue: [], topics: [], ...rest };
}

test("the title of an item tells that questions are put on it, and on no other", () => {
  expect(questioningOf(boards({ agenda: [asking], currentItem: asking }))).toBe("here");
  const later = { ...asking, state: "ahead" } as const;
  expect(questioningOf(boards({ agenda: [debate, later], topics: [topic("Y tế")] }))).toBe("elsewhere");
});

test("an item about what was promised is none of questioning", () => {
  const promised = item("i3", "current", { title: "Việc thực hiện lời hứa sau chất vấn" });
  expect(questioningOf(boards({ agenda: [promised], currentItem: promised }))).toBe("unknown");
});

test("a question that is put or asked for tells it, whatever the title", () => {
  expect(questioningOf(boards({ turns: [turn({ kind: "question" })] }))).toBe("here");
  expect(questioningOf(boards({ queue: [request("3", { kind: "question" })] }))).toBe("here");
  expect(questioningOf(boards({ turns: [turn()] }))).toBe("unknown");
});

test("the hall tells it from the first question on, between two of them too", () => {
  expect(questioningOf(boards({ floor: floor({ questioned: true }) }))).toBe("here");
});

test("topics tell it where no title does", () => {
  expect(questioningOf(boards({ topics: [topic("Y tế")] }))).toBe("here");
  expect(questioningOf(boards({ topics: [topic("Y tế")], currentItem: undefined }))).toBe("unknown");
});
