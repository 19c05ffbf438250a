// How questions, answers and rebuttals hang together. Knows turns on record and written questions.
import type { PersonValue, QuestionValue, TurnRecordValue } from "../../shared/wire/types";

/** A question with what has been said to it, in the order of granting. */
export interface Thread {
  /** The written question, or the turn in which it was put. */
  readonly id: string;
  readonly written: QuestionValue | undefined;
  readonly by: PersonValue;
  readonly to: PersonValue | null;
  readonly item: string;
  readonly questions: readonly TurnRecordValue[];
  readonly answers: readonly TurnRecordValue[];
  readonly rebuttals: readonly TurnRecordValue[];
}

type Written = ReadonlyMap<string, QuestionValue>;

/** The questions that were put, in the order in which they were. */
export function threadsOf(turns: readonly TurnRecordValue[], written: Written): readonly Thread[] {
  const byId = new Map(turns.map((turn) => [turn.turn, turn]));
  const said = new Map<string, TurnRecordValue[]>();
  for (const turn of turns) {
    const root = rootOf(turn, byId, written);
    if (root !== undefined) {
      said.set(root, [...(said.get(root) ?? []), turn]);
    }
  }
  return [...said].map(([id, of]) => thread(id, of, written.get(id)));
}

/** A question that was put and to which nobody has answered yet. */
export function isOwed({ to, questions, answers }: Thread): boolean {
  return to !== null && answers.length === 0 && questions.some(({ state }) => state === "ended");
}

/** How many questions were not put yet, or have no answer. */
export function openQuestions(turns: readonly TurnRecordValue[], written: Written): number {
  const threads = threadsOf(turns, written);
  const put = new Set(threads.map(({ id }) => id));
  return threads.filter(isOwed).length + [...written.keys()].filter((id) => !put.has(id)).length;
}

/** About what the next answer is: the turn in which the question was put, else the question. */
export function aboutOf({ id, questions }: Thread): string {
  return questions.at(-1)?.turn ?? id;
}

function thread(id: string, of: readonly TurnRecordValue[], written: QuestionValue | undefined): Thread {
  const role = (name: TurnRecordValue["role"]) => of.filter((turn) => turn.role === name);
  const questions = role("question");
  const first = questions[0] ?? of[0];
  const by = written?.person ?? first?.person;
  if (by === undefined) {
    throw new RangeError(`nothing was said under ${id}`);
  }
  return {
    id,
    written,
    by,
    to: written?.to ?? first?.to ?? null,
    item: first?.item ?? "",
    questions,
    answers: role("answer"),
    rebuttals: role("rebuttal"),
  };
}

/** The question that a turn is about in the end; a chain is never longer than all turns. */
function rootOf(
  turn: TurnRecordValue,
  byId: ReadonlyMap<string, TurnRecordValue>,
  written: Written,
): string | undefined {
  let at: TurnRecordValue | undefined = turn;
  for (let steps = byId.size; at !== undefined && steps > 0; steps -= 1) {
    if (written.has(at.about)) {
      return at.about;
    }
    if (at.role === "question") {
      return at.turn;
    }
    at = byId.get(at.about);
  }
  return undefined;
}
