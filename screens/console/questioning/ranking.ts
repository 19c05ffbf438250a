// The topics of questioning as the desk sends them: always all of them, in their order. Knows
// topics and questions, no command's answer.
import type { QuestionValue, Topic, TopicValue } from "../../shared/wire/types";

/** A topic with all its fields. */
export type Ranked = Required<Topic>;

export function rankedOf(topics: readonly TopicValue[]): readonly Ranked[] {
  return topics.map(({ title, title_en, respondent, questions }) => ({
    title,
    title_en,
    respondent: respondent?.delegate ?? "",
    questions: questions.map(({ id }) => id),
  }));
}

/** Put the topic at `from` at `to`; whatever is outside stays as it is. */
export function moved<T>(list: readonly T[], from: number, to: number): readonly T[] {
  const one = list[from];
  if (one === undefined || to < 0 || to >= list.length) {
    return list;
  }
  return list.toSpliced(from, 1).toSpliced(to, 0, one);
}

/** Put a question last under the topic at `to`, away from wherever it was; nothing: under none. */
export function placed(topics: readonly Ranked[], question: string, to: number | undefined): readonly Ranked[] {
  return topics.map((topic, index) => {
    const others = topic.questions.filter((id) => id !== question);
    return { ...topic, questions: index === to ? [...others, question] : others };
  });
}

/** Make a topic of each title the unplaced questions bear, behind those that are there. */
export function gathered(topics: readonly Ranked[], questions: readonly QuestionValue[]): readonly Ranked[] {
  return unplaced(topics, questions).reduce<readonly Ranked[]>((made, { id, topic, to }) => {
    const at = made.findIndex(({ title }) => same(title, topic));
    return at >= 0
      ? placed(made, id, at)
      : [...made, { title: topic, title_en: "", respondent: to.delegate, questions: [id] }];
  }, topics);
}

export function unplaced(topics: readonly Ranked[], questions: readonly QuestionValue[]): readonly QuestionValue[] {
  const under = new Set(topics.flatMap((topic) => topic.questions));
  return questions.filter(({ id }) => !under.has(id));
}

function same(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}
