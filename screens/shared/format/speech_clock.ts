// How a clock of the floor is read: a turn's, an item's, a group's. Knows clock values and the
// hall's time in ms. Must not know whose clock it is, or how it looks.
import type { BudgetValue, ClockValue } from "../wire/types";
import type { Phase } from "./countdown";

/** What a clock says at a moment. */
export interface Reading {
  readonly phase: Phase;
  /** Whether it counts what was used, rather than what is left. */
  readonly up: boolean;
  /** Minutes and seconds used, or left; `−0:12` is over time. */
  readonly text: string;
  /** By how much its time is over, in minutes and seconds; empty while it is not. */
  readonly over: string;
  /** What share of the time is left, from 1 down to 0; undefined: it has no end. */
  readonly share: number | undefined;
}

/** Read a clock; it is over as soon as nothing is left. */
export function read(clock: ClockValue, now: number): Reading {
  const used = usedBy(clock, now);
  const limit = clock.limit_ms;
  if (limit === null) {
    return { phase: "running", up: true, text: figures(seconds(used)), over: "", share: undefined };
  }
  const left = limit - used;
  const up = clock.count === "up";
  const phase = left <= 0 ? "over" : left <= (clock.warning_ms ?? 0) ? "warning" : "running";
  const beyond = left <= 0 ? figures(seconds(-left)) : "";
  return {
    phase,
    up,
    text: up ? figures(seconds(used)) : left > 0 ? figures(Math.ceil(left / 1_000)) : minus(beyond),
    over: beyond,
    share: limit <= 0 ? 0 : Math.min(1, Math.max(0, left / limit)),
  };
}

/** Give the time that a clock has run, in ms. */
export function usedBy(clock: Pick<ClockValue, "used_ms" | "since">, now: number): number {
  return clock.used_ms + (clock.since === null ? 0 : Math.max(0, now - clock.since));
}

/** Give a group's time as a clock; where several of the group speak, each of them uses it. */
export function clockOfBudget(budget: BudgetValue, now: number): ClockValue {
  const runs = budget.since.reduce((sum, since) => sum + Math.max(0, now - since), 0);
  const limit_ms = budget.initial_ms + budget.added_ms;
  return { limit_ms, used_ms: budget.used_ms + runs, since: null };
}

/** Say a length of time in ms as minutes and seconds. */
export function lengthText(ms: number): string {
  return figures(seconds(ms));
}

/** Say a time limit in minutes: 7, or 1:30. */
export function minutesText(whole: number): string {
  return whole % 60 === 0 ? String(whole / 60) : figures(whole);
}

function seconds(ms: number): number {
  return Math.floor(ms / 1_000);
}

function minus(text: string): string {
  return text === "0:00" ? text : `−${text}`;
}

/** Hours appear only with an hour: a turn is said in minutes. */
function figures(whole: number): string {
  const two = (part: number) => String(part).padStart(2, "0");
  const [hours, minutes] = [Math.floor(whole / 3_600), Math.floor((whole % 3_600) / 60)];
  const rest = two(whole % 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}
