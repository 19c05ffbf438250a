import { screen } from "@testing-library/svelte";
import { flushSync } from "svelte";
import { afterEach, beforeEach, expect, test } from "vitest";

import { Close } from "../../shared/wire/types";
import Floor from "../../tablet/Floor.svelte";
import Presence from "../../tablet/Presence.svelte";
import { person, sitting, speaker } from "../samples";
import { Stage } from "../stage";

let stage: Stage;

beforeEach(() => {
  stage = new Stage("delegate");
  stage.post("hall", { sitting: sitting("in_session") });
  stage.post("seat/d1", {
    me: { person: person("1"), present: true },
    floor: { place: null, asked_at: null, speaking_until: null },
  });
});

afterEach(() => {
  stage.close();
});

function click(name: RegExp): void {
  screen.getByRole("button", { name }).click();
  flushSync();
}

test("a speaker ends the turn that the tablet shows, and no other", () => {
  stage.post("hall", { speaker: { ...speaker(), turn: "t7", person: person("1") } });
  stage.post("seat/d1", { floor: { place: null, asked_at: null, speaking_until: 10_000 } });
  stage.show(Floor, {});
  click(/End my speech/);
  expect(stage.commands).toEqual([{ t: "EndSpeech", turn: "t7" }]);
});

test("a request to speak waits for the connection, and says so", () => {
  stage.show(Floor, {});
  stage.drop();
  click(/Ask for the floor/);
  expect(screen.getByText(/Waiting for the connection/)).toBeTruthy();
  stage.comeBack();
  expect(screen.queryByText(/Waiting for the connection/)).toBeNull();
  expect(stage.commands).toEqual([{ t: "RequestFloor" }]);
});

test("a check-in waits for the connection, and says so, or that it was cut off", () => {
  stage.show(Presence, { present: false, over: false });
  stage.drop();
  screen.getByRole("button").click();
  flushSync();
  expect(screen.getByText(/Waiting for the connection/)).toBeTruthy();
  stage.comeBack();
  stage.hangUp(Close.WIRE_UNKNOWN);
  expect(screen.getByText(/Not sent: the server has ended/)).toBeTruthy();
});
