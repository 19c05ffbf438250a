// Whose ballots this tablet casts: one's own, then of those one stands for. Decides nothing.
import type { OwnVoteValue } from "../shared/wire/types";
import type { BallotState } from "./ballot";

/** `delegate` and `name` are empty for oneself. */
export interface Voter {
  readonly delegate: string;
  readonly name: string;
}

export interface VoterState extends Voter {
  readonly state: BallotState;
}

/** List them; oneself only where one is on the register, or has nobody to stand for. */
export function votersOf(own: OwnVoteValue | undefined): readonly Voter[] {
  const self: Voter = { delegate: "", name: "" };
  const others = own?.principals ?? [];
  const alone = others.length === 0;
  return alone || own?.entitled === true ? [self, ...others] : others;
}

/** Find whose ballot is to be cast next: after this one, then from the top. */
export function nextVoter(
  voters: readonly VoterState[],
  delegate: string,
): VoterState | undefined {
  const at = voters.findIndex((voter) => voter.delegate === delegate);
  const others = [...voters.slice(at + 1), ...voters.slice(0, Math.max(0, at))];
  return others.find(({ state }) => state.kind === "choose" || state.kind === "draft");
}
