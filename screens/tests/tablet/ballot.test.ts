import { describe, expect, test } from "vitest";

import type { OwnBallotValue, OwnVoteValue } from "../../shared/wire/types";
import { ballotState, mayPress } from "../../tablet/ballot";
import { vote } from "../samples";

const recorded: OwnBallotValue = { choice: "yes", channel: "keypad", at: 5 };
const own = (rest: Partial<OwnVoteValue> = {}): OwnVoteValue => ({
  id: "v1",
  entitled: true,
  ballot: null,
  ...rest,
});

describe("a ballot", () => {
  test("is not guessed before the seat's board speaks of this vote", () => {
    expect(ballotState(vote(), undefined, undefined, "open").kind).toBe("unknown");
    expect(ballotState(vote(), own({ id: "v0" }), undefined, "open").kind).toBe("unknown");
  });

  test("can be chosen, is sent, and counts only when the hall has recorded it", () => {
    expect(ballotState(vote(), own(), undefined, "open")).toEqual({ kind: "choose" });
    expect(ballotState(vote(), own(), "no", "open")).toEqual({
      kind: "sent",
      choice: "no",
      way: "open",
      recorded: null,
    });
    expect(ballotState(vote(), own({ ballot: recorded }), undefined, "open")).toEqual({
      kind: "recorded",
      ballot: recorded,
      changeable: true,
    });
  });

  test("is held back, not sent, while there is no connection", () => {
    const state = ballotState(vote(), own({ ballot: recorded }), "no", "waiting");
    expect(state).toMatchObject({ kind: "sent", way: "held", recorded });
  });

  test("cannot be cast by who is not on the register, and is over with the close", () => {
    expect(ballotState(vote(), own({ entitled: false }), undefined, "open").kind).toBe("not-entitled");
    const closed = ballotState(vote({ state: "closed" }), own({ ballot: recorded }), "no", "open");
    expect(closed).toEqual({ kind: "over", ballot: recorded, entitled: true });
  });
});

describe("a button may be pressed", () => {
  test("for another choice until the close, where the rules let it be changed", () => {
    const state = ballotState(vote(), own({ ballot: recorded }), undefined, "open");
    expect(mayPress(state, "yes")).toBe(false);
    expect(mayPress(state, "no")).toBe(true);
  });

  test("not once the first ballot counts", () => {
    const final = vote({ changeable: false });
    const state = ballotState(final, own({ ballot: recorded }), undefined, "open");
    expect(mayPress(state, "no")).toBe(false);
  });

  test("not twice for the same choice while it is on its way", () => {
    const state = ballotState(vote(), own(), "no", "open");
    expect(mayPress(state, "no")).toBe(false);
    expect(mayPress(state, "abstain")).toBe(true);
  });
});
