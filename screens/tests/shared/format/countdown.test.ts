import { describe, expect, test } from "vitest";

import { countdown, shareLeft } from "../../../shared/format/countdown";

describe("a countdown", () => {
  test.each([
    [420_000, "7:00", "running"],
    [60_001, "1:01", "running"],
    [30_000, "0:30", "warning"],
    [1, "0:01", "warning"],
    [0, "+0:00", "over"],
    [-1, "+0:00", "over"],
    [-999, "+0:00", "over"],
    [-1_000, "+0:01", "over"],
    [-75_500, "+1:15", "over"],
  ])("with %i ms left says %s and is %s", (left, text, phase) => {
    expect(countdown(1_000_000 + left, 1_000_000, 30)).toMatchObject({ text, phase });
  });

  test("shows the same second until it has passed", () => {
    expect(countdown(10_000, 5_001, 3).text).toBe("0:05");
    expect(countdown(10_000, 5_999, 3).text).toBe("0:05");
    expect(countdown(10_000, 6_000, 3).text).toBe("0:04");
  });
});

test("the share that is left goes from one to nothing and stays there", () => {
  expect(shareLeft(0, 10, -5)).toBe(1);
  expect(shareLeft(0, 10, 4)).toBe(0.6);
  expect(shareLeft(0, 10, 25)).toBe(0);
  expect(shareLeft(10, 10, 10)).toBe(0);
});
