// What is said of a vote besides its title: what it needs, and what it is about. Decides nothing.
import type { Words } from "../i18n/words.svelte";
import type { ItemValue, VoteValue } from "../wire/types";
import { choiceName } from "./choices";

type Speech = Pick<Words, "t" | "pick" | "number">;

/** Say the number that a vote needs, if it is known yet; a rating needs none. */
export function neededText(words: Speech, vote: VoteValue): string | undefined {
  const { needed } = vote.majority;
  if (needed === null || vote.question === "rating") {
    return undefined;
  }
  const given = { needed: words.number(needed) };
  if (vote.question !== "yes-no") {
    return words.t(vote.seats > 1 || vote.question === "approve" ? "vote.needed_each" : "vote.needed_option", given);
  }
  return vote.words.yes === null
    ? words.t("vote.needed", given)
    : words.t("vote.needed_own", { ...given, choice: choiceName(words, vote, "yes") });
}

/** Say what a vote is about beside its title: items en bloc, a part, the vote it repeats. */
export function aboutLines(
  words: Speech,
  vote: VoteValue,
  agenda: readonly ItemValue[],
  results: readonly VoteValue[],
): readonly string[] {
  const lines: string[] = [];
  if (vote.items.length > 0) {
    const numbers = vote.items.map((id) => agenda.find((item) => item.id === id)?.number ?? id);
    lines.push(words.t("vote.items", { items: numbers.join(", ") }));
  }
  if (vote.part !== "") {
    lines.push(words.t("vote.part", { part: vote.part }));
  }
  if (vote.replaces !== "") {
    const before = results.find((result) => result.id === vote.replaces);
    lines.push(
      before === undefined ? words.t("vote.again") : words.t("vote.again_of", { number: before.number }),
    );
  }
  return lines;
}

/** Say what is to be marked where a question is not for or against. */
export function askedText(words: Speech, vote: VoteValue): string | undefined {
  switch (vote.question) {
    case "yes-no":
      return undefined;
    case "one-of":
      return words.t("asked.one_of", { options: vote.options.length });
    case "approve":
      return words.t("asked.approve", { most: vote.marks_max, options: vote.options.length, seats: vote.seats });
    case "rating":
      return words.t("asked.rating", { options: vote.options.length });
  }
}

/** Say an answer in a few words: the choice, whom it names, or how many it rates. */
export function answerText(
  words: Speech,
  vote: VoteValue | undefined,
  answer: { readonly choice: string; readonly marks: readonly string[] },
): string {
  const { choice, marks } = answer;
  if (choice === "yes" || choice === "no" || choice === "abstain") {
    return choiceName(words, vote, choice);
  }
  if (marks.length === 0) {
    return words.t("answer.none");
  }
  if (marks.some((mark) => mark.includes(":"))) {
    return words.t("answer.rated", { n: marks.length });
  }
  const names = marks.map((mark) => vote?.options.find((option) => option.id === mark));
  if (names.length > names_max || names.includes(undefined)) {
    return words.t("answer.marked", { n: marks.length });
  }
  return names.map((option) => words.pick(option?.vi ?? "", option?.en ?? "")).join(", ");
}

/** More names than these are counted instead: a band is one line. */
const names_max = 3;

/** Say who is in no answer: silent, absent, recused; and what a counting board found. */
export function restText(words: Speech, vote: VoteValue): string {
  const { counts, paper } = vote;
  if (counts === null) {
    return "";
  }
  const byDevice = vote.form === "recorded" || vote.form === "aggregate";
  const rest = { silent: counts.not_voting, absent: counts.absent };
  const lines = [words.t(byDevice ? "vote.silent" : "vote.silent_otherwise", rest)];
  if (counts.recused > 0) {
    lines.push(words.t("vote.recused", { n: counts.recused }));
  }
  if (paper !== null) {
    lines.push(words.t("vote.paper", { ...paper }));
  }
  if (vote.corrections > 0) {
    lines.push(words.t("vote.corrections", { n: vote.corrections }));
  }
  return lines.join(" · ");
}
