// Where a delegate stands in a vote: from the boards, and from the ballot that is on its way.
// Knows that only what the hall has recorded counts. Must not know how it looks.
import type { LinkState } from "../shared/wire/link";
import type { Choice, OwnBallotValue, OwnVoteValue, VoteValue } from "../shared/wire/types";

export type BallotState =
  /** There is a vote, but not yet a word of where this delegate stands in it. */
  | { readonly kind: "unknown" }
  | { readonly kind: "not-entitled" }
  | { readonly kind: "choose" }
  /** Pressed, not confirmed: `held` back while there is no connection, `cut` off for good. */
  | {
      readonly kind: "sent";
      readonly choice: Choice;
      readonly way: "open" | "held" | "cut";
      readonly recorded: OwnBallotValue | null;
    }
  | { readonly kind: "recorded"; readonly ballot: OwnBallotValue; readonly changeable: boolean }
  | { readonly kind: "over"; readonly ballot: OwnBallotValue | null; readonly entitled: boolean };

/** Judge it; `sending` is the last choice that the hall has not answered yet. */
export function ballotState(
  vote: VoteValue,
  own: OwnVoteValue | undefined,
  sending: Choice | undefined,
  link: LinkState["kind"],
): BallotState {
  if (own?.id !== vote.id) {
    return { kind: "unknown" };
  }
  if (vote.state !== "open") {
    return { kind: "over", ballot: own.ballot, entitled: own.entitled };
  }
  if (!own.entitled) {
    return { kind: "not-entitled" };
  }
  if (sending !== undefined) {
    return { kind: "sent", choice: sending, way: wayOf(link), recorded: own.ballot };
  }
  if (own.ballot !== null) {
    return { kind: "recorded", ballot: own.ballot, changeable: vote.changeable };
  }
  return { kind: "choose" };
}

function wayOf(link: LinkState["kind"]): "open" | "held" | "cut" {
  switch (link) {
    case "open":
      return "open";
    case "ended":
      return "cut";
    case "connecting":
    case "waiting":
      return "held";
  }
}

/** Tell whether a choice may be pressed now. */
export function mayPress(state: BallotState, choice: Choice): boolean {
  switch (state.kind) {
    case "choose":
      return true;
    case "sent":
      return state.choice !== choice;
    case "recorded":
      return state.changeable && state.ballot.choice !== choice;
    case "unknown":
    case "not-entitled":
    case "over":
      return false;
  }
}

/** Give the ballot that the hall has recorded, if any. */
export function recordedOf(state: BallotState): OwnBallotValue | null {
  switch (state.kind) {
    case "recorded":
    case "over":
      return state.ballot;
    case "sent":
      return state.recorded;
    case "unknown":
    case "not-entitled":
    case "choose":
      return null;
  }
}
