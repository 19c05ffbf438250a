// Where a ballot stands in a vote: from the boards, and from the answer that is on its way.
// Knows that only what the hall has recorded counts. Must not know how it looks.
import type { LinkState } from "../shared/wire/link";
import type { Choice, Form, OwnBallotValue, OwnVoteValue, VoteValue } from "../shared/wire/types";

/** What a ballot says: a choice, or marks. */
export interface Answer {
  readonly choice: Choice | "";
  readonly marks: readonly string[];
}

/** What this tablet knows of a ballot besides the vote itself. */
export interface Seen {
  readonly own: OwnVoteValue | undefined;
  /** Whose ballot it is: empty for one's own, else the delegate one stands for. */
  readonly delegate?: string;
  /** The last answer that the hall has not answered yet. */
  readonly sending?: Answer | undefined;
  /** What is chosen on the screen and has not been sent. */
  readonly draft?: Answer | undefined;
  readonly link: LinkState["kind"];
}

export type Way = "open" | "held" | "cut";

/** The forms that no device answers. */
export type OtherForm = Exclude<Form, "recorded" | "aggregate">;

export type BallotState =
  /** There is a vote, but not yet a word of where this delegate stands in it. */
  | { readonly kind: "unknown" }
  | { readonly kind: "not-entitled" | "recused" }
  | {
      readonly kind: "represented";
      readonly holder: string;
      readonly ballot: OwnBallotValue | null;
    }
  /** Called aloud, by raised hands, on paper: not to be answered here. */
  | { readonly kind: "elsewhere"; readonly form: OtherForm }
  | { readonly kind: "choose" }
  /** Chosen on the screen, and not sent. */
  | { readonly kind: "draft"; readonly answer: Answer; readonly recorded: OwnBallotValue | null }
  /** Sent, not confirmed: `held` back while there is no connection, `cut` off for good. */
  | {
      readonly kind: "sent";
      readonly answer: Answer;
      readonly way: Way;
      readonly recorded: OwnBallotValue | null;
    }
  | { readonly kind: "recorded"; readonly ballot: OwnBallotValue; readonly changeable: boolean }
  /** The vote is interrupted: nothing is taken; what is chosen and not sent stays. */
  | {
      readonly kind: "paused";
      readonly ballot: OwnBallotValue | null;
      readonly draft: Answer | undefined;
    }
  | { readonly kind: "over"; readonly ballot: OwnBallotValue | null; readonly entitled: boolean };

/** Judge one ballot. */
export function ballotState(vote: VoteValue, seen: Seen): BallotState {
  const { own } = seen;
  const ballot = own?.id === vote.id ? ballotOf(own, seen.delegate ?? "") : undefined;
  if (own === undefined || ballot === undefined) {
    return { kind: "unknown" };
  }
  if (vote.state !== "open" && vote.state !== "held") {
    return { kind: "over", ballot, entitled: own.entitled };
  }
  return (
    notTheirs(own, seen.delegate ?? "") ??
    (vote.state === "held" && seen.sending === undefined
      ? { kind: "paused", ballot, draft: changed(seen.draft, ballot) }
      : underWay(vote, seen, ballot))
  );
}

function ballotOf(own: OwnVoteValue, delegate: string): OwnBallotValue | null | undefined {
  return delegate === ""
    ? own.ballot
    : own.principals.find((principal) => principal.delegate === delegate)?.ballot;
}

/** Say why one's own ballot is not to be cast; those one stands for are always on the register. */
function notTheirs(own: OwnVoteValue, delegate: string): BallotState | undefined {
  if (delegate !== "") {
    return undefined;
  }
  if (own.recused) {
    return { kind: "recused" };
  }
  if (!own.entitled) {
    return { kind: "not-entitled" };
  }
  return own.holder === ""
    ? undefined
    : { kind: "represented", holder: own.holder_name, ballot: own.ballot };
}

function underWay(vote: VoteValue, seen: Seen, recorded: OwnBallotValue | null): BallotState {
  const { sending } = seen;
  const draft = changed(seen.draft, recorded);
  const byDevice = vote.form === "recorded" || vote.form === "aggregate";
  if (!byDevice && recorded === null) {
    return { kind: "elsewhere", form: vote.form };
  }
  if (sending !== undefined) {
    return { kind: "sent", answer: sending, way: wayOf(seen.link), recorded };
  }
  if (draft !== undefined) {
    return { kind: "draft", answer: draft, recorded };
  }
  if (recorded !== null) {
    return { kind: "recorded", ballot: recorded, changeable: byDevice && vote.changeable };
  }
  return { kind: "choose" };
}

/** Give a draft that says something else than what is recorded. */
function changed(draft: Answer | undefined, recorded: OwnBallotValue | null): Answer | undefined {
  return draft !== undefined && recorded !== null && isSame(draft, recorded) ? undefined : draft;
}

function wayOf(link: LinkState["kind"]): Way {
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

/** Tell whether two answers say the same. */
export function isSame(one: Answer, other: Answer): boolean {
  const marks = new Set(one.marks);
  return (
    one.choice === other.choice &&
    one.marks.length === other.marks.length &&
    other.marks.every((mark) => marks.has(mark))
  );
}

/** Tell whether an answer may be sent now. */
export function mayPress(state: BallotState, answer: Answer): boolean {
  switch (state.kind) {
    case "choose":
    case "draft":
      return true;
    case "sent":
      return !isSame(state.answer, answer);
    case "recorded":
      return state.changeable && !isSame(state.ballot, answer);
    case "unknown":
    case "not-entitled":
    case "recused":
    case "represented":
    case "elsewhere":
    case "paused":
    case "over":
      return false;
  }
}

/** Tell whether marks may be set: not while they are on their way. */
export function mayMark(state: BallotState): boolean {
  return (
    state.kind === "choose" ||
    state.kind === "draft" ||
    (state.kind === "recorded" && state.changeable)
  );
}

/** Give the ballot that the hall has recorded, if any. */
export function recordedOf(state: BallotState): OwnBallotValue | null {
  switch (state.kind) {
    case "recorded":
    case "represented":
    case "paused":
    case "over":
      return state.ballot;
    case "draft":
    case "sent":
      return state.recorded;
    case "unknown":
    case "not-entitled":
    case "recused":
    case "elsewhere":
    case "choose":
      return null;
  }
}

/** How far what the screen shows of an answer has come. */
export type Look = "open" | "draft" | "sent" | "recorded";

/** Give the answer that the screen shows, and how far that one has come. */
export function shownAnswer(state: BallotState): { readonly answer: Answer; readonly look: Look } {
  if (state.kind === "draft" || state.kind === "sent") {
    return { answer: state.answer, look: state.kind };
  }
  if (state.kind === "paused" && state.draft !== undefined) {
    return { answer: state.draft, look: "draft" };
  }
  const recorded = recordedOf(state);
  return recorded === null
    ? { answer: { choice: "", marks: [] }, look: "open" }
    : { answer: recorded, look: "recorded" };
}

/** Tell how far one choice or mark has come; with a change on its way both can be lit. */
export function looks(state: BallotState, has: (answer: Answer) => boolean): Look {
  if ((state.kind === "sent" || state.kind === "draft") && has(state.answer)) {
    return state.kind;
  }
  const recorded = recordedOf(state);
  return recorded !== null && has(recorded) ? "recorded" : "open";
}
