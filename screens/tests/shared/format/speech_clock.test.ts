import { describe, expect, test } from "vitest";

import { clockOfBudget, lengthText, minutesText, read, usedBy } from "../../../shared/format/speech_clock";
import { clock } from "../../samples";

const begun = 1_000_000;

describe("a clock that counts down", () => {
  test.each([
    [0, "7:00", "running", ""],
    [359_999, "1:01", "running", ""],
    [390_000, "0:30", "warning", ""],
    [419_999, "0:01", "warning", ""],
    [420_000, "0:00", "over", "0:00"],
    [420_999, "0:00", "over", "0:00"],
    [432_000, "−0:12", "over", "0:12"],
  ])("after %i ms says %s and is %s", (gone, text, phase, over) => {
    const one = clock({ limit_ms: 420_000, warning_ms: 30_000, since: begun });
    expect(read(one, begun + gone)).toMatchObject({ text, phase, over, up: false });
  });

  test("stands where it was stopped, whatever time it is", () => {
    const one = clock({ limit_ms: 60_000, used_ms: 15_000, since: null });
    expect(read(one, 5).text).toBe("0:45");
    expect(read(one, 5_000_000).text).toBe("0:45");
  });

  test("goes on from what was used before", () => {
    const one = clock({ limit_ms: 60_000, used_ms: 15_000, since: begun });
    expect(read(one, begun + 5_000)).toMatchObject({ text: "0:40", share: 40 / 60 });
  });

  test("has not run backwards when the hall's clock is a little behind its own word", () => {
    expect(usedBy(clock({ used_ms: 100, since: begun }), begun - 40)).toBe(100);
  });
});

describe("a clock that counts up", () => {
  test("says what was used, and by how much it is over", () => {
    const one = clock({ limit_ms: 60_000, warning_ms: 10_000, since: begun, count: "up" });
    expect(read(one, begun + 49_999)).toMatchObject({ text: "0:49", phase: "running", up: true });
    expect(read(one, begun + 50_000)).toMatchObject({ text: "0:50", phase: "warning" });
    expect(read(one, begun + 72_000)).toMatchObject({ text: "1:12", phase: "over", over: "0:12" });
  });

  test("is never over without an end", () => {
    const read_after_a_day = read(clock({ limit_ms: null, since: begun }), begun + 86_400_000);
    expect(read_after_a_day).toMatchObject({ phase: "running", text: "24:00:00", share: undefined });
  });
});

test("a group's time is used by each of its members who speaks", () => {
  const budget = { group: "g1", name: "Tổ 1", initial_ms: 600_000, added_ms: -60_000 };
  const used = clockOfBudget({ ...budget, used_ms: 30_000, since: [begun, begun + 5_000] }, begun + 10_000);
  expect(used).toEqual({ limit_ms: 540_000, used_ms: 45_000, since: null });
});

test("a length of time is said in minutes, and in hours from an hour on", () => {
  expect([lengthText(0), lengthText(3_599_999), lengthText(3_600_000)]).toEqual([
    "0:00",
    "59:59",
    "1:00:00",
  ]);
});

test("a time limit is said in minutes, with seconds only where there are any", () => {
  expect([minutesText(420), minutesText(90), minutesText(60)]).toEqual(["7", "1:30", "1"]);
});
