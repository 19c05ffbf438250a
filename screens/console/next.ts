// The one next sensible action of the desk: follows from the boards. Offers only what the role
// may do; the hall decides again. Must not know how it looks.
import type { HallBoard } from "../shared/wire/boards";
import type { Command, ItemValue, PersonValue, SpeakerValue, VoteValue } from "../shared/wire/types";

export type Next =
  | { readonly kind: "nothing" }
  | { readonly kind: "await-quorum"; readonly missing: number }
  | { readonly kind: "open-sitting" | "resume" | "adjourn" }
  | { readonly kind: "await-chair"; readonly what: "open" | "resume" | "declare" | "adjourn" }
  | { readonly kind: "take-item"; readonly item: ItemValue }
  | { readonly kind: "close-vote" | "declare"; readonly vote: VoteValue }
  | { readonly kind: "grant"; readonly person: PersonValue }
  | { readonly kind: "end-speech"; readonly speaker: SpeakerValue }
  | { readonly kind: "prepare-vote"; readonly item: ItemValue }
  | { readonly kind: "over" };

type Boards = Pick<
  HallBoard,
  "sitting" | "attendance" | "vote" | "results" | "speaker" | "queue" | "agenda" | "currentItem"
>;
type May = (command: Command["t"]) => boolean;

export function nextAction(board: Boards, may: May): Next {
  const { sitting, vote } = board;
  if (sitting === undefined) {
    return { kind: "nothing" };
  }
  if (vote?.state === "open") {
    return { kind: "close-vote", vote };
  }
  if (vote?.state === "closed") {
    return may("DeclareVote") ? { kind: "declare", vote } : { kind: "await-chair", what: "declare" };
  }
  switch (sitting.state) {
    case "prepared":
      return enough(board) ?? chairs(may("OpenSitting"), "open-sitting", "open");
    case "suspended":
      return enough(board) ?? chairs(may("ResumeSitting"), "resume", "resume");
    case "adjourned":
      return { kind: "over" };
    case "in_session":
      return onTheFloor(board) ?? business(board) ?? chairs(may("AdjournSitting"), "adjourn", "adjourn");
  }
}

function chairs(
  may: boolean,
  kind: "open-sitting" | "resume" | "adjourn",
  what: "open" | "resume" | "adjourn",
): Next {
  return may ? { kind } : { kind: "await-chair", what };
}

function enough({ attendance }: Boards): Next | undefined {
  if (attendance === undefined || attendance.reached || attendance.needed === null) {
    return undefined;
  }
  return { kind: "await-quorum", missing: attendance.needed - attendance.present };
}

function onTheFloor({ speaker, queue }: Boards): Next | undefined {
  if (speaker !== undefined) {
    return { kind: "end-speech", speaker };
  }
  const first = queue[0];
  return first === undefined ? undefined : { kind: "grant", person: first.person };
}

function business({ agenda, currentItem, results }: Boards): Next | undefined {
  if (currentItem !== undefined && !results.some((vote) => vote.item === currentItem.id)) {
    return { kind: "prepare-vote", item: currentItem };
  }
  const ahead = agenda.find((item) => item.state === "ahead");
  return ahead === undefined ? undefined : { kind: "take-item", item: ahead };
}
