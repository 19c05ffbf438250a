// What turns and requests to speak say of themselves in words. Knows turns; no size, no colour.
import type { Key, Words } from "../i18n/words.svelte";
import type {
  Lane,
  PersonValue,
  SpeechKindValue,
  TopicQuestionValue,
  TopicValue,
  TurnValue,
} from "../wire/types";
import type { IconName } from "./icons";

/** What a turn and a request have in common: who speaks, in which form, about whom. */
export interface Spoken {
  readonly person: PersonValue;
  readonly kind: string;
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

/** Say the group, or the office of a guest, in the language of the screen. */
export function officeOf(words: Words, person: PersonValue): string {
  return words.pick(person.group, person.group_en ?? "");
}

/** Say where somebody belongs: group, or office of a guest, and seat. */
export function placeOf(words: Words, person: PersonValue): string {
  const seat = person.seat === "" ? "" : words.t("seat", { seat: person.seat });
  return [officeOf(words, person), seat].filter((part) => part !== "").join(" · ");
}

/** What tells which kinds are questions, and which written questions there are. */
export interface Questioned {
  readonly speeches: readonly SpeechKindValue[];
  readonly topics: readonly TopicValue[];
}

/**
 * Say whom a question is for and about what, whose question is answered, or whose words it is
 * about; empty where none is known.
 */
export function relationOf(
  words: Words,
  spoken: Pick<Spoken, "kind" | "person" | "about" | "to">,
  { speeches, topics }: Questioned,
): string {
  const role = speeches.find(({ id }) => id === spoken.kind)?.role;
  const { about } = spoken;
  if (role === "question" || (about !== null && about.delegate === spoken.person.delegate)) {
    const slip = slipOf(spoken, topics);
    const to = spoken.to ?? slip?.to;
    const asks = to === undefined ? "" : words.t("turn.to", { name: to.name });
    return [asks, slip?.topic ?? ""].filter((part) => part !== "").join(" · ");
  }
  const said = [
    spoken.to === null ? "" : words.t("turn.to", { name: spoken.to.name }),
    about === null ? "" : words.t(role === "answer" ? "turn.answers" : "turn.about", { name: about.name }),
  ];
  return said.filter((part) => part !== "").join(" · ");
}

/** Find the written question that is asked; undefined: from none, or it could be one of several. */
function slipOf(
  { person, about, to }: Pick<Spoken, "person" | "about" | "to">,
  topics: readonly TopicValue[],
): TopicQuestionValue | undefined {
  if (about?.delegate !== person.delegate) {
    return undefined;
  }
  const own = topics
    .flatMap(({ questions }) => questions)
    .filter((question) => question.person.delegate === person.delegate)
    .filter((question) => to === null || question.to.delegate === to.delegate);
  return own.length === 1 ? own[0] : undefined;
}

/** Say why the clock of a turn stands; undefined: it runs. */
export function standingOf(turn: Pick<TurnValue, "state" | "paused_by">): Key | undefined {
  if (turn.state === "granted") {
    return "turn.granted";
  }
  return turn.state === "paused" ? (pausedKeys[turn.paused_by] ?? "turn.paused") : undefined;
}
