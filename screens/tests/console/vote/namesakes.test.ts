import { screen } from "@testing-library/svelte";
import { describe, expect, test } from "vitest";

import { optionsFault } from "../../../console/vote/faults";
import { fitsNamesakes, named } from "../../../console/members";
import { delegate, kind, option, person, prepared } from "../../samples";
import { choose, click, fillIn, isDisabled, sent, show, sitAtDesk, type } from "../at_desk";

const third = delegate("3", { person: person("3", "Lê Thị Hương") });
const seventh = delegate("7", { person: person("7", "Lê Thị Hương") });
const marked = delegate("8", { person: person("8", "Lê Thị Hường") });
const people = { "delegate/d3": third, "delegate/d7": seventh };
const kinds = [
  kind("recorded", { en: "Recorded vote" }),
  kind("election", { en: "Election", form: "paper", question: "approve" }),
];

function addPerson(name: string): void {
  fillIn("Add a person", name);
  type("option-add", { key: "Enter" });
}

describe("delegates of one name", () => {
  test("are told apart by their seats alone", () => {
    const both = [third, seventh];
    for (const typed of ["Lê Thị Hương", "le thi huong", "Hương"]) {
      expect(named(both, typed)).toBeUndefined();
      expect(named([seventh], typed, both)).toBeUndefined();
      expect(fitsNamesakes(both, typed)).toBe(true);
    }
    expect(named(both, "7")).toBe(seventh);
    expect(named(both, "3 · Lê Thị Hương")).toBe(third);
    expect(named([seventh], "3", both)).toBeUndefined();
    expect(fitsNamesakes(both, "3")).toBe(false);
  });

  test("are not those whose marks over letters differ, where these are typed", () => {
    expect(named([third, marked], "Lê Thị Hường")).toBe(marked);
    expect(named([third], "Lê Thị Hường", [third, marked])).toBeUndefined();
    expect(named([third, marked], "le thi huong")).toBeUndefined();
    expect(fitsNamesakes([delegate("1"), delegate("2")], "Đại biểu")).toBe(false);
  });

  test("are two persons on a list, but one delegate or one free name is there once", () => {
    const fault = (...who: [string, string][]) =>
      optionsFault({
        question: "approve",
        seats: "1",
        marks: "",
        options: who.map(([vi, of], at) => ({ ...option(`o${at}`, { vi, delegate: of }), born: "" })),
      });
    expect(fault(["An", "d3"], ["An", "d7"])).toBeUndefined();
    expect(fault(["An", "d3"], ["Bình", "d3"])).toBe("twice");
    expect(fault(["An", ""], ["An", ""])).toBe("twice");
    expect(fault(["An", "d3"], ["An", ""])).toBe("twice");
  });
});

describe("an election", () => {
  sitAtDesk();

  test("has both delegates of one name on its list, each with the seat", () => {
    show("clerk", {}, { kinds, ...people });
    choose(/Kind of vote/, "election");
    addPerson("Lê Thị Hương");
    expect(screen.getByText("Two people have this name: type the seat.")).toBeTruthy();
    addPerson("3");
    addPerson("7");
    expect(screen.queryByText(/on the list twice/)).toBeNull();
    click(/Add to the prepared/);
    expect(sent()).toMatchObject({
      plan: {
        options: [
          { vi: "Lê Thị Hương (ghế 3)", en: "Lê Thị Hương (seat 3)", delegate: "d3" },
          { vi: "Lê Thị Hương (ghế 7)", en: "Lê Thị Hương (seat 7)", delegate: "d7" },
        ],
      },
    });
  });
});

describe("a counting board", () => {
  sitAtDesk();

  const options = [{ ...option("o1", { vi: "Lê Thị Hương (ghế 3)", delegate: "d3" }), born: "" }];
  const plan = prepared("v4", { kind: "election", options });

  test("takes no namesake in the place of a candidate", () => {
    show("clerk", {}, { kinds, ...people, prepared: [plan] });
    fillIn("Add a member", "Lê Thị Hương");
    expect(screen.getByText("Two people have this name: type the seat.")).toBeTruthy();
    expect(isDisabled(/^Add$/)).toBe(true);
  });

  test("says why somebody cannot be on it", () => {
    const away = delegate("9", { present: false });
    show("clerk", {}, { kinds, ...people, "delegate/d9": away, prepared: [plan] });
    fillIn("Add a member", "3");
    expect(screen.getByText(/Lê Thị Hương cannot be on it: the vote is about them/)).toBeTruthy();
    fillIn("Add a member", "9");
    expect(screen.getByText("Đại biểu 9 is absent and cannot count.")).toBeTruthy();
    fillIn("Add a member", "7");
    click(/^Add$/);
    fillIn("Add a member", "7");
    expect(screen.getByText("Lê Thị Hương is on the counting board already.")).toBeTruthy();
    fillIn("Add a member", "nobody");
    expect(screen.getByText(/Not clear who is meant/)).toBeTruthy();
  });
});
