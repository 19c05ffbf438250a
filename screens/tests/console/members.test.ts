import { describe, expect, test } from "vitest";

import { among, find, isUnreachable, silentIn, type House } from "../../console/members";
import type { DelegateValue } from "../../shared/wire/types";
import { delegate, person } from "../samples";

function house(...delegates: DelegateValue[]): House {
  return {
    delegates: new Map(delegates.map((each) => [each.person.delegate, each])),
    ballots: new Map([["d2", "keypad"]]),
    bridges: 1,
  };
}

function seats(delegates: readonly DelegateValue[]): string[] {
  return delegates.map(({ person }) => person.seat);
}

describe("members", () => {
  test("stand in the order of their seats, as people count", () => {
    expect(seats(find(house(delegate("10"), delegate("2"), delegate("1")), "all", ""))).toEqual([
      "1",
      "2",
      "10",
    ]);
  });

  test("are found by name without marks, by seat and by group", () => {
    const found = house(
      delegate("1", { person: person("1", "Đặng Thị Hường") }),
      delegate("2", { person: { ...person("2", "Lê An"), group: "Tổ 9" } }),
    );
    expect(seats(find(found, "all", "dang thi huong"))).toEqual(["1"]);
    expect(seats(find(found, "all", " HƯỜNG "))).toEqual(["1"]);
    expect(seats(find(found, "all", "to 9"))).toEqual(["2"]);
    expect(seats(find(found, "all", "nobody"))).toEqual([]);
  });

  test("are silent only while they are on the register without a ballot", () => {
    const found = house(
      delegate("1"),
      delegate("2"),
      delegate("3", { entitled: false }),
    );
    expect(seats(silentIn(found))).toEqual(["1"]);
    expect(seats(find(found, "silent", ""))).toEqual(["1"]);
  });

  test("are unreachable when present with neither tablet nor answering keypad", () => {
    expect(isUnreachable(delegate("1", { tablets: 0, unit: null }), 1)).toBe(true);
    expect(isUnreachable(delegate("1", { tablets: 0, unit: "offline" }), 1)).toBe(true);
    expect(isUnreachable(delegate("1", { tablets: 0, unit: "online" }), 1)).toBe(false);
    expect(isUnreachable(delegate("1", { tablets: 0, present: false }), 1)).toBe(false);
  });

  test("are reached through no keypad without a bridge, whatever it last reported", () => {
    const found = house(
      delegate("1", { tablets: 0, unit: "online" }),
      delegate("2", { tablets: 1, unit: "online" }),
    );
    expect(among(found, "unreachable")).toEqual([]);
    expect(seats(find({ ...found, bridges: 0 }, "unreachable", ""))).toEqual(["1"]);
  });
});
