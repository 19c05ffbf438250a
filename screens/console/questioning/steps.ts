// What has been said to a question and what the desk can let be said next. Knows threads and kinds
// of speech; gives commands as data.
import type { GrantFloor, PersonValue, QuestionValue, SpeechKindValue, TurnRecordValue } from "../../shared/wire/types";
import { aboutOf, isOwed, type Thread } from "./threads";

export interface Steps {
  readonly id: string;
  readonly by: PersonValue;
  readonly to: PersonValue | null;
  /** What was written beforehand; empty: nothing was. */
  readonly topic: string;
  readonly text: string;
  readonly said: readonly TurnRecordValue[];
  readonly owed: boolean;
  readonly ask: GrantFloor | undefined;
  readonly answer: GrantFloor | undefined;
  /** The questioner, against the last answer. */
  readonly rebut: GrantFloor | undefined;
}

type Kinds = readonly SpeechKindValue[];

export function stepsOf(of: Thread | QuestionValue, kinds: Kinds): Steps {
  const thread = "questions" in of ? of : waiting(of);
  const { id, by, to, written, questions, answers, rebuttals } = thread;
  const said = [...questions, ...answers, ...rebuttals].sort((a, b) => a.granted_at - b.granted_at);
  const asked = questions.length > 0;
  return {
    id,
    by,
    to,
    topic: written?.topic ?? "",
    text: written?.text ?? "",
    said,
    owed: isOwed(thread),
    ask: asked ? undefined : ask(thread, kinds),
    answer: answerTo(thread, kinds),
    rebut: rebut(thread, kinds),
  };
}

/** Let the one who was asked answer; nothing: nobody was, or the house knows no answers. */
export function answerTo(thread: Thread, kinds: Kinds): GrantFloor | undefined {
  const kind = kinds.find(({ role }) => role === "answer");
  return kind === undefined || thread.to === null
    ? undefined
    : { t: "GrantFloor", delegate: thread.to.delegate, kind: kind.id, about: aboutOf(thread) };
}

function ask({ id, by, to }: Thread, kinds: Kinds): GrantFloor | undefined {
  const kind = kinds.find(({ role }) => role === "question");
  return kind === undefined || to === null
    ? undefined
    : { t: "GrantFloor", delegate: by.delegate, kind: kind.id, about: id, to: to.delegate };
}

/** The kind of rebuttal that belongs to questioning, where the house has one of its own. */
function rebut({ by, answers }: Thread, kinds: Kinds): GrantFloor | undefined {
  const rebuttals = kinds.filter(({ role }) => role === "rebuttal");
  const kind = rebuttals.find(({ questioner_first }) => questioner_first) ?? rebuttals[0];
  const last = answers.at(-1);
  return kind === undefined || last === undefined
    ? undefined
    : { t: "GrantFloor", delegate: by.delegate, kind: kind.id, about: last.turn };
}

function waiting(written: QuestionValue): Thread {
  const { id, person: by, to } = written;
  return { id, written, by, to, item: "", questions: [], answers: [], rebuttals: [] };
}
