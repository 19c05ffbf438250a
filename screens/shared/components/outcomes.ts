// What a vote came to, or waits for, as a word, a shape and a tone. Decides nothing.
import type { Key } from "../i18n/words.svelte";
import type { VoteValue } from "../wire/types";
import type { IconName } from "./icons";

export interface Outcome {
  readonly key: Key;
  readonly icon: IconName;
  /** `good`: what was asked is done · `bad`: it is not · `open`: something is still to come. */
  readonly tone: "good" | "bad" | "open";
}

const waiting: Outcome = { key: "vote.awaiting_declaration", icon: "waiting", tone: "open" };

/** Say what a vote that is over came to, or what it waits for before it can be declared. */
export function outcomeOf(vote: VoteValue): Outcome {
  if (vote.state === "annulled") {
    return { key: "vote.annulled", icon: "annulled", tone: "bad" };
  }
  switch (vote.verdict?.verdict) {
    case "carried":
      return { key: vote.words.yes === null ? "vote.carried" : "vote.reached", icon: "yes", tone: "good" };
    // The hall writes an empty verdict nowhere; its type has one for entries of old.
    case "":
    case "rejected":
      return { key: rejectedKey(vote), icon: "no", tone: "bad" };
    case "elected":
      return { key: isOfPersons(vote) ? "vote.elected" : "vote.chosen", icon: "yes", tone: "good" };
    case "tied":
      return { key: "vote.tied", icon: "tie", tone: "open" };
    case "rated":
      return { key: "vote.rated", icon: "rated", tone: "good" };
    case "no-quorum":
      return { key: "vote.no_quorum", icon: "people", tone: "bad" };
    case undefined:
      return missing(vote);
  }
}

function missing(vote: VoteValue): Outcome {
  switch (vote.missing) {
    case "board":
    case "count":
      return { ...waiting, key: vote.form === "paper" ? "vote.awaiting_count" : "vote.awaiting_hands" };
    case "casting-vote":
      return { key: "vote.awaiting_casting", icon: "tie", tone: "open" };
    default:
      return waiting;
  }
}

/** What has words of its own, such as confidence, is not “carried”. */
function rejectedKey(vote: VoteValue): Key {
  if (vote.question === "yes-no") {
    return vote.words.yes === null ? "vote.rejected" : "vote.not_reached";
  }
  if (vote.marked.some((one) => one.elected)) {
    return "vote.elected_in_part";
  }
  return isOfPersons(vote) ? "vote.nobody_elected" : "vote.nothing_chosen";
}

/** Tell whether a vote is about persons. */
export function isOfPersons(vote: Pick<VoteValue, "question" | "options">): boolean {
  return (
    vote.question === "approve" ||
    vote.question === "rating" ||
    vote.options.some((option) => option.delegate !== "")
  );
}

/** Tell whether the numbers of a vote are there: on paper and by hand they come after the close. */
export function isCounted(vote: VoteValue): boolean {
  return vote.counts !== null && vote.missing !== "board" && vote.missing !== "count";
}
