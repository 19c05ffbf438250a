import { screen } from "@testing-library/svelte";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import FloorClock from "../../../shared/components/FloorClock.svelte";
import { clockOfCall, underWay } from "../../../shared/components/quorum";
import SpeechRow from "../../../shared/components/SpeechRow.svelte";
import { placeOf, relationOf, standingOf } from "../../../shared/components/turns";
import { dueText, inOrder } from "../../../shared/components/undertakings";
import { Words } from "../../../shared/i18n/words.svelte";
import {
  clock,
  guest,
  person,
  quorumCall,
  request,
  speech,
  topic,
  turn,
  undertaking,
} from "../../samples";
import { Stage } from "../../stage";

const english = new Words(localStorage, "en");
const vietnamese = new Words(localStorage, "vi");
const debate = {
  speeches: [speech("question", { role: "question" }), speech("answer", { role: "answer" })],
  topics: [],
};

describe("a turn says", () => {
  test("where its speaker belongs: the group and the seat, or a guest's office", () => {
    expect(placeOf(english, person("7"))).toBe("Tổ 1 · Seat 7");
    expect(placeOf(vietnamese, guest("g1"))).toBe("Giám đốc Sở Y tế");
    const office = guest("g1", { group_en: "Director of Health" });
    expect(placeOf(english, office)).toBe("Director of Health");
  });

  test("whom it asks and whose words it is about", () => {
    const to = guest("g1");
    expect(relationOf(english, turn({ to }), debate)).toBe("asks Khách g1");
    const about = person("3");
    expect(relationOf(vietnamese, turn({ about }), debate)).toBe("về ý kiến của Đại biểu 3");
    expect(relationOf(english, turn(), debate)).toBe("");
  });

  test("whom it asks and under which topic, where it comes from a written question", () => {
    const [asker, to] = [person("7"), guest("g1")];
    const filed = { id: "q1", person: asker, to, topic: "Trạm y tế" };
    const asked = { speeches: debate.speeches, topics: [topic("Y tế", { questions: [filed] })] };
    const spoken = turn({ kind: "question", about: asker, to });
    expect(relationOf(vietnamese, spoken, asked)).toBe("hỏi Khách g1 · Trạm y tế");
    const two = [topic("Y tế", { questions: [filed, { ...filed, id: "q2" }] })];
    expect(relationOf(vietnamese, spoken, { ...asked, topics: two })).toBe("hỏi Khách g1");
  });

  test("whose question it answers", () => {
    const answer = turn({ kind: "answer", person: guest("g1"), about: person("7") });
    expect(relationOf(vietnamese, answer, debate)).toBe("trả lời chất vấn của Đại biểu 7");
  });

  test.each([
    ["granted", "", "turn.granted"],
    ["speaking", "", undefined],
    ["paused", "priority", "turn.paused.priority"],
    ["paused", "something of tomorrow", "turn.paused"],
  ] as const)("why it stands: %s %s", (state, paused_by, key) => {
    expect(standingOf({ state, paused_by })).toBe(key);
  });
});

describe("a quorum call", () => {
  test("is a clock from its beginning to its end, and under way until it has ended", () => {
    expect(clockOfCall(quorumCall({ called_at: 5_000, ends_at: 65_000 }))).toMatchObject({
      limit_ms: 60_000,
      since: 5_000,
    });
    expect([quorumCall(), quorumCall({ ended_at: 9 }), undefined].map(underWay)).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe("undertakings", () => {
  test("are due on a day, in a month or in a year, as the language writes it", () => {
    const written = (words: Words) =>
      ["2027-03-31", "2027-03", "2027"].map((due) => dueText(words, due));
    expect(written(vietnamese)).toEqual(["31/03/2027", "03/2027", "2027"]);
    expect(written(english)).toEqual(["2027-03-31", "2027-03", "2027"]);
  });

  test("that are still to be done come first, in the order of recording", () => {
    const found = inOrder([
      undertaking(1, { state: "done", recorded_at: 1 }),
      undertaking(2, { recorded_at: 9 }),
      undertaking(3, { recorded_at: 2 }),
    ]);
    expect(found.map(({ id }) => id)).toEqual(["s:u3", "s:u2", "s:u1"]);
  });
});

describe("on a screen", () => {
  let stage: Stage;

  beforeEach(() => {
    stage = new Stage("delegate");
  });

  afterEach(() => {
    stage.close();
  });

  test.each([
    [8_000, "0:02", /Time is nearly up/],
    [22_000, "−0:12", /Over time by 0:12/],
    [1_000, "0:09", /left/],
  ])("a clock that has run %i ms says %s and how it stands in words", (used_ms, figures, word) => {
    stage.show(FloorClock, { clock: clock({ used_ms, since: null }) });
    expect(screen.getByText(figures)).toBeTruthy();
    expect(screen.getByText(word)).toBeTruthy();
  });

  test("a clock that stands says why", () => {
    stage.show(FloorClock, { clock: clock({ since: null }), standing: "Paused by the chair" });
    expect(screen.getByText("Paused by the chair")).toBeTruthy();
    expect(screen.queryByText("left")).toBeNull();
  });

  test("a row of the queue has place, name, kind and notes", () => {
    stage.show(SpeechRow, { speech: request("3"), place: 2, notes: ["", "Thuốc"] });
    expect(screen.getByText("2")).toBeTruthy();
    expect(screen.getByText("Speech")).toBeTruthy();
    expect(screen.getByText("Thuốc")).toBeTruthy();
  });
});
