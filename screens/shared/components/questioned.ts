// Whether the item under way is one of questioning. The hall tells once a question was put on it;
// before that it follows from who waits, from the titles of the items, and from the topics.
// Knows no looks.
import type { HallBoard } from "../wire/boards";
import type { ItemValue } from "../wire/types";

/** `here`: on the item under way · `elsewhere`: on another one · `unknown`: nothing tells. */
export type Questioning = "here" | "elsewhere" | "unknown";

type Boards = Pick<HallBoard, "agenda" | "currentItem" | "floor" | "speeches" | "turns" | "queue" | "topics">;

function named(item: ItemValue): boolean {
  const said = `${item.title} ${item.title_en}`.normalize("NFC");
  // What was promised after questioning is an item of its own.
  return /chất vấn|\bquestion/iu.test(said) && !/lời hứa|undertak/iu.test(said);
}

/** Tell where questions are put. */
export function questioningOf(board: Boards): Questioning {
  const current = board.currentItem;
  const asking = new Set(
    board.speeches.filter(({ role }) => role === "question" || role === "answer").map(({ id }) => id),
  );
  const asked = [...board.turns, ...board.queue].some(({ kind }) => asking.has(kind));
  if (board.floor?.questioned === true || asked) {
    return "here";
  }
  if (board.agenda.some(named)) {
    return current !== undefined && named(current) ? "here" : "elsewhere";
  }
  return current !== undefined && board.topics.length > 0 ? "here" : "unknown";
}
