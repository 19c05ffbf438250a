// How each choice, level and base is named and drawn on every screen. Decides nothing.
import type { Key, Words } from "../i18n/words.svelte";
import type { Base, Choice, CountsValue, Level, Unit, VoteValue } from "../wire/types";

export const choices: readonly Choice[] = ["yes", "no", "abstain"];
export const levels: readonly Level[] = ["high", "medium", "low"];

export const choiceKey: Readonly<Record<Choice, Key>> = {
  yes: "choice.yes",
  no: "choice.no",
  abstain: "choice.abstain",
};

export const levelKey: Readonly<Record<Level, Key>> = {
  high: "level.high",
  medium: "level.medium",
  low: "level.low",
};

export const baseKey: Readonly<Record<Base, Key>> = {
  statutory: "base.statutory",
  in_office: "base.in_office",
  remaining: "base.remaining",
  present: "base.present",
  present_at_close: "base.present_at_close",
  participating: "base.participating",
  cast: "base.cast",
  valid: "base.valid",
};

/** Name an answer, in the kind's own words where it has some. */
export function choiceName(
  words: Pick<Words, "t" | "pick">,
  vote: Pick<VoteValue, "words"> | undefined,
  choice: Choice,
): string {
  const own = vote?.words[choice] ?? null;
  return own === null ? words.t(choiceKey[choice]) : words.pick(own.vi, own.en);
}

/** Name what a share is of. */
export function baseName(
  words: Pick<Words, "t">,
  base: Base,
  unit: Unit,
  question: VoteValue["question"] = "yes-no",
): string {
  const marks = base === "cast" && question !== "yes-no";
  const name = words.t(marks ? "base.chosen" : baseKey[base]);
  return unit === "weight" ? words.t("base.weight", { base: name }) : name;
}

/** Give the answers that a vote offers, and an abstention that was counted all the same. */
export function answersOf(vote: VoteValue): readonly Choice[] {
  const abstained = (vote.counts?.abstain ?? 0) > 0;
  const offered = vote.question === "yes-no" ? choices : (["abstain"] as const);
  return offered.filter((choice) => choice !== "abstain" || vote.abstain || abstained);
}

/** Say the percentage of an answer in its language, or nothing before there is a count. */
export function percentage(vote: VoteValue, choice: Choice, language: "vi" | "en"): string {
  return percent(vote.percentages?.[`${choice}_${language}`] ?? "");
}

/** Put the sign to a percentage; the hall writes a dash, or nothing, where there is none. */
export function percent(said: string): string {
  return /\d/.test(said) ? `${said}%` : "";
}

/** Tell whether weights decide, and not heads. */
export function isWeighted(vote: VoteValue): boolean {
  return vote.weight !== null && vote.majority.thresholds[0]?.unit === "weight";
}

/** Give a count in the unit that decides. */
export function countOf(vote: VoteValue, choice: Choice): number {
  return (isWeighted(vote) ? vote.weight : vote.counts)?.[choice] ?? 0;
}

/** Of how many the bar of a result is: the base of the majority that decides it. */
export function barWhole(vote: VoteValue, counts: CountsValue): number {
  const base = decidingBase(vote);
  if (vote.percentages?.base === base) {
    return vote.percentages.of;
  }
  // Of weights the absent are not on the board: the bar is then of those present.
  const none = { invalid: 0, absent: 0, recused: 0 };
  const weight = isWeighted(vote) ? vote.weight : null;
  const of = weight === null ? counts : { ...none, ...weight };
  const cast = of.yes + of.no + of.marked;
  const valid = cast + of.abstain;
  const participating = valid + of.invalid;
  const present = participating + of.not_voting;
  const remaining = present + of.absent;
  const all = remaining + of.recused;
  const whole: Readonly<Record<Base, number>> = {
    cast,
    valid,
    participating,
    present,
    present_at_close: present,
    remaining,
    in_office: all,
    statutory: all,
  };
  return whole[base];
}

/** Give the base of the threshold from which the number needed follows. */
export function decidingBase({ majority }: Pick<VoteValue, "majority">): Base {
  const [first, ...others] = majority.thresholds;
  const deciding = others.find((one) => one.needed !== null && one.needed === majority.needed);
  const own = first?.needed === majority.needed ? first : deciding;
  return (own ?? first)?.base ?? "in_office";
}
