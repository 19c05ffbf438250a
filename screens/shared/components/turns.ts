// What turns and requests to speak say of themselves in words. Knows turns; no size, no colour.
import type { Key, Words } from "../i18n/words.svelte";
import type { Lane, PersonValue, TurnValue } from "../wire/types";
import type { IconName } from "./icons";

/** What a turn and a request have in common: who speaks, in which form, about whom. */
export interface Spoken {
  readonly person: PersonValue;
  readonly vi: string;
  readonly en: string;
  readonly lane: Lane;
  readonly about: PersonValue | null;
  readonly to: PersonValue | null;
}

export const laneIcons: Readonly<Record<Lane, IconName>> = {
  list: "microphone",
  reply: "reply",
  order: "flag",
};

export const laneKeys: Readonly<Record<Lane, Key>> = {
  list: "lane.list",
  reply: "lane.reply",
  order: "lane.order",
};

const pausedKeys: Readonly<Record<string, Key>> = {
  desk: "turn.paused.desk",
  interruption: "turn.paused.interruption",
  priority: "turn.paused.priority",
  mute: "turn.paused.mute",
  time: "turn.paused.time",
};

/** Say where somebody belongs: group, or office of a guest, and seat. */
export function placeOf(words: Words, person: PersonValue): string {
  const seat = person.seat === "" ? "" : words.t("seat", { seat: person.seat });
  return [person.group, seat].filter((part) => part !== "").join(" · ");
}

/** Say whom a question is for, or whose words it is about; empty where neither is known. */
export function relationOf(words: Words, { about, to }: Pick<Spoken, "about" | "to">): string {
  const said = [
    to === null ? "" : words.t("turn.to", { name: to.name }),
    about === null ? "" : words.t("turn.about", { name: about.name }),
  ];
  return said.filter((part) => part !== "").join(" · ");
}

/** Say why the clock of a turn stands; undefined: it runs. */
export function standingOf(turn: Pick<TurnValue, "state" | "paused_by">): Key | undefined {
  if (turn.state === "granted") {
    return "turn.granted";
  }
  return turn.state === "paused" ? (pausedKeys[turn.paused_by] ?? "turn.paused") : undefined;
}
