// Who has no ballot in the current vote, and why. Knows presence, ballots and devices, no words.
import type { DelegateValue, VoteValue } from "../../shared/wire/types";
import { bySeat, isUnreachable, type House } from "../members";

/** In the order in which the desk can do something about it. */
export const reasons = [
  "silent",
  "offline",
  "represented",
  "left",
  "late",
  "recused",
  "absent",
] as const;
export type Reason = (typeof reasons)[number];

/** Forms in which each delegate has a ballot that the hall knows of. */
export function takesBallots({ form }: Pick<VoteValue, "form">): boolean {
  return form !== "show-of-hands" && form !== "paper";
}

/** Say why there is no ballot of a delegate; nothing if there is one, or none is asked for. */
export function whyMissing(
  delegate: DelegateValue,
  vote: Pick<VoteValue, "form">,
  house: House,
): Reason | undefined {
  if (delegate.recused) {
    return "recused";
  }
  if (!delegate.entitled) {
    return delegate.present ? "late" : "absent";
  }
  if (!takesBallots(vote) || house.ballots.has(delegate.person.delegate)) {
    return undefined;
  }
  if (!delegate.present) {
    return delegate.holder === "" ? "left" : "represented";
  }
  const mute = vote.form !== "roll-call" && isUnreachable(delegate, house.bridges);
  return mute ? "offline" : "silent";
}

/** Everybody without a ballot, by reason, each by seat. */
export function missingIn(
  house: House,
  vote: Pick<VoteValue, "form">,
): ReadonlyMap<Reason, readonly DelegateValue[]> {
  const found = new Map<Reason, DelegateValue[]>();
  for (const delegate of [...house.delegates.values()].sort(bySeat)) {
    const why = whyMissing(delegate, vote, house);
    if (why !== undefined) {
      found.set(why, [...(found.get(why) ?? []), delegate]);
    }
  }
  return found;
}
