import { describe, expect, test } from "vitest";

import { justEnded, sceneOf } from "../../display/scene";
import { declared, floor, item, quorumCall, request, sitting, topic, turn, vote } from "../samples";

type Boards = Parameters<typeof sceneOf>[0];

const agenda = [item("i1", "current"), item("i2", "ahead")];
const turns = [turn()];

function boards(rest: Partial<Boards> = {}): Boards {
  return {
    sitting: sitting("in_session"),
    vote: undefined,
    turns: [],
    agenda,
    currentItem: agenda[0],
    quorumCall: undefined,
    floor: floor(),
    speeches: [],
    queue: [],
    topics: [],
    ...rest,
  };
}

describe("the wall shows", () => {
  test("that it waits, before it has heard of a sitting", () => {
    expect(sceneOf(boards({ sitting: undefined })).kind).toBe("nothing");
  });

  test.each(["prepared", "suspended", "adjourned"] as const)("that the sitting is %s", (state) => {
    expect(sceneOf(boards({ sitting: sitting(state), vote: declared() })).kind).toBe(state);
  });

  test("the agenda when nothing else is", () => {
    expect(sceneOf(boards()).kind).toBe("agenda");
  });

  test("the open vote before the speaker", () => {
    expect(sceneOf(boards({ vote: vote(), turns })).kind).toBe("voting");
  });

  test("the vote while it is held, too", () => {
    expect(sceneOf(boards({ vote: vote({ state: "held" }), turns })).kind).toBe("voting");
  });

  test("that a vote was annulled until somebody speaks", () => {
    const annulled = vote({ state: "annulled" });
    expect(sceneOf(boards({ vote: annulled })).kind).toBe("result");
    expect(sceneOf(boards({ vote: annulled, turns })).kind).toBe("speaking");
  });

  test("the count as soon as the vote is closed, whoever speaks", () => {
    const closed = declared({ state: "closed", verdict: null });
    expect(sceneOf(boards({ vote: closed, turns })).kind).toBe("result");
  });

  test("the declared result until somebody speaks or another item is taken", () => {
    expect(sceneOf(boards({ vote: declared() })).kind).toBe("result");
    expect(sceneOf(boards({ vote: declared(), turns })).kind).toBe("speaking");
    expect(sceneOf(boards({ vote: declared(), currentItem: item("i2", "current") })).kind).toBe(
      "agenda",
    );
  });

  test("the result of a vote without an item while there is none", () => {
    expect(sceneOf(boards({ vote: declared({ item: "" }), currentItem: undefined })).kind).toBe(
      "result",
    );
  });

  test("the first of the turns: it has the floor", () => {
    const two = [turn({ turn: "t2" }), turn({ turn: "t1", state: "paused" })];
    expect(sceneOf(boards({ turns: two }))).toMatchObject({ kind: "speaking", turn: { turn: "t2" } });
  });

  test("the chair before a turn that waits for the chair, and no result is hidden by it", () => {
    const priority = floor({ priority: true });
    expect(sceneOf(boards({ floor: priority, turns })).kind).toBe("chair");
    expect(sceneOf(boards({ floor: priority })).kind).toBe("chair");
    expect(sceneOf(boards({ floor: priority, vote: declared() })).kind).toBe("result");
  });

  test("who waits on the item under way while nobody speaks", () => {
    expect(sceneOf(boards({ queue: [request("3")] }))).toMatchObject({ kind: "item", list: "queue" });
    expect(sceneOf(boards({ queue: [request("3")], turns })).kind).toBe("speaking");
  });

  test("the topics where questions are put, and not on an item of debate", () => {
    const topics = [topic("Trạm y tế")];
    const asking = item("i2", "current", { title: "Chất vấn và trả lời chất vấn" });
    const here = boards({ topics, agenda: [asking], currentItem: asking });
    expect(sceneOf(here)).toMatchObject({ kind: "item", list: "topics" });
    const later = boards({ topics, agenda: [item("i1", "current"), { ...asking, state: "ahead" }] });
    expect(sceneOf(later).kind).toBe("agenda");
  });

  test("a quorum call before who speaks, but no ballot is hidden by it", () => {
    expect(sceneOf(boards({ quorumCall: quorumCall(), turns })).kind).toBe("quorum-call");
    expect(sceneOf(boards({ quorumCall: quorumCall(), vote: vote() })).kind).toBe("voting");
  });

  test("what a quorum call found for a while after its end, then what there is", () => {
    const call = quorumCall({ ended_at: 60_000, reached: true });
    expect(justEnded(call, 61_000)).toBe(true);
    expect(justEnded(call, 90_000)).toBe(false);
    expect(justEnded(quorumCall(), 61_000)).toBe(false);
    expect(sceneOf(boards({ quorumCall: call, turns }), true).kind).toBe("quorum-call");
    expect(sceneOf(boards({ quorumCall: call, turns }), false).kind).toBe("speaking");
  });
});
