import { expect, test } from "vitest";

import { isSignedOut, mayComeBack } from "../../../shared/wire/closing";
import { Close } from "../../../shared/wire/types";

test.each([1001, 1006, 1011, 1012, 1013, 1014, Close.RESTART, Close.TOO_SLOW, 4999])(
  "comes back after %i",
  (code) => {
    expect(mayComeBack(code)).toBe(true);
  },
);

test.each([1000, 1002, 1003, 1007, 1008, 1009, 1010, Close.BAD_MESSAGES, Close.SIGNED_OUT, 4499])(
  "does not come back after %i",
  (code) => {
    expect(mayComeBack(code)).toBe(false);
  },
);

test("knows when one must sign in anew", () => {
  expect(isSignedOut(Close.TOKEN_UNKNOWN)).toBe(true);
  expect(isSignedOut(Close.WIRE_UNKNOWN)).toBe(false);
});
