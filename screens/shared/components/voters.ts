// Who voted how, as lists of delegates under what they answered. Must not know how it looks.
import type { Words } from "../i18n/words.svelte";
import type { NamesValue, VoteValue } from "../wire/types";
import { choiceName, levelKey, levels } from "./choices";

/** One answer in words, and the ids of those who gave it; `marked` is a mark on an option. */
export interface Voters {
  readonly answer: "yes" | "no" | "abstain" | "marked" | "not_voting";
  readonly said: string;
  readonly ids: readonly string[];
}

type Speech = Pick<Words, "t" | "pick">;

/** List the voters by answer, marks in the order of the options; answers of nobody are left out. */
export function votersByAnswer(words: Speech, vote: VoteValue, names: NamesValue): readonly Voters[] {
  const choice = (answer: "yes" | "no" | "abstain"): Voters => ({
    answer,
    said: choiceName(words, vote, answer),
    ids: names[answer],
  });
  const all: readonly Voters[] = [
    choice("yes"),
    choice("no"),
    ...marksOf(words, vote).map(
      ([mark, said]): Voters => ({ answer: "marked", said, ids: names.marked[mark] ?? [] }),
    ),
    choice("abstain"),
    { answer: "not_voting", said: words.t("names.not_voting"), ids: names.not_voting },
  ];
  return all.filter(({ ids }) => ids.length > 0);
}

/** The marks that a ballot of this vote can bear, each in words; an empty mark names nobody. */
function marksOf(words: Speech, vote: VoteValue): readonly (readonly [string, string])[] {
  const named = vote.options.map(({ id, vi, en }) => [id, words.pick(vi, en)] as const);
  const marks =
    vote.question === "rating"
      ? named.flatMap(([id, name]) =>
          levels.map((level) => [`${id}:${level}`, `${name} – ${words.t(levelKey[level])}`] as const),
        )
      : named;
  return [...marks, ["", words.t("names.nobody")]];
}
