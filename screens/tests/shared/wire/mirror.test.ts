import { describe, expect, test } from "vitest";

import { Mirror, MirrorGap } from "../../../shared/wire/mirror";
import type { Patch } from "../../../shared/wire/types";

function patch(base: number, version: number, rest: Partial<Patch> = {}): Patch {
  return { t: "patch", board: "hall", base, version, ...rest };
}

function read(mirror: Mirror): unknown {
  return Object.fromEntries(mirror.board("hall") ?? []);
}

describe("a mirror", () => {
  test("has no board before something has come for it", () => {
    expect(new Mirror().board("hall")).toBeUndefined();
  });

  test("takes set and gone keys in and stands at the patch's version", () => {
    const mirror = new Mirror();
    mirror.apply(patch(0, 1, { set: { a: 1, b: 2 } }));
    mirror.apply(patch(1, 2, { set: { a: 3 }, gone: ["b", "never-there"] }));
    expect(read(mirror)).toEqual({ a: 3 });
    expect(mirror.versions.get("hall")).toBe(2);
  });

  test("forgets with a whole patch what it had, even under a lower version", () => {
    const mirror = new Mirror();
    mirror.apply(patch(0, 9, { set: { a: 1, b: 2 } }));
    mirror.apply(patch(0, 3, { set: { b: 4 }, whole: true }));
    expect(read(mirror)).toEqual({ b: 4 });
    expect(mirror.versions.get("hall")).toBe(3);
  });

  test("passes over a patch that it contains already", () => {
    const mirror = new Mirror();
    mirror.apply(patch(0, 5, { set: { a: "new" } }));
    mirror.apply(patch(0, 4, { set: { a: "old" } }));
    expect(read(mirror)).toEqual({ a: "new" });
  });

  test("refuses a patch when something between is missing, and will ask for all of the board", () => {
    const mirror = new Mirror();
    mirror.apply(patch(0, 1));
    expect(() => {
      mirror.apply(patch(2, 3));
    }).toThrow(MirrorGap);
    expect(mirror.versions.has("hall")).toBe(false);
  });

  test("keeps the values but not the versions when the hall has started anew", () => {
    const mirror = new Mirror();
    mirror.enterEpoch("one");
    mirror.apply(patch(0, 5, { set: { a: 1 } }));
    mirror.enterEpoch("one");
    expect(mirror.versions.size).toBe(1);
    mirror.enterEpoch("two");
    expect(mirror.versions.size).toBe(0);
    expect(read(mirror)).toEqual({ a: 1 });
  });
});
