import { describe, expect, test } from "vitest";

import type { OwnVoteValue, VoteValue } from "../../shared/wire/types";
import { ballotState, looks, mayMark, mayPress, shownAnswer, type Answer, type Seen } from "../../tablet/ballot";
import { option, ownBallot, ownVote, vote } from "../samples";

const recorded = ownBallot({ channel: "keypad", at: 5 });
const no: Answer = { choice: "no", marks: [] };
const yes: Answer = { choice: "yes", marks: [] };
const marks = (...marks: string[]): Answer => ({ choice: "", marks });

function state(given: VoteValue, own: OwnVoteValue | undefined, rest: Partial<Seen> = {}) {
  return ballotState(given, { own, link: "open", ...rest });
}

describe("a ballot", () => {
  test("is not guessed before the seat's board speaks of this vote", () => {
    expect(state(vote(), undefined).kind).toBe("unknown");
    expect(state(vote(), ownVote({ id: "v0" })).kind).toBe("unknown");
  });

  test("can be chosen, is sent, and counts only when the hall has recorded it", () => {
    expect(state(vote(), ownVote())).toEqual({ kind: "choose" });
    expect(state(vote(), ownVote(), { sending: no })).toEqual({
      kind: "sent",
      answer: no,
      way: "open",
      recorded: null,
    });
    expect(state(vote(), ownVote({ ballot: recorded }))).toEqual({
      kind: "recorded",
      ballot: recorded,
      changeable: true,
    });
  });

  test("is held back, not sent, while there is no connection", () => {
    const found = state(vote(), ownVote({ ballot: recorded }), { sending: no, link: "waiting" });
    expect(found).toMatchObject({ kind: "sent", way: "held", recorded });
  });

  test("cannot be cast by who is not on the register, and is over with the close", () => {
    expect(state(vote(), ownVote({ entitled: false })).kind).toBe("not-entitled");
    const closed = state(vote({ state: "closed" }), ownVote({ ballot: recorded }), { sending: no });
    expect(closed).toEqual({ kind: "over", ballot: recorded, entitled: true });
  });

  test("is not cast by who is recused, nor by who is stood for", () => {
    const recused = ownVote({ entitled: false, recused: true });
    expect(state(vote(), recused).kind).toBe("recused");
    const stoodFor = ownVote({ holder: "d2", holder_name: "Bình", ballot: recorded });
    expect(state(vote(), stoodFor)).toEqual({
      kind: "represented",
      holder: "Bình",
      ballot: recorded,
    });
  });

  test("is marked, not sent, until it is sent; the recorded one counts meanwhile", () => {
    const given = vote({ question: "approve", options: [option("a"), option("b")] });
    const own = ownVote({ ballot: ownBallot({ choice: "", marks: ["a"] }) });
    const found = state(given, own, { draft: marks("a", "b") });
    expect(found).toMatchObject({ kind: "draft", recorded: own.ballot });
    expect(shownAnswer(found)).toEqual({ answer: marks("a", "b"), look: "draft" });
    expect(state(given, own, { draft: marks("a") }).kind).toBe("recorded");
  });

  test("cannot be marked while it is on its way, but is never lost to sight", () => {
    const given = vote({ question: "approve" });
    const found = state(given, ownVote(), { sending: marks("a"), draft: marks("b") });
    expect(found).toMatchObject({ kind: "sent", answer: marks("a") });
    expect(mayMark(found)).toBe(false);
  });

  test("waits while the vote is held, and keeps what is recorded", () => {
    const held = vote({ state: "held" });
    expect(state(held, ownVote({ ballot: recorded }))).toMatchObject({ kind: "paused", ballot: recorded });
    expect(state(held, ownVote(), { sending: yes }).kind).toBe("sent");
  });

  test.each(["roll-call", "show-of-hands", "paper"] as const)(
    "is not answered here in a vote by %s",
    (form) => {
      expect(state(vote({ form }), ownVote())).toEqual({ kind: "elsewhere", form });
    },
  );

  test("that was answered aloud is recorded, and is not changed here", () => {
    const own = ownVote({ ballot: ownBallot({ channel: "roll-call" }) });
    const found = state(vote({ form: "roll-call" }), own);
    expect(found).toMatchObject({ kind: "recorded", changeable: false });
    expect(mayPress(found, no)).toBe(false);
  });

  test("of a principal is another than one's own", () => {
    const own = ownVote({
      ballot: recorded,
      principals: [
        { delegate: "d7", name: "Giang", ballot: null },
        { delegate: "d8", name: "Hà", ballot: ownBallot({ choice: "no" }) },
      ],
    });
    expect(state(vote(), own, { delegate: "d7" }).kind).toBe("choose");
    expect(state(vote(), own, { delegate: "d8" })).toMatchObject({ ballot: { choice: "no" } });
    expect(state(vote(), own, { delegate: "d9" }).kind).toBe("unknown");
    const recused = { ...own, entitled: false, recused: true };
    expect(state(vote(), recused, { delegate: "d7" }).kind).toBe("choose");
  });
});

describe("a button may be pressed", () => {
  test("for another choice until the close, where the rules let it be changed", () => {
    const found = state(vote(), ownVote({ ballot: recorded }));
    expect(mayPress(found, yes)).toBe(false);
    expect(mayPress(found, no)).toBe(true);
  });

  test("not once the first ballot counts", () => {
    const found = state(vote({ changeable: false }), ownVote({ ballot: recorded }));
    expect(mayPress(found, no)).toBe(false);
  });

  test("not twice for the same choice while it is on its way", () => {
    const found = state(vote(), ownVote(), { sending: no });
    expect(mayPress(found, no)).toBe(false);
    expect(mayPress(found, { choice: "abstain", marks: [] })).toBe(true);
  });

  test("and shows which choice is recorded and which is on its way", () => {
    const found = state(vote(), ownVote({ ballot: recorded }), { sending: no });
    expect(looks(found, ({ choice }) => choice === "yes")).toBe("recorded");
    expect(looks(found, ({ choice }) => choice === "no")).toBe("sent");
    expect(looks(found, ({ choice }) => choice === "abstain")).toBe("open");
  });
});
