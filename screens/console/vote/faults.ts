// What hinders a vote from being set up. The hall checks it again. Knows a draft, no words.
import type { PlannedOptionValue, Question } from "../../shared/wire/types";
import { inOneLine, whole } from "./typing";

/** The first thing first. */
export type Fault = "title" | "seconds" | "few" | "unnamed" | "twice" | "seats" | "marks";

interface Asked {
  readonly question: Question;
  readonly options: readonly PlannedOptionValue[];
  readonly seats: string;
  readonly marks: string;
}

/** Say what is wrong with the options of a draft, or with how many of them are chosen. */
export function optionsFault(draft: Asked): Fault | undefined {
  if (draft.question === "yes-no") {
    return undefined;
  }
  const names = draft.options.map(({ vi }) => inOneLine(vi));
  if (names.length < (draft.question === "one-of" ? 2 : 1)) {
    return "few";
  }
  if (names.includes("")) {
    return "unnamed";
  }
  if (isTwice(draft.options)) {
    return "twice";
  }
  return draft.question === "approve" ? numbersFault(draft, names.length) : undefined;
}

function numbersFault({ seats, marks }: Asked, most: number): Fault | undefined {
  if (whole(seats, 1, most) === undefined) {
    return "seats";
  }
  return marks.trim() === "" || whole(marks, 1, most) !== undefined ? undefined : "marks";
}

/** Delegates of one name are two persons; a free name that is also a delegate's is not told apart. */
function isTwice(options: readonly PlannedOptionValue[]): boolean {
  const persons = options.map(({ delegate }) => delegate).filter((id) => id !== "");
  const free = options.filter(({ delegate }) => delegate === "").map(({ vi }) => inOneLine(vi));
  const others = options.filter(({ delegate }) => delegate !== "").map(({ vi }) => inOneLine(vi));
  return isRepeated(persons) || isRepeated([...free, ...new Set(others)]);
}

function isRepeated(texts: readonly string[]): boolean {
  return new Set(texts).size < texts.length;
}
