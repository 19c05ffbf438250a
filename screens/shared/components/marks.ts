// The options of a vote as they came out. Knows their order; decides nothing.
import type { MarkedValue, ShareValue, VoteValue } from "../wire/types";
import { isWeighted } from "./choices";

/** Give the votes of an option in the unit that decides. */
export function votesOf(vote: VoteValue, one: MarkedValue): ShareValue {
  return isWeighted(vote) && one.weight !== null ? one.weight : one.votes;
}

/** Give the options, those with most votes first; who are level stay as listed. */
export function ranked(vote: VoteValue): readonly MarkedValue[] {
  return [...vote.marked].sort((a, b) => votesOf(vote, b).count - votesOf(vote, a).count);
}

/** Of how many the bar of an option is: of all whom the percentages count, or of the most votes. */
export function votesWhole(vote: VoteValue): number {
  const most = Math.max(1, ...vote.marked.map((one) => votesOf(vote, one).count));
  return Math.max(most, vote.percentages?.of ?? 0);
}
