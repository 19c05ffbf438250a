import { describe, expect, test } from "vitest";

import {
  itemsAhead,
  kindsAhead,
  offerOf,
  rebutted,
  requestsHere,
} from "../../tablet/asking";
import { floor, item, ownFloor, person, speech, turn } from "../samples";

const speeches = [
  speech("order", { lane: "order", cuts_in: true }),
  speech("answer", { lane: "reply", asked_by: "desk" }),
  speech("rebuttal", { lane: "reply", role: "rebuttal" }),
  speech("discussion", { default: true }),
  speech("question", { role: "question" }),
];

const under_way = item("i1", "current");

function offered(rest: Parameters<typeof floor>[0] = {}) {
  const { main, others, hindrance, press } = offerOf(speeches, floor(rest), "in_session", true, under_way);
  return { main: main?.id, others: others.map(({ id }) => id), hindrance, press };
}

describe("a delegate is offered", () => {
  test("the default kind first, then all that a seat may ask for, never what the desk calls", () => {
    expect(offered()).toEqual({
      main: "discussion",
      others: ["order", "rebuttal", "question"],
      hindrance: undefined,
      press: "ask",
    });
  });

  test("only what cuts in while the chair alone gives the floor, and why", () => {
    expect(offered({ mode: "chair" })).toMatchObject({
      main: undefined,
      others: ["order"],
      hindrance: "ask.chair_only",
    });
  });

  test("no place in a list that is closed, but replies and points of order", () => {
    expect(offered({ list_closed: true })).toMatchObject({
      main: undefined,
      others: ["order", "rebuttal"],
      hindrance: "ask.list_closed",
    });
  });

  test.each([
    ["request", "ask"],
    ["automatic", "ask"],
    ["free", "speak"],
    ["push-to-talk", "hold"],
  ] as const)("a key that fits microphones in mode %s: %s", (mode, press) => {
    expect(offered({ mode }).press).toBe(press);
  });

  test("the question first where questions are put, and none where they are put elsewhere", () => {
    const rebuts = speech("rebuts", { role: "rebuttal", lane: "reply", questioner_first: true });
    const kinds = [...speeches, rebuts];
    const offer = (questioning: "here" | "elsewhere") => {
      const given = offerOf(kinds, floor(), "in_session", true, under_way, questioning);
      return [given.main?.id, ...given.others.map(({ id }) => id)];
    };
    expect(offer("here")).toEqual(["question", "order", "rebuttal", "discussion", "rebuts"]);
    expect(offer("elsewhere")).toEqual(["discussion", "order", "rebuttal"]);
  });

  test("nothing while absent, or while the house does not sit", () => {
    expect(offerOf(speeches, floor(), "in_session", false, under_way)).toMatchObject({
      main: undefined,
      others: [],
      hindrance: "floor.why_not",
    });
    const closed = floor({ register_before: false });
    expect(offerOf(speeches, closed, "suspended", true, under_way).hindrance).toBe("floor.why_not");
    expect(offerOf(speeches, floor(), "suspended", true, undefined).hindrance).toBe(
      "floor.why_not",
    );
  });

  test("a place in the list in a break, there or not, and no microphone", () => {
    const { main, press } = offerOf(
      speeches,
      floor({ mode: "push-to-talk" }),
      "suspended",
      false,
      under_way,
    );
    expect([main?.id, press]).toEqual(["discussion", "ask"]);
  });

  test("ahead of an item what stands in the list of speakers, the default kind first", () => {
    expect(kindsAhead(speeches).map(({ id }) => id)).toEqual(["discussion", "question"]);
    const agenda = [item("i1", "done"), item("i2", "current"), item("i3", "ahead")];
    expect(itemsAhead(agenda).map(({ id }) => id)).toEqual(["i3"]);
  });
});

test("only requests of the item under way stand in the queue", () => {
  const kind = { kind: "discussion", vi: "", en: "", lane: "list", place: 1, asked_at: 0 } as const;
  const requests = [
    { request: "r1", item: "i1", ...kind },
    { request: "r2", item: "i2", ...kind },
    { request: "r3", item: "", ...kind },
  ];
  const here = requestsHere(ownFloor({ requests }), item("i2", "current"));
  expect(here.map(({ request }) => request)).toEqual(["r2", "r3"]);
});

test("a rebuttal of questioning is of a question or an answer, and of nothing else", () => {
  const rebuts = speech("rebuts", { role: "rebuttal", questioner_first: true });
  const kinds = [speech("answer", { role: "answer" }), speech("discussion")];
  const turns = [turn({ turn: "t2", kind: "discussion" }), turn({ turn: "t1", kind: "answer" })];
  expect(rebutted(rebuts, turns, "d1", kinds)?.turn).toBe("t1");
  expect(rebutted(rebuts, turns.slice(0, 1), "d1", kinds)).toBeUndefined();
});

test("a rebuttal is of whoever has the floor, and never of oneself", () => {
  const [rebuttal, discussion] = [speech("rebuttal", { role: "rebuttal" }), speech("discussion")];
  const turns = [turn({ turn: "t2", person: person("1") }), turn({ turn: "t1" })];
  expect(rebutted(rebuttal, turns, "d1")?.turn).toBe("t1");
  expect(rebutted(discussion, turns, "d1")).toBeUndefined();
  expect(rebutted(rebuttal, [], "d1")).toBeUndefined();
});
