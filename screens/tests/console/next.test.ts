import { describe, expect, test } from "vitest";

import { nextAction } from "../../console/next";
import { authority, type Role } from "../../shared/wire/types";
import {
  attendance,
  declared,
  delegate,
  floor,
  guest,
  item,
  person,
  prepared,
  question,
  request,
  sitting,
  speech,
  topic,
  turn,
  turnRecord,
  verdict,
  vote,
} from "../samples";

type Boards = Parameters<typeof nextAction>[0];
type Desk = Parameters<typeof nextAction>[1];

const enough = attendance();
const agenda = [item("i1", "current"), item("i2", "ahead")];

function boards(rest: Partial<Boards> = {}): Boards {
  return {
    sitting: sitting("in_session"),
    attendance: enough,
    vote: undefined,
    results: [],
    speeches: [],
    turns: [],
    queue: [],
    agenda,
    currentItem: agenda[0],
    floor: undefined,
    topics: [],
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
    turns: [],
    questions: new Map(),
    delegates: new Map(),
    ...rest,
  };
}

function next(rest: Partial<Boards> = {}, role: Role = "chair", known: Partial<Desk> = {}) {
  return nextAction(boards(rest), desk(known), (command) => authority[command].includes(role));
}

describe("the next sensible action", () => {
  test("is to check people in while the quorum is missing", () => {
    const few = attendance({ present: 1, reached: false });
    const prepared = next({ sitting: sitting("prepared"), attendance: few });
    expect(prepared).toEqual({ kind: "await-quorum", missing: 3 });
    expect(next({ sitting: sitting("suspended"), attendance: few }).kind).toBe("await-quorum");
  });

  test("is to check people in also where weights make up the quorum", () => {
    const light = attendance({ needed: null, reached: false });
    const prepared = next({ sitting: sitting("prepared"), attendance: light });
    expect(prepared).toEqual({ kind: "await-quorum", missing: undefined });
  });

  test("is to open or resume, for the chair alone", () => {
    expect(next({ sitting: sitting("prepared") }).kind).toBe("open-sitting");
    expect(next({ sitting: sitting("suspended") }).kind).toBe("resume");
    expect(next({ sitting: sitting("prepared") }, "clerk").kind).toBe("await-chair");
  });

  test("is to open where the rules know no quorum", () => {
    const nobody = attendance({ present: 0, needed: null });
    expect(next({ sitting: sitting("prepared"), attendance: nobody }).kind).toBe("open-sitting");
  });

  test("is to close the open vote before anything else", () => {
    expect(next({ vote: vote(), turns: [turn()] }).kind).toBe("close-vote");
  });

  test("is to declare a closed vote, for the chair alone", () => {
    const closed = declared({ state: "closed", verdict: null });
    expect(next({ vote: closed }).kind).toBe("declare");
    expect(next({ vote: closed }, "clerk")).toEqual({ kind: "await-chair", what: "declare" });
  });

  test("is to end the speech, then to call the next speaker", () => {
    const queue = [request("3")];
    expect(next({ turns: [turn()], queue }).kind).toBe("end-speech");
    expect(next({ queue })).toMatchObject({ kind: "grant", request: { request: "r3" } });
  });

  test("is to start the clock of who waits for a microphone, and to let go on who was stopped", () => {
    expect(next({ turns: [turn({ state: "granted" })] }).kind).toBe("start-speech");
    const stopped = (paused_by: string) => next({ turns: [turn({ state: "paused", paused_by })] }).kind;
    expect(stopped("mute")).toBe("resume-speech");
    expect(stopped("time")).toBe("end-speech");
  });

  test("is to let in what cuts in, once, and then to end it", () => {
    const speeches = [speech("speech"), speech("order", { lane: "order", cuts_in: true })];
    const queue = [request("4", { kind: "order", lane: "order" }), request("3")];
    expect(next({ speeches, turns: [turn()], queue })).toMatchObject({
      kind: "interpose",
      request: { request: "r4" },
      turn: { turn: "t1" },
    });
    const cutting = turn({ turn: "t2", kind: "order", interrupts: "t1" });
    expect(next({ speeches, turns: [cutting, turn()], queue }).kind).toBe("end-speech");
    expect(next({ speeches, queue })).toMatchObject({ kind: "grant", request: { request: "r4" } });
  });

  test("is to have the last question answered by whom it was put to", () => {
    const speeches = [speech("question", { role: "question" }), speech("answer", { role: "answer" })];
    const question = turnRecord({ turn: "t1", role: "question", to: guest("g1") });
    const asked = { turns: [question] };
    const queue = [request("3")];
    expect(next({ speeches, queue }, "clerk", asked)).toMatchObject({
      kind: "answer",
      by: { delegate: "d7" },
      grant: { t: "GrantFloor", delegate: "g1", kind: "answer", about: "t1" },
    });
    const answer = turnRecord({ turn: "t2", role: "answer", about: "t1", person: guest("g1") });
    expect(next({ speeches, queue }, "clerk", { turns: [question, answer] }).kind).toBe("grant");
    const later = turnRecord({ turn: "t3", person: person("5") });
    expect(next({ speeches, queue }, "clerk", { turns: [question, later] }).kind).toBe("grant");
    expect(next({ speeches }, "clerk", { turns: [question, later] }).kind).toBe("answer");
  });

  test("is, in questioning, to call who is next in the order of topics and there", () => {
    const speeches = [speech("question", { role: "question" }), speech("answer", { role: "answer" })];
    const currentItem = { ...item("i1", "current"), title: "Phiên chất vấn" };
    const row = (id: string) => ({ id, person: person("3"), to: guest("g1"), topic: "Trạm y tế" });
    const topics = [topic("Y tế", { questions: [row("q2"), row("q1")] })];
    const questions = new Map([
      ["q1", question("q1")],
      ["q2", question("q2", { person: person("2") })],
      ["q3", question("q3", { person: person("4") })],
    ]);
    const on = { speeches, currentItem, agenda: [currentItem], topics };
    const elsewhere = [item("i1", "current"), { ...currentItem, id: "i2" }];
    const grant = { t: "GrantFloor", kind: "question", to: "g1" };
    expect(next(on, "clerk", { questions })).toMatchObject({ kind: "ask", grant: { ...grant, delegate: "d2", about: "q2" } });
    const delegates = new Map([["d2", { ...delegate("2"), present: false }]]);
    expect(next(on, "clerk", { questions, delegates })).toMatchObject({ grant: { ...grant, about: "q1" } });
    const turns = ["q1", "q2"].map((about) => turnRecord({ turn: about, role: "question", about, to: null }));
    const answers = turns.map(({ turn: about }) => turnRecord({ turn: `a${about}`, role: "answer", about }));
    expect(next(on, "clerk", { questions, turns: [...turns, ...answers] })).toEqual({ kind: "rank-topics", left: 1 });
    expect(next({ ...on, currentItem: item("i1", "current"), agenda: elsewhere }, "clerk", { questions }).kind).toBe("prepare-vote");
  });

  test("is to give the floor back while the chair speaks over it, for the chair alone", () => {
    const over = { floor: floor({ priority: true }), turns: [turn({ state: "paused", paused_by: "priority" })] };
    expect(next(over)).toEqual({ kind: "give-back" });
    expect(next(over, "clerk")).toEqual({ kind: "await-chair", what: "give-back" });
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

  test("is to go on with a vote that is held", () => {
    expect(next({ vote: vote({ state: "held" }) }, "clerk").kind).toBe("resume-vote");
  });

  test("is, in a roll call, to call somebody, to note the answer, and in the end to close", () => {
    const called = { vote: "v1", called: "", called_name: "", next: "d1", next_name: "An" };
    const call = { ...called, answered: 0, register: 2 };
    const rollCall = { vote: vote({ form: "roll-call" }) };
    expect(next(rollCall, "clerk", { call })).toMatchObject({ kind: "call", name: "An" });
    const waiting = { ...call, called: "d1", called_name: "An", next: "d2", next_name: "Bình" };
    expect(next(rollCall, "clerk", { call: waiting })).toMatchObject({
      kind: "note-answer",
      name: "An",
    });
    const ballots = new Map([["d1", "roll-call" as const]]);
    expect(next(rollCall, "clerk", { call: waiting, ballots })).toMatchObject({
      kind: "call",
      name: "Bình",
    });
    const last = { ...waiting, next: "", next_name: "" };
    expect(next(rollCall, "clerk", { call: last, ballots }).kind).toBe("close-vote");
  });

  test("is to count raised hands before the vote is closed", () => {
    const hands = { vote: vote({ form: "show-of-hands" }) };
    expect(next(hands).kind).toBe("enter-count");
    const tally = { vote: "v1", cast: 3, register: 4, counts: null };
    expect(next(hands, "clerk", { tally }).kind).toBe("close-vote");
  });

  test("is, on paper, to name the counting board, to close the box, to count, to declare", () => {
    const paper = vote({ form: "paper" });
    expect(next({ vote: paper }).kind).toBe("appoint-board");
    const counting = new Map([["v1", { members: ["d1"] }]]);
    expect(next({ vote: paper }, "clerk", { counting }).kind).toBe("close-vote");
    const closed = declared({ form: "paper", state: "closed", verdict: null });
    expect(next({ vote: { ...closed, missing: "board" } }).kind).toBe("appoint-board");
    expect(next({ vote: { ...closed, missing: "count" } }, "clerk").kind).toBe("enter-count");
    expect(next({ vote: closed }).kind).toBe("declare");
  });

  test("is to decide a tie, for the chair alone", () => {
    const tied = declared({ state: "closed", verdict: null, missing: "casting-vote" });
    expect(next({ vote: tied }).kind).toBe("casting-vote");
    expect(next({ vote: tied }, "clerk").kind).toBe("await-chair");
  });

  test("is to open what stands prepared for the item, the parts of a draft before the whole", () => {
    const whole = prepared("v1", { number: 1 });
    const part = prepared("v2", { number: 2, part: "Điều 5" });
    const other = prepared("v3", { number: 3, item: "i2" });
    const known = { prepared: [whole, part, other] };
    expect(next({}, "clerk", known)).toMatchObject({ prepared: { id: "v2" } });
    expect(next({}, "clerk", { prepared: [whole, other] })).toMatchObject({ prepared: { id: "v1" } });
    expect(next({}, "clerk", { prepared: [other] }).kind).toBe("prepare-vote");
  });

  test("is to vote again among those who tied, once", () => {
    const tied = declared({ verdict: verdict({ verdict: "tied", carried: false }) });
    expect(next({ vote: tied, results: [tied] }, "clerk").kind).toBe("repeat");
    const again = prepared("v2", { replaces: "v1" });
    expect(next({ vote: tied, results: [tied] }, "clerk", { prepared: [again] })).toMatchObject({
      kind: "open-prepared",
    });
  });

  test("takes an annulled vote for no decision", () => {
    const annulled = declared({ state: "annulled", annulled: "Nhầm" });
    expect(next({ vote: annulled, results: [annulled] }).kind).toBe("prepare-vote");
  });
});
