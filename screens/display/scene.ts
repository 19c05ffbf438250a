// What the wall shows: follows from the boards alone, so that a screen switched on late shows
// what all the others show. Must not know how a scene looks.
import type { HallBoard } from "../shared/wire/boards";
import type { ItemValue, SittingValue, SpeakerValue, VoteValue } from "../shared/wire/types";

export type Scene =
  | { readonly kind: "nothing" }
  | { readonly kind: "prepared" | "suspended" | "adjourned"; readonly sitting: SittingValue }
  | { readonly kind: "voting" | "result"; readonly vote: VoteValue }
  | { readonly kind: "speaking"; readonly speaker: SpeakerValue }
  | { readonly kind: "agenda"; readonly agenda: readonly ItemValue[] };

type Boards = Pick<HallBoard, "sitting" | "vote" | "speaker" | "agenda" | "currentItem">;

/** Choose the scene; a result stays until somebody speaks or another item is taken. */
export function sceneOf(board: Boards): Scene {
  const { sitting, vote, speaker, agenda } = board;
  if (sitting === undefined) {
    return { kind: "nothing" };
  }
  if (vote?.state === "open" || vote?.state === "held") {
    return { kind: "voting", vote };
  }
  if (vote?.state === "closed") {
    return { kind: "result", vote };
  }
  if (sitting.state !== "in_session") {
    return { kind: sitting.state, sitting };
  }
  if (speaker !== undefined) {
    return { kind: "speaking", speaker };
  }
  if (vote?.item === (board.currentItem?.id ?? "")) {
    return { kind: "result", vote };
  }
  return { kind: "agenda", agenda };
}
