// The topics of questioning as the desk sends them: always all of them, in their order. Knows
// topics and questions, no command's answer.
import { title_characters_max, type QuestionValue, type Topic, type TopicValue } from "../../shared/wire/types";

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

/**
 * Make a topic of each matter and each one it is put to, behind those that are there: one topic has
 * one who answers.
 */
export function gathered(topics: readonly Ranked[], questions: readonly QuestionValue[]): readonly Ranked[] {
  return unplaced(topics, questions).reduce<readonly Ranked[]>((made, question) => {
    const at = made.findIndex((topic) => fits(topic, question, questions));
    return at >= 0
      ? placed(made, question.id, at)
      : [...made, { title: titleOf(question, made), title_en: "", respondent: question.to.delegate, questions: [question.id] }];
  }, topics);
}

/** Whether it is the topic of that matter, and whoever answers there is the one who is asked. */
function fits(
  { title, respondent, questions: under }: Ranked,
  { topic, to }: QuestionValue,
  all: readonly QuestionValue[],
): boolean {
  const others = all.filter(({ id }) => under.includes(id)).map((one) => one.to.delegate);
  const answers = respondent === "" ? others.every((one) => one === to.delegate) : respondent === to.delegate;
  return answers && (same(title, topic) || same(title, withName(topic, to.name)));
}

/** The matter, and where another is asked about it already, the name as well. */
function titleOf({ topic, to }: QuestionValue, made: readonly Ranked[]): string {
  return made.some(({ title }) => same(title, topic)) ? withName(topic, to.name) : topic;
}

function withName(topic: string, name: string): string {
  const rest = ` – ${name}`;
  return `${topic.slice(0, title_characters_max - rest.length)}${rest}`;
}

export function unplaced(topics: readonly Ranked[], questions: readonly QuestionValue[]): readonly QuestionValue[] {
  const under = new Set(topics.flatMap((topic) => topic.questions));
  return questions.filter(({ id }) => !under.has(id));
}

function same(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}
