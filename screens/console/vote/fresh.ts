// The result that the desk still deals with: of the item it is at, while nothing else is under way.
import type { HallBoard } from "../../shared/wire/boards";
import type { VoteValue } from "../../shared/wire/types";

/** Give the vote declared last, as long as its item is the current one and the sitting goes on. */
export function freshResult(
  board: Pick<HallBoard, "sitting" | "vote" | "currentItem">,
): VoteValue | undefined {
  const { sitting, vote, currentItem } = board;
  const here = vote?.item === (currentItem?.id ?? "") && sitting?.state !== "adjourned";
  return here && vote.verdict !== null ? vote : undefined;
}
