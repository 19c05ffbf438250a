// What a delegate may ask of the floor now. Follows from the boards alone; must not know how it
// looks, or what was sent.
import type { Questioning } from "../shared/components/questioned";
import type { Key } from "../shared/i18n/words.svelte";
import type {
  FloorValue,
  ItemValue,
  OwnFloorValue,
  OwnRequestValue,
  SittingState,
  SpeechKindValue,
  TurnValue,
} from "../shared/wire/types";

/** What a press of the large key does: asks, opens the microphone, or opens it while held. */
export type Press = "ask" | "speak" | "hold";

/** What can be asked for, and why the large key is not there where it is not. */
export interface Offer {
  readonly press: Press;
  readonly main: SpeechKindValue | undefined;
  readonly others: readonly SpeechKindValue[];
  readonly hindrance: Key | undefined;
}

/**
 * Tell what may be asked for on the item under way. In a break names are taken, from whoever is there
 * or not, where the rules have it so; nothing opens then. In questioning the question comes first;
 * where questions are put on another item, there is none to ask here.
 */
export function offerOf(
  speeches: readonly SpeechKindValue[],
  floor: FloorValue | undefined,
  state: SittingState | undefined,
  present: boolean,
  current: ItemValue | undefined,
  questioning: Questioning = "unknown",
): Offer {
  const registers =
    state === "suspended" && current !== undefined && floor?.register_before !== false;
  const press = registers ? "ask" : pressOf(floor);
  if (!registers && (state !== "in_session" || !present)) {
    return { press, main: undefined, others: [], hindrance: "floor.why_not" };
  }
  const possible = speeches
    .filter((kind) => kind.asked_by === "seat")
    .filter((kind) => kind.cuts_in || floor?.mode !== "chair")
    .filter((kind) => kind.lane !== "list" || floor?.list_closed !== true)
    .filter((kind) => questioning !== "elsewhere" || !ofQuestioning(kind));
  const first =
    questioning === "here" && press === "ask"
      ? possible.find((kind) => kind.role === "question")
      : undefined;
  const main = first ?? possible.find((kind) => kind.default);
  return {
    press,
    main,
    others: possible.filter((kind) => kind !== main),
    hindrance: main === undefined ? hindranceOf(floor) : undefined,
  };
}

function ofQuestioning(kind: SpeechKindValue): boolean {
  return kind.role === "question" || kind.questioner_first === true;
}

function pressOf(floor: FloorValue | undefined): Press {
  if (floor?.mode === "push-to-talk") {
    return "hold";
  }
  return floor?.mode === "free" ? "speak" : "ask";
}

function hindranceOf(floor: FloorValue | undefined): Key | undefined {
  if (floor?.mode === "chair") {
    return "ask.chair_only";
  }
  return floor?.list_closed === true ? "ask.list_closed" : undefined;
}

/** The requests that stand in the queue of the item under way. */
export function requestsHere(
  own: OwnFloorValue | undefined,
  current: ItemValue | undefined,
): readonly OwnRequestValue[] {
  const here = ["", current?.id ?? ""];
  return (own?.requests ?? []).filter(({ item }) => here.includes(item));
}

/** The items on which one can ask to speak later. */
export function itemsAhead(agenda: readonly ItemValue[]): readonly ItemValue[] {
  return agenda.filter((item) => item.state === "ahead");
}

/**
 * The turn that a rebuttal asked for now is against: whoever has the floor, but not oneself. That of
 * questioning is against a question or an answer only; where none runs, the hall takes the last one.
 */
export function rebutted(
  kind: SpeechKindValue,
  turns: readonly TurnValue[],
  me: string,
  speeches: readonly SpeechKindValue[] = [],
): TurnValue | undefined {
  if (kind.role !== "rebuttal") {
    return undefined;
  }
  const roles = new Map(speeches.map(({ id, role }) => [id, role]));
  return turns
    .filter(({ person }) => person.delegate !== me)
    .find((turn) => kind.questioner_first !== true || asksOrAnswers(roles.get(turn.kind)));
}

function asksOrAnswers(role: SpeechKindValue["role"] | undefined): boolean {
  return role === "question" || role === "answer";
}

/** The kinds that one can ask for ahead of an item, the default one first. */
export function kindsAhead(speeches: readonly SpeechKindValue[]): readonly SpeechKindValue[] {
  return speeches
    .filter((kind) => kind.asked_by === "seat" && !kind.cuts_in && kind.lane === "list")
    .sort((a, b) => Number(b.default) - Number(a.default));
}
