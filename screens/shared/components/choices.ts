// How each choice is named and drawn on every screen. Knows no vote.
import type { Key } from "../i18n/words.svelte";
import type { Base, Choice, CountsValue, MajorityValue, VoteValue } from "../wire/types";

export const choices: readonly Choice[] = ["yes", "no", "abstain"];

export const choiceKey: Readonly<Record<Choice, Key>> = {
  yes: "choice.yes",
  no: "choice.no",
  abstain: "choice.abstain",
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

/** Say a percentage in its language, or nothing before there is a count. */
export function percentage(
  vote: VoteValue,
  choice: Choice,
  language: "vi" | "en",
): string | undefined {
  return vote.percentages?.[`${choice}_${language}`];
}

/** Of how many the bar of a result is: the base of the majority, as a number of heads. */
export function barWhole(majority: MajorityValue, counts: CountsValue): number {
  const cast = counts.yes + counts.no;
  const present = cast + counts.abstain + counts.not_voting;
  const whole: Readonly<Record<Base, number>> = {
    cast,
    present,
    in_office: present + counts.absent,
    statutory: present + counts.absent,
  };
  return whole[majority.base];
}
