import { describe, expect, test } from "vitest";

import type { House } from "../../../console/members";
import { missingIn, whyMissing } from "../../../console/vote/missing";
import type { DelegateValue } from "../../../shared/wire/types";
import { delegate, vote } from "../../samples";

function house(...delegates: DelegateValue[]): House {
  return {
    delegates: new Map(delegates.map((each) => [each.person.delegate, each])),
    ballots: new Map([["d2", "keypad"]]),
    bridges: 1,
  };
}

const empty = house();

describe("who has no ballot", () => {
  test.each([
    ["silent", delegate("1")],
    ["offline", delegate("1", { tablets: 0, unit: "offline" })],
    ["represented", delegate("1", { present: false, holder: "d9" })],
    ["left", delegate("1", { present: false })],
    ["late", delegate("1", { entitled: false })],
    ["recused", delegate("1", { entitled: false, recused: true })],
    ["absent", delegate("1", { entitled: false, present: false })],
  ] as const)("is said to be %s", (why, one) => {
    expect(whyMissing(one, vote(), empty)).toBe(why);
  });

  test("is nobody who has voted, by whatever channel", () => {
    const found = missingIn(house(delegate("2"), delegate("10"), delegate("1")), vote());
    expect([...found.keys()]).toEqual(["silent"]);
    expect(found.get("silent")?.map(({ person }) => person.seat)).toEqual(["1", "10"]);
  });

  test("needs no device to answer a roll call", () => {
    const bare = delegate("1", { tablets: 0, unit: null });
    expect(whyMissing(bare, vote({ form: "roll-call" }), empty)).toBe("silent");
  });

  test.each(["paper", "show-of-hands"] as const)("is nobody on the register by %s", (form) => {
    const found = missingIn(house(delegate("1"), delegate("3", { entitled: false })), vote({ form }));
    expect([...found.keys()]).toEqual(["late"]);
  });
});
