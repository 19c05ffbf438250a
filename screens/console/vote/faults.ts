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
  const persons = draft.options.map(({ delegate }) => delegate).filter((id) => id !== "");
  if (names.length < (draft.question === "one-of" ? 2 : 1)) {
    return "few";
  }
  if (names.includes("")) {
    return "unnamed";
  }
  if (isRepeated(names) || isRepeated(persons)) {
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

function isRepeated(texts: readonly string[]): boolean {
  return new Set(texts).size < texts.length;
}
