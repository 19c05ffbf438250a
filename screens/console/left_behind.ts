// What an end of the item or of the session leaves behind: who speaks, who waits, what was not put.
// Knows boards, no word.
import type { DeskBoard } from "../shared/wire/boards";
import type { PersonValue } from "../shared/wire/types";
import { unreached } from "./questioning/agenda";

type Boards = Parameters<typeof unreached>[0];
type Desk = Pick<DeskBoard, "turns" | "questions" | "delegates">;

export interface LeftBehind {
  readonly speaker: PersonValue | undefined;
  readonly waiting: number;
  /** Who handed in questions on this item that were not put. */
  readonly unasked: readonly PersonValue[];
}

export function leftBehind(board: Boards, desk: Desk): LeftBehind {
  const { ranked, unranked } = unreached(board, desk);
  return {
    speaker: board.turns[0]?.person,
    waiting: board.queue.length,
    unasked: [...ranked, ...unranked].map(({ person }) => person),
  };
}

export function isAnything({ speaker, waiting, unasked }: LeftBehind): boolean {
  return speaker !== undefined || waiting > 0 || unasked.length > 0;
}
