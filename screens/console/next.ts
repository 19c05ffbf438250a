// The one next sensible action of the desk: follows from the boards. Offers only what the role
// may do; the hall decides again. Must not know how it looks.
import type { DeskBoard, HallBoard } from "../shared/wire/boards";
import type {
  Command,
  GrantFloor,
  ItemValue,
  PersonValue,
  PreparedValue,
  QuestionValue,
  RequestValue,
  TurnValue,
  VoteValue,
} from "../shared/wire/types";
import { isHere, unreached } from "./questioning/agenda";
import { answerTo, stepsOf } from "./questioning/steps";
import { isOwed, threadsOf, type Thread } from "./questioning/threads";

export type Next =
  | { readonly kind: "nothing" }
  | { readonly kind: "await-quorum"; readonly missing: number | undefined }
  | { readonly kind: "open-sitting" | "resume" | "adjourn" }
  | {
      readonly kind: "await-chair";
      readonly what: "open" | "resume" | "declare" | "adjourn" | "give-back";
    }
  | { readonly kind: "give-back" }
  | { readonly kind: "take-item"; readonly item: ItemValue }
  | { readonly kind: "close-vote" | "declare" | "resume-vote"; readonly vote: VoteValue }
  | { readonly kind: "appoint-board" | "enter-count"; readonly vote: VoteValue }
  | { readonly kind: "casting-vote" | "repeat"; readonly vote: VoteValue }
  | { readonly kind: "call" | "note-answer"; readonly vote: VoteValue; readonly name: string }
  | { readonly kind: "open-prepared"; readonly prepared: PreparedValue }
  | { readonly kind: "grant"; readonly request: RequestValue }
  | { readonly kind: "interpose"; readonly request: RequestValue; readonly turn: TurnValue }
  | { readonly kind: "answer"; readonly by: PersonValue; readonly to: PersonValue; readonly grant: GrantFloor }
  | { readonly kind: "ask"; readonly question: QuestionValue; readonly grant: GrantFloor }
  | { readonly kind: "rank-topics"; readonly left: number }
  | { readonly kind: "start-speech" | "resume-speech" | "end-speech"; readonly turn: TurnValue }
  | { readonly kind: "prepare-vote"; readonly item: ItemValue }
  | { readonly kind: "over" };

type Boards = Pick<
  HallBoard,
  | "sitting"
  | "attendance"
  | "vote"
  | "results"
  | "speeches"
  | "turns"
  | "queue"
  | "agenda"
  | "currentItem"
  | "floor"
  | "topics"
>;
type Desk = Pick<
  DeskBoard,
  "prepared" | "call" | "counting" | "tally" | "ballots" | "turns" | "questions" | "delegates"
>;
type May = (command: Command["t"]) => boolean;

export function nextAction(board: Boards, desk: Desk, may: May): Next {
  const { sitting, vote } = board;
  if (sitting === undefined) {
    return { kind: "nothing" };
  }
  if (vote?.state === "open") {
    return runVote(vote, desk);
  }
  if (vote?.state === "held") {
    return { kind: "resume-vote", vote };
  }
  if (vote?.state === "closed") {
    return finish(vote, may);
  }
  switch (sitting.state) {
    case "prepared":
      return enough(board) ?? chairs(may("OpenSitting"), "open-sitting", "open");
    case "suspended":
      return enough(board) ?? chairs(may("ResumeSitting"), "resume", "resume");
    case "adjourned":
      return { kind: "over" };
    case "in_session":
      return board.floor?.priority === true
        ? chairs(may("TakePriority"), "give-back", "give-back")
        : (onTheFloor(board, desk) ??
            questioning(board, desk) ??
            business(board, desk) ??
            chairs(may("AdjournSitting"), "adjourn", "adjourn"));
  }
}

function chairs(
  may: boolean,
  kind: "open-sitting" | "resume" | "adjourn" | "give-back",
  what: "open" | "resume" | "adjourn" | "give-back",
): Next {
  return may ? { kind } : { kind: "await-chair", what };
}

function runVote(vote: VoteValue, { call, counting, tally, ballots }: Desk): Next {
  switch (vote.form) {
    case "roll-call":
      if (call?.vote === vote.id && call.called !== "" && !ballots.has(call.called)) {
        return { kind: "note-answer", vote, name: call.called_name };
      }
      return call?.vote === vote.id && call.next !== ""
        ? { kind: "call", vote, name: call.next_name }
        : { kind: "close-vote", vote };
    case "show-of-hands":
      return tally?.vote === vote.id && tally.cast > 0
        ? { kind: "close-vote", vote }
        : { kind: "enter-count", vote };
    case "paper":
      return counting.has(vote.id) ? { kind: "close-vote", vote } : { kind: "appoint-board", vote };
    case "recorded":
    case "aggregate":
      return { kind: "close-vote", vote };
  }
}

/** What must come before the declaration, and then the declaration. */
function finish(vote: VoteValue, may: May): Next {
  switch (vote.missing) {
    case "board":
      return { kind: "appoint-board", vote };
    case "count":
      return { kind: "enter-count", vote };
    case "casting-vote":
      return may("GiveCastingVote")
        ? { kind: "casting-vote", vote }
        : { kind: "await-chair", what: "declare" };
    default:
      return may("DeclareVote") ? { kind: "declare", vote } : { kind: "await-chair", what: "declare" };
  }
}

function enough({ attendance }: Boards): Next | undefined {
  if (attendance === undefined || attendance.reached) {
    return undefined;
  }
  const { needed, present } = attendance;
  // Of weights no number of heads is known.
  return { kind: "await-quorum", missing: needed === null ? undefined : needed - present };
}

function onTheFloor(board: Boards, desk: Desk): Next | undefined {
  const [turn] = board.turns;
  const [request] = board.queue;
  if (turn !== undefined) {
    return request !== undefined && cutsIn(board, request) && !cutsIn(board, turn)
      ? { kind: "interpose", request, turn }
      : { kind: onTurn(turn), turn };
  }
  if (request !== undefined && cutsIn(board, request)) {
    return { kind: "grant", request };
  }
  const answer = answerDue(board, desk, request === undefined);
  return answer ?? (request === undefined ? undefined : { kind: "grant", request });
}

function onTurn({ state, paused_by }: TurnValue): "start-speech" | "resume-speech" | "end-speech" {
  if (state === "granted") {
    return "start-speech";
  }
  // Whose time is over is not to go on by itself: that is given by more time.
  return state === "paused" && paused_by !== "time" ? "resume-speech" : "end-speech";
}

function cutsIn({ speeches }: Boards, { kind }: RequestValue | TurnValue): boolean {
  return speeches.find(({ id }) => id === kind)?.cuts_in ?? false;
}

/** The answer to what was asked last; where nobody waits, to whatever was asked. */
function answerDue({ speeches, currentItem }: Boards, { turns, questions }: Desk, quiet: boolean): Next | undefined {
  const last = turns.at(-1)?.turn;
  const owed = threadsOf(turns, questions)
    .filter((thread) => isOwed(thread) && thread.item === (currentItem?.id ?? ""))
    .find((thread) => quiet || thread.questions.some(({ turn }) => turn === last));
  return owed === undefined ? undefined : answering(owed, speeches);
}

function answering(thread: Thread, speeches: Boards["speeches"]): Next | undefined {
  const grant = answerTo(thread, speeches);
  return grant === undefined || thread.to === null
    ? undefined
    : { kind: "answer", by: thread.by, to: thread.to, grant };
}

/** The next of the questions that were handed in; those under no topic are to be ranked first. */
function questioning(board: Boards, desk: Desk): Next | undefined {
  const { ranked, unranked } = unreached(board, desk);
  const question = ranked.find((one) => isHere(one, desk));
  const grant = question && stepsOf(question, board.speeches).ask;
  if (question !== undefined && grant !== undefined) {
    return { kind: "ask", question, grant };
  }
  return unranked.length === 0 ? undefined : { kind: "rank-topics", left: unranked.length };
}

function business(board: Boards, { prepared }: Desk): Next | undefined {
  const { agenda, currentItem, results } = board;
  const ready = inOrder(prepared).find((vote) => vote.item === (currentItem?.id ?? ""));
  if (ready !== undefined) {
    return { kind: "open-prepared", prepared: ready };
  }
  const last = board.vote;
  if (last?.verdict?.verdict === "tied" && last.state === "declared" && last.item === (currentItem?.id ?? "")) {
    return { kind: "repeat", vote: last };
  }
  const decided = results.some((vote) => vote.item === currentItem?.id && vote.state === "declared");
  if (currentItem !== undefined && !decided) {
    return { kind: "prepare-vote", item: currentItem };
  }
  const ahead = agenda.find((item) => item.state === "ahead");
  return ahead === undefined ? undefined : { kind: "take-item", item: ahead };
}

/** The parts of a draft come before the whole, otherwise the votes as they were set up. */
export function inOrder(prepared: readonly PreparedValue[]): readonly PreparedValue[] {
  const whole = (vote: PreparedValue) => (vote.part === "" ? 1 : 0);
  return [...prepared].sort((a, b) => whole(a) - whole(b) || a.number - b.number);
}
