// The words about the kinds of vote on every screen, in English.
import type { viVotes } from "./vi_votes";

export const enVotes: Readonly<Record<keyof typeof viVotes, string>> = {
  "base.remaining": "all delegates less those who take no part",
  "base.present_at_close": "delegates present at the close",
  "base.participating": "delegates who took part in the vote",
  "base.valid": "valid ballots",
};
