// Which questions handed in are still to be put on the item under way. Knows turns, written
// questions and topics, no command's answer.
import { questioningOf } from "../../shared/components/questioned";
import type { DeskBoard } from "../../shared/wire/boards";
import type { QuestionValue } from "../../shared/wire/types";
import { threadsOf } from "./threads";

type Boards = Parameters<typeof questioningOf>[0];
type Desk = Pick<DeskBoard, "turns" | "questions" | "delegates">;

/** What is still to be put, in the order of topics, and what stands under no topic yet. */
export interface Unreached {
  readonly ranked: readonly QuestionValue[];
  readonly unranked: readonly QuestionValue[];
}

/** Give what is left to be put on this item; nothing where it is not one of questioning. */
export function unreached(board: Boards, desk: Desk): Unreached {
  if (board.currentItem === undefined || !isQuestioning(board, desk)) {
    return { ranked: [], unranked: [] };
  }
  const put = new Set(threadsOf(desk.turns, desk.questions).map(({ id }) => id));
  const under = board.topics.flatMap(({ questions }) => questions.map(({ id }) => id));
  const waiting = (id: string) => (put.has(id) ? undefined : desk.questions.get(id));
  return {
    ranked: under.map(waiting).filter((one) => one !== undefined),
    unranked: [...desk.questions.values()]
      .filter(({ id }) => !under.includes(id) && waiting(id) !== undefined)
      .sort((a, b) => a.at - b.at),
  };
}

/** Whether the one who handed it in is there to put it. */
export function isHere({ person }: QuestionValue, { delegates }: Pick<Desk, "delegates">): boolean {
  return delegates.get(person.delegate)?.present !== false;
}

/** Whether the boards tell so, or somebody put or answered a question on it or opened as one asked. */
function isQuestioning(board: Boards, { turns, questions }: Desk): boolean {
  const asked = new Set([...questions.values()].map(({ to }) => to.delegate));
  const begun = turns.some(
    ({ item, role, person }) =>
      item === board.currentItem?.id && (role === "question" || role === "answer" || asked.has(person.delegate)),
  );
  return begun || questioningOf(board) === "here";
}
