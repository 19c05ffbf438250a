import { afterEach, expect, test, vi } from "vitest";

import { newCommandId } from "../../../shared/hall/command_id";
import { command_id_characters_max } from "../../../shared/wire/types";

afterEach(() => {
  vi.unstubAllGlobals();
});

test("command ids are new each time and fit the wire", () => {
  const ids = Array.from({ length: 1_000 }, newCommandId);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) {
    expect(id).toMatch(/^[A-Za-z0-9._:-]+$/);
    expect(id.length).toBeLessThanOrEqual(command_id_characters_max);
  }
});

test("command ids can be made on a page without a certificate", () => {
  vi.stubGlobal("crypto", { getRandomValues: (bytes: Uint8Array) => bytes.fill(0xab) });
  expect(newCommandId()).toBe("ab".repeat(16));
});
