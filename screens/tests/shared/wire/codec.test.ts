import { expect, test } from "vitest";

import { decode, encode, WireError } from "../../../shared/wire/codec";
import { frame_bytes_max, type ToHall } from "../../../shared/wire/types";
import vectors from "../../../../tests/vectors/wire.json";

function bytes(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

function hex(data: Uint8Array): string {
  return [...data].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function faultOf(data: Uint8Array): unknown {
  try {
    return decode(data);
  } catch (error) {
    return error instanceof WireError ? error.code : error;
  }
}

test.each(vectors.to_hall)("writes the same bytes to the hall: $name", (vector) => {
  expect(hex(encode(vector.json as ToHall))).toBe(vector.hex);
});

test.each(vectors.from_hall)("reads what the hall means: $name", (vector) => {
  expect(decode(bytes(vector.hex))).toEqual(vector.json);
});

test.each(vectors.bad_from_hall)("refuses what is no message: $name", (vector) => {
  expect(faultOf(bytes(vector.hex))).toBe(vector.code);
});

test("refuses a frame longer than any of the hall's, unread", () => {
  expect(faultOf(new Uint8Array(frame_bytes_max + 1))).toBe("message-too-big");
});
