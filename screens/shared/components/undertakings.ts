// What became of an undertaking, in words and by shape. Knows undertakings; no size.
import type { Key, Words } from "../i18n/words.svelte";
import type { UndertakingState, UndertakingValue } from "../wire/types";
import type { IconName } from "./icons";

export const stateIcons: Readonly<Record<UndertakingState, IconName>> = {
  open: "waiting",
  done: "yes",
  dropped: "annulled",
};

export const stateKeys: Readonly<Record<UndertakingState, Key>> = {
  open: "undertaking.open",
  done: "undertaking.done",
  dropped: "undertaking.dropped",
};

/** Write a year, a month or a day the way the language does: 31/03/2027, 03/2027, 2027. */
export function dueText(words: Words, due: string): string {
  const [year = "", month, day] = due.split("-");
  if (words.language === "en") {
    return due;
  }
  return [day, month, year].filter((part) => part !== undefined).join("/");
}

/** Name the sitting at which it was recorded: by its title where that is known. */
export function sittingText(words: Words, undertaking: UndertakingValue): string {
  const { sitting, sitting_title = "", sitting_title_en = "" } = undertaking;
  return sitting_title === "" ? sitting : words.pick(sitting_title, sitting_title_en);
}

/** Those that are still to be done first, then as they were recorded. */
export function inOrder(undertakings: readonly UndertakingValue[]): readonly UndertakingValue[] {
  const waits = ({ state }: UndertakingValue) => Number(state !== "open");
  return [...undertakings].sort((a, b) => waits(a) - waits(b) || a.recorded_at - b.recorded_at);
}
