import { screen } from "@testing-library/svelte";
import { afterEach, expect, test } from "vitest";

import Seat from "../../tablet/Seat.svelte";
import { item, person, sitting } from "../samples";
import { Stage } from "../stage";

let stage: Stage;

afterEach(() => {
  stage.close();
});

test("after the adjournment a seat offers nothing that is no longer possible", () => {
  stage = new Stage("delegate");
  stage.post("seat/d1", { me: { person: person("1"), present: true } });
  stage.post("hall", { sitting: sitting("in_session"), agenda: [item("i1", "current")] });
  stage.show(Seat, { leave: () => undefined });
  expect(screen.getByRole("button", { name: /Ask for the floor/ })).toBeTruthy();
  expect(screen.getByText("Now")).toBeTruthy();
  stage.post("hall", { sitting: sitting("adjourned") });
  expect(screen.getByText(/The sitting is adjourned/)).toBeTruthy();
  expect(screen.queryByRole("button", { name: /Ask for the floor/ })).toBeNull();
  expect(screen.queryByText("Now")).toBeNull();
});
