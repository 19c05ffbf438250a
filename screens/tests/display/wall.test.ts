import { screen } from "@testing-library/svelte";
import { afterEach, beforeEach, expect, test } from "vitest";

import Wall from "../../display/Wall.svelte";
import { declared, item, sitting, speaker, vote } from "../samples";
import { Stage } from "../stage";

let stage: Stage;

beforeEach(() => {
  stage = new Stage("display");
  stage.post("hall", {
    council: { name: "HĐND", name_en: "Council", in_office: 5 },
    sitting: sitting("in_session"),
    attendance: { present: 4, in_office: 5, needed: 4, reached: true },
    agenda: [item("i1", "current")],
  });
  stage.show(Wall, { leave: () => undefined });
});

afterEach(() => {
  stage.close();
});

test("the wall keeps its last content when the connection is lost, and says so", () => {
  stage.post("hall", { speaker: speaker() });
  stage.drop();
  expect(screen.getByText("Đại biểu 7")).toBeTruthy();
  expect(screen.getByText(/Connection to the hall lost/)).toBeTruthy();
});

test("the wall follows a vote from its opening to its declaration", () => {
  stage.post("hall", { vote: vote() });
  stage.post("display", { tally: { vote: "v1", cast: 2, register: 4, counts: null } });
  expect(screen.getByText("At least 3 in favour needed")).toBeTruthy();
  expect(screen.getByText("2 of 4 have voted")).toBeTruthy();
  stage.post("hall", { vote: declared({ state: "closed", verdict: null }) });
  expect(screen.getByText(/has yet to declare/)).toBeTruthy();
  stage.post("hall", { vote: declared() });
  expect(screen.getByText("Adopted.")).toBeTruthy();
  expect(screen.getByText("60.00%")).toBeTruthy();
  expect(screen.getByText("Percentages of all delegates: 5")).toBeTruthy();
});

test("the wall shows no tally of another vote", () => {
  stage.post("display", { tally: { vote: "v0", cast: 4, register: 4, counts: null } });
  stage.post("hall", { vote: vote() });
  expect(screen.queryByText("4 of 4 have voted")).toBeNull();
});

test("the wall says how many votes there were when it can't list them all", () => {
  const votes = Array.from({ length: 10 }, (_, at) => declared({ id: `v${at}`, number: at + 1 }));
  const results = Object.fromEntries(votes.map((each) => [`result/${each.id}`, each]));
  stage.post("hall", { sitting: sitting("adjourned"), vote: votes[9], ...results });
  expect(screen.getByText(/10 votes, 10 carried. The last 7:/)).toBeTruthy();
  expect(screen.getAllByText("Carried")).toHaveLength(7);
});
