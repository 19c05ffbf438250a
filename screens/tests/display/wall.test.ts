import { screen } from "@testing-library/svelte";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import Wall from "../../display/Wall.svelte";
import {
  attendance,
  clock,
  declared,
  floor,
  guest,
  item,
  person,
  quorumCall,
  request,
  sitting,
  speech,
  topic,
  turn,
  undertaking,
  vote,
} from "../samples";
import { Stage } from "../stage";

let stage: Stage;

beforeEach(() => {
  stage = new Stage("display");
  stage.post("hall", {
    council: { name: "HĐND", name_en: "Council", in_office: 5 },
    sitting: sitting("in_session"),
    attendance: attendance(),
    agenda: [item("i1", "current")],
    speeches: [speech("speech"), speech("question", { role: "question" })],
    floor: floor(),
  });
  stage.show(Wall, { leave: () => undefined });
});

afterEach(() => {
  stage.close();
});

test("the wall keeps its last content when the connection is lost, and says so", () => {
  stage.post("hall", { turns: [turn()] });
  stage.drop();
  expect(screen.getByText("Đại biểu 7")).toBeTruthy();
  expect(screen.getByText(/Connection to the hall lost/)).toBeTruthy();
});

test("the wall follows a vote from its opening to its declaration", () => {
  stage.post("hall", { vote: vote() });
  stage.post("display", { tally: { vote: "v1", cast: 2, register: 4, counts: null } });
  expect(screen.getByText("At least 3 in favour needed")).toBeTruthy();
  expect(screen.getByText("2 of 4 have voted")).toBeTruthy();
  stage.post("hall", { vote: declared({ state: "closed", verdict: null }) });
  expect(screen.getByText(/has yet to declare/)).toBeTruthy();
  stage.post("hall", { vote: declared() });
  expect(screen.getByText("Adopted.")).toBeTruthy();
  expect(screen.getByText("60.00%")).toBeTruthy();
  expect(screen.getByText("Percentages of all delegates: 5")).toBeTruthy();
});

test("the wall shows no tally of another vote", () => {
  stage.post("display", { tally: { vote: "v0", cast: 4, register: 4, counts: null } });
  stage.post("hall", { vote: vote() });
  expect(screen.queryByText("4 of 4 have voted")).toBeNull();
});

test("the wall says how many votes there were when it can't list them all", () => {
  const votes = Array.from({ length: 10 }, (_, at) => declared({ id: `v${at}`, number: at + 1 }));
  const results = Object.fromEntries(votes.map((each) => [`result/${each.id}`, each]));
  stage.post("hall", { sitting: sitting("adjourned"), vote: votes[9], ...results });
  expect(screen.getByText(/10 votes, 10 carried. The last 7:/)).toBeTruthy();
  expect(screen.getAllByText("Carried")).toHaveLength(7);
});

describe("while somebody has the floor the wall shows", () => {
  test("who it is, and the next speakers with what they ask for", () => {
    const reply = { lane: "reply", vi: "Tranh luận", en: "Rebuttal" } as const;
    stage.post("hall", {
      turns: [turn()],
      queue: [request("2", reply), request("3"), request("4"), request("5")],
    });
    expect(screen.getByText("Đại biểu 7")).toBeTruthy();
    expect(screen.getByText("Tổ 1 · Seat 7")).toBeTruthy();
    expect(screen.getByText("1. Đại biểu 2 (Rebuttal)")).toBeTruthy();
    expect(screen.getByText("3. Đại biểu 4")).toBeTruthy();
    expect(screen.getByText("and 1 more")).toBeTruthy();
  });

  test("whoever gave way, with the time they have left", () => {
    const waiting = turn({
      state: "paused",
      paused_by: "interruption",
      clock: clock({ limit_ms: 420_000, used_ms: 100_000, since: null }),
    });
    const point = turn({ turn: "t2", person: person("3"), interrupts: "t1" });
    stage.post("hall", { turns: [point, waiting] });
    expect(screen.getByText("Đại biểu 7 – has given way")).toBeTruthy();
    expect(screen.getAllByText("5:20 left").length).toBeGreaterThan(0);
  });

  test("over time in words and figures, and never goes below in silence", () => {
    const over = clock({ limit_ms: 60_000, used_ms: 72_400, since: null });
    stage.post("hall", { turns: [turn({ state: "paused", paused_by: "time", clock: over })] });
    expect(screen.getByText("−0:12")).toBeTruthy();
    expect(screen.getByText(/Over time by 0:12/)).toBeTruthy();
    expect(screen.getByText(/Stopped: the time is over/)).toBeTruthy();
  });

  test("the time of the item, and of the speaker's group only", () => {
    const budget = { initial_ms: 600_000, added_ms: 60_000, used_ms: 30_000, since: [] };
    stage.post("hall", {
      turns: [turn()],
      floor: floor({ item_clock: clock({ limit_ms: 3_600_000, used_ms: 0, since: null }) }),
      budgets: [
        { group: "g1", name: "Tổ 1", ...budget },
        { group: "g2", name: "Tổ 2", ...budget },
      ],
    });
    expect(screen.getByText("Time of Tổ 1")).toBeTruthy();
    expect(screen.getByText("10:30")).toBeTruthy();
    expect(screen.getByText("1:00:00")).toBeTruthy();
    expect(screen.queryByText("Time of Tổ 2")).toBeNull();
  });

  test("in questioning the topic, who asks, and who answers with their office", () => {
    const asked = turn({ kind: "question", person: person("3"), to: guest("g1") });
    stage.post("hall", { turns: [asked], topics: [topic("Trạm y tế xã")] });
    expect(screen.getByText("Trạm y tế xã")).toBeTruthy();
    expect(screen.getByText("Khách g1")).toBeTruthy();
    expect(screen.getByText("Giám đốc Sở Y tế")).toBeTruthy();
    expect(screen.getByText(/Item 1 · Topic 1/)).toBeTruthy();
  });
});

test("a quorum call counts those who answered against those needed", () => {
  stage.post("hall", { quorum_call: quorumCall() });
  expect(screen.getByText("have answered, of 5 delegates")).toBeTruthy();
  expect(screen.getByText("At least 4 are needed")).toBeTruthy();
  stage.post("hall", { quorum_call: quorumCall({ confirmed: 4 }) });
  expect(screen.getAllByText("Quorum (4 needed)")).toHaveLength(2);
});

test("a quorum call that failed stands beside the number of those who checked in", () => {
  const failed = quorumCall({ ended_at: 1, reached: false, confirmed: 3 });
  stage.post("hall", { quorum_call: failed });
  expect(screen.getByText("delegates checked in")).toBeTruthy();
  expect(screen.getByText("3 answered (4 needed)")).toBeTruthy();
  expect(screen.queryByText("Quorum (4 needed)")).toBeNull();
});

test("who waits is on the wall while nobody speaks", () => {
  stage.post("hall", { queue: [request("3"), request("4")] });
  expect(screen.getByText("Waiting to speak: 2")).toBeTruthy();
  expect(screen.getByText("Đại biểu 4")).toBeTruthy();
});

test("the loss of the quorum and the chair's priority are told under everything else", () => {
  stage.post("hall", { attendance: attendance({ present: 3, reached: false, lost: true }) });
  expect(screen.getByText("The quorum is lost: only 3 are present")).toBeTruthy();
  stage.post("hall", { floor: floor({ priority: true }) });
  expect(screen.getByText("The chair is speaking")).toBeTruthy();
});

test("undertakings stand beside the agenda, those still to be done first", () => {
  const undertakings = [
    undertaking(1, { state: "done", evidence: "Báo cáo 12" }),
    undertaking(2, { carried: true, what: "Sửa cầu", sitting_title: "Kỳ họp thứ 4" }),
  ];
  stage.post("hall", { sitting: sitting("suspended"), undertakings });
  expect(screen.getByText("Undertakings after questioning")).toBeTruthy();
  const said = screen.getAllByText(/Sửa cầu|Bổ sung bác sĩ/).map(({ textContent }) => textContent);
  expect(said).toEqual(["Sửa cầu", "Bổ sung bác sĩ cho trạm y tế xã"]);
  expect(screen.getByText("from an earlier sitting (Kỳ họp thứ 4)")).toBeTruthy();
  expect(screen.getAllByText("due 2027-03-31")).toHaveLength(2);
});
