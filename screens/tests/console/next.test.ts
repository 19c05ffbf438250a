import { describe, expect, test } from "vitest";

import { nextAction } from "../../console/next";
import { authority, type Role } from "../../shared/wire/types";
import { declared, item, person, sitting, speaker, vote } from "../samples";

type Boards = Parameters<typeof nextAction>[0];
type Desk = Parameters<typeof nextAction>[1];

const enough = { present: 4, in_office: 5, needed: 4, reached: true };
const agenda = [item("i1", "current"), item("i2", "ahead")];

function boards(rest: Partial<Boards> = {}): Boards {
  return {
    sitting: sitting("in_session"),
    attendance: enough,
    vote: undefined,
    results: [],
    speaker: undefined,
    queue: [],
    agenda,
    currentItem: agenda[0],
    ...rest,
  };
}

function desk(rest: Partial<Desk> = {}): Desk {
  return {
    prepared: [],
    call: undefined,
    counting: new Map(),
    tally: undefined,
    ballots: new Map(),
    ...rest,
  };
}

function next(rest: Partial<Boards> = {}, role: Role = "chair", known: Partial<Desk> = {}) {
  return nextAction(boards(rest), desk(known), (command) => authority[command].includes(role));
}

describe("the next sensible action", () => {
  test("is to check people in while the quorum is missing", () => {
    const attendance = { ...enough, present: 1, reached: false };
    const prepared = next({ sitting: sitting("prepared"), attendance });
    expect(prepared).toEqual({ kind: "await-quorum", missing: 3 });
    expect(next({ sitting: sitting("suspended"), attendance }).kind).toBe("await-quorum");
  });

  test("is to open or resume, for the chair alone", () => {
    expect(next({ sitting: sitting("prepared") }).kind).toBe("open-sitting");
    expect(next({ sitting: sitting("suspended") }).kind).toBe("resume");
    expect(next({ sitting: sitting("prepared") }, "clerk").kind).toBe("await-chair");
  });

  test("is to open where the rules know no quorum", () => {
    const attendance = { present: 0, in_office: 5, needed: null, reached: true };
    expect(next({ sitting: sitting("prepared"), attendance }).kind).toBe("open-sitting");
  });

  test("is to close the open vote before anything else", () => {
    expect(next({ vote: vote(), speaker: speaker() }).kind).toBe("close-vote");
  });

  test("is to declare a closed vote, for the chair alone", () => {
    const closed = declared({ state: "closed", verdict: null });
    expect(next({ vote: closed }).kind).toBe("declare");
    expect(next({ vote: closed }, "clerk")).toEqual({ kind: "await-chair", what: "declare" });
  });

  test("is to end the speech, then to call the next speaker", () => {
    const queue = [{ person: person("3"), asked_at: 1 }];
    expect(next({ speaker: speaker(), queue }).kind).toBe("end-speech");
    expect(next({ queue })).toMatchObject({ kind: "grant", person: { seat: "3" } });
  });

  test("is to prepare the vote on the current item, then to take the next one", () => {
    expect(next()).toMatchObject({ kind: "prepare-vote", item: { id: "i1" } });
    expect(next({ vote: declared(), results: [declared()] })).toMatchObject({
      kind: "take-item",
      item: { id: "i2" },
    });
  });

  test("is to adjourn when the agenda is done, and then nothing", () => {
    const done = { agenda: [item("i1", "done")], currentItem: undefined };
    expect(next(done).kind).toBe("adjourn");
    expect(next(done, "clerk")).toEqual({ kind: "await-chair", what: "adjourn" });
    expect(next({ sitting: sitting("adjourned") }).kind).toBe("over");
  });
});
