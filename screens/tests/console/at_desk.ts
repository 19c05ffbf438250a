// A person at the desk: shows it with boards, presses its keys, fills its fields.
import { screen } from "@testing-library/svelte";
import { flushSync } from "svelte";
import { afterEach, beforeEach, vi } from "vitest";

import Desk from "../../console/Desk.svelte";
import { tabOf, type Tab } from "../../console/tabs";
import type { Command, Role } from "../../shared/wire/types";
import { attendance, delegate, item, majority, sitting } from "../samples";
import { Stage } from "../stage";

export let stage: Stage;

/** Fake clocks around each test, and a desk that is taken down after it. */
export function sitAtDesk(): void {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    stage.close();
    vi.useRealTimers();
  });
}

export function show(role: Role, hall: object, desk: object = {}, tab: Tab = "votes"): void {
  stage = new Stage(role);
  stage.post("desk", {
    majorities: [majority(), majority({ id: "removal", en: "Two thirds", needed: 4 })],
    "delegate/d1": delegate("1"),
    "delegate/d2": delegate("2"),
    "ballot/d2": "keypad",
    ...desk,
  });
  stage.post("hall", {
    sitting: sitting("in_session"),
    attendance: attendance({ present: 2, in_office: 2, needed: 2 }),
    agenda: [item("i1", "current"), item("i2", "ahead")],
    ...hall,
  });
  stage.show(Desk, { leave: () => undefined });
  turnTo(tab);
  vi.advanceTimersByTime(1_000);
}

/** Show the matter of a tab. */
export function turnTo(tab: Tab): void {
  document.getElementById(tabOf(tab))?.click();
  flushSync();
}

/** What was sent last. */
export function sent(): Command | undefined {
  return stage.commands.at(-1);
}

/** The hall has done the command that was sent last. */
export function done(): void {
  stage.say({ t: "done", id: `id${String(stage.commands.length)}` });
}

export function press(key: string, rest: KeyboardEventInit = {}): void {
  window.dispatchEvent(new KeyboardEvent("keydown", { key, ...rest }));
  flushSync();
}

export function type(id: string, key: KeyboardEventInit): void {
  const field = document.getElementById(id);
  field?.dispatchEvent(new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ...key }));
  flushSync();
}

export function write(id: string, text: string): void {
  fill(document.getElementById(id), text);
}

export function fill(field: Element | null | undefined, text: string): void {
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) {
    throw new TypeError("no such field");
  }
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  flushSync();
}

/** Fill the first field of that name. */
export function fillIn(name: RegExp | string, text: string): void {
  fill(screen.getAllByLabelText(name)[0], text);
}

export function choose(name: RegExp, value: string): void {
  const field = screen.getByRole<HTMLSelectElement>("combobox", { name });
  field.value = value;
  field.dispatchEvent(new Event("change", { bubbles: true }));
  flushSync();
}

export function click(name: RegExp | string): void {
  button(name)?.click();
  flushSync();
}

export function isDisabled(name: RegExp | string): boolean {
  return button(name)?.disabled ?? true;
}

/** Find the first button of that name: in the dialog, in the tab that is shown, or anywhere. */
function button(name: RegExp | string): HTMLButtonElement | undefined {
  const found = screen.getAllByRole<HTMLButtonElement>("button", { name });
  const inside = (where: string) => found.find((one) => one.closest(where) !== null);
  return inside("dialog") ?? inside('[role="tabpanel"]') ?? found[0];
}
