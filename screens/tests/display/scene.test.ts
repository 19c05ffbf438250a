import { describe, expect, test } from "vitest";

import { sceneOf } from "../../display/scene";
import { declared, item, sitting, speaker, vote } from "../samples";

type Boards = Parameters<typeof sceneOf>[0];

const agenda = [item("i1", "current"), item("i2", "ahead")];

function boards(rest: Partial<Boards> = {}): Boards {
  return {
    sitting: sitting("in_session"),
    vote: undefined,
    speaker: undefined,
    agenda,
    currentItem: agenda[0],
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
    expect(sceneOf(boards({ vote: vote(), speaker: speaker() })).kind).toBe("voting");
  });

  test("the vote while it is held, too", () => {
    expect(sceneOf(boards({ vote: vote({ state: "held" }), speaker: speaker() })).kind).toBe("voting");
  });

  test("that a vote was annulled until somebody speaks", () => {
    const annulled = vote({ state: "annulled" });
    expect(sceneOf(boards({ vote: annulled })).kind).toBe("result");
    expect(sceneOf(boards({ vote: annulled, speaker: speaker() })).kind).toBe("speaking");
  });

  test("the count as soon as the vote is closed, whoever speaks", () => {
    const closed = declared({ state: "closed", verdict: null });
    expect(sceneOf(boards({ vote: closed, speaker: speaker() })).kind).toBe("result");
  });

  test("the declared result until somebody speaks or another item is taken", () => {
    expect(sceneOf(boards({ vote: declared() })).kind).toBe("result");
    expect(sceneOf(boards({ vote: declared(), speaker: speaker() })).kind).toBe("speaking");
    expect(sceneOf(boards({ vote: declared(), currentItem: item("i2", "current") })).kind).toBe(
      "agenda",
    );
  });

  test("the result of a vote without an item while there is none", () => {
    expect(sceneOf(boards({ vote: declared({ item: "" }), currentItem: undefined })).kind).toBe(
      "result",
    );
  });
});
