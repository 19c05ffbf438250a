// What the wall shows: follows from the boards alone, so that a screen switched on late shows
// what all the others show. Must not know how a scene looks.
import { questioningOf } from "../shared/components/questioned";
import { underWay } from "../shared/components/quorum";
import type { HallBoard } from "../shared/wire/boards";
import type {
  ItemValue,
  QuorumCallValue,
  SittingValue,
  TurnValue,
  VoteValue,
} from "../shared/wire/types";

export type Scene =
  | { readonly kind: "nothing" }
  | { readonly kind: "prepared" | "suspended" | "adjourned"; readonly sitting: SittingValue }
  | { readonly kind: "voting" | "result"; readonly vote: VoteValue }
  | { readonly kind: "quorum-call"; readonly call: QuorumCallValue }
  | { readonly kind: "speaking"; readonly turn: TurnValue }
  | { readonly kind: "chair" }
  | { readonly kind: "item"; readonly item: ItemValue; readonly list: "topics" | "queue" }
  | { readonly kind: "agenda"; readonly agenda: readonly ItemValue[] };

type Boards = Pick<
  HallBoard,
  | "sitting"
  | "vote"
  | "turns"
  | "agenda"
  | "currentItem"
  | "quorumCall"
  | "floor"
  | "speeches"
  | "queue"
  | "topics"
>;

/** How long the end of a quorum call is shown, by the hall's clock: the same on every wall. */
const called_ms = 20_000;

/** Tell whether a quorum call has only just ended. */
export function justEnded(call: QuorumCallValue | undefined, now: number): boolean {
  const ended = call?.ended_at ?? undefined;
  return ended !== undefined && now - ended < called_ms;
}

/**
 * Choose the scene; a result stays until somebody speaks or another item is taken. `called`: a
 * quorum call has just ended, and what it found is shown still.
 */
export function sceneOf(board: Boards, called = false): Scene {
  const { sitting, vote, turns } = board;
  if (sitting === undefined) {
    return { kind: "nothing" };
  }
  if (vote?.state === "open" || vote?.state === "held") {
    return { kind: "voting", vote };
  }
  if (board.quorumCall !== undefined && (underWay(board.quorumCall) || called)) {
    return { kind: "quorum-call", call: board.quorumCall };
  }
  if (vote?.state === "closed") {
    return { kind: "result", vote };
  }
  if (sitting.state !== "in_session") {
    return { kind: sitting.state, sitting };
  }
  const [turn] = turns;
  if (turn !== undefined) {
    return board.floor?.priority === true ? { kind: "chair" } : { kind: "speaking", turn };
  }
  if (vote?.item === (board.currentItem?.id ?? "")) {
    return { kind: "result", vote };
  }
  return board.floor?.priority === true ? { kind: "chair" } : silent(board);
}

/** Nobody speaks: what the item under way waits for, else the order of business. */
function silent(board: Boards): Scene {
  const item = board.currentItem;
  if (item !== undefined && board.topics.length > 0 && questioningOf(board) === "here") {
    return { kind: "item", item, list: "topics" };
  }
  if (item !== undefined && board.queue.length > 0) {
    return { kind: "item", item, list: "queue" };
  }
  return { kind: "agenda", agenda: board.agenda };
}
