// Who asks whom about what, as far as the turn that has the floor tells it. Follows from the
// boards alone; must not know how it looks.
import type {
  PersonValue,
  SpeechKindValue,
  TopicValue,
  TurnValue,
} from "../shared/wire/types";

export interface Exchange {
  /** Whether the one who asks rebuts what was answered. */
  readonly rebuts: boolean;
  readonly asks: PersonValue | null;
  readonly answers: PersonValue | null;
  /** The topic, and its place among them from 1, where it is known which one it is. */
  readonly topic: { readonly title: TopicValue; readonly number: number } | undefined;
}

/** Give the exchange that a turn belongs to; undefined: it is no question and no answer. */
export function exchangeOf(
  turn: TurnValue,
  speeches: readonly SpeechKindValue[],
  topics: readonly TopicValue[],
): Exchange | undefined {
  const role = speeches.find(({ id }) => id === turn.kind)?.role;
  if (role === "question") {
    return exchange(turn.person, turn.to, topics);
  }
  if (role === "answer") {
    return exchange(turn.about, turn.person, topics);
  }
  if (role === "rebuttal" && turn.about !== null && answersTopics(turn.about, topics)) {
    return { ...exchange(turn.person, turn.about, topics), rebuts: true };
  }
  return undefined;
}

function answersTopics(person: PersonValue, topics: readonly TopicValue[]): boolean {
  return person.guest === true || topics.some((topic) => same(topic.respondent, person));
}

function exchange(
  asks: PersonValue | null,
  answers: PersonValue | null,
  topics: readonly TopicValue[],
): Exchange {
  const asked = topics.findIndex(({ questions }) =>
    questions.some(({ person, to }) => same(person, asks) && same(to, answers)),
  );
  const own = topics.filter(({ respondent }) => same(respondent, answers));
  const only = own.length === 1 && own[0] !== undefined ? topics.indexOf(own[0]) : -1;
  const at = asked >= 0 ? asked : only;
  const title = topics[at];
  return { rebuts: false, asks, answers, topic: title === undefined ? undefined : { title, number: at + 1 } };
}

function same(one: PersonValue | null, other: PersonValue | null): boolean {
  return one !== null && one.delegate === other?.delegate;
}
