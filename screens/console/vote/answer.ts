// Whether marks or a choice answer a question; the hall decides again. Knows options, no words.
import type { Choice, VoteValue } from "../../shared/wire/types";

export interface Answer {
  readonly choice: Choice | "";
  readonly marks: readonly string[];
}

/** One is chosen where one is asked for, everybody is rated, and of candidates none may be marked. */
export function answersQuestion(
  vote: Pick<VoteValue, "question" | "options" | "marks_max" | "abstain">,
  { choice, marks }: Answer,
): boolean {
  if (choice !== "") {
    return choice === "abstain" ? vote.abstain : vote.question === "yes-no";
  }
  switch (vote.question) {
    case "yes-no":
      return false;
    case "one-of":
      return marks.length === 1;
    case "approve":
      return marks.length <= vote.marks_max;
    case "rating":
      return marks.length === vote.options.length;
  }
}
