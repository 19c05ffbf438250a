import { screen } from "@testing-library/svelte";
import { expect, test } from "vitest";

import { attendance, delegate, quorumCall, sitting } from "../samples";
import { click, fillIn, sent, show, sitAtDesk, stage } from "./at_desk";

sitAtDesk();

test("who is away is excused for a reason, which can be taken back", () => {
  const away = delegate("2", { present: false });
  show("clerk", {}, { "delegate/d2": away }, "members");
  click("Excuse Đại biểu 2");
  click("Ill");
  expect(sent()).toEqual({ t: "ExcuseDelegate", delegate: "d2", reason: "Ốm" });
  stage.post("desk", { "delegate/d2": { ...away, excused: "Ốm" } });
  expect(screen.getByText(/Excused: Ốm/)).toBeTruthy();
  click("Excuse Đại biểu 2");
  click("Take it back");
  expect(sent()).toEqual({ t: "ExcuseDelegate", delegate: "d2", reason: "" });
  click("Excuse Đại biểu 2");
  fillIn("Reason", "Đi học");
  click("Note the reason");
  expect(sent()).toEqual({ t: "ExcuseDelegate", delegate: "d2", reason: "Đi học" });
});

test("nobody who is there is excused, and those without a reason are found", () => {
  const away = { "delegate/d2": delegate("2", { present: false }) };
  const excused = { "delegate/d3": delegate("3", { present: false, excused: "Ốm" }) };
  show("clerk", {}, { ...away, ...excused }, "members");
  expect(screen.queryByRole("button", { name: "Excuse Đại biểu 1" })).toBeNull();
  click(/^Without reason/);
  expect(screen.getByRole("region", { name: "Delegates" }).textContent).not.toContain("Đại biểu 3");
});

test("each delegate's comings and goings stand with them", () => {
  const points = [
    { at: 1_000_000, present: true, channel: "card" },
    { at: 1_600_000, present: false, channel: "keypad" },
  ];
  show("clerk", {}, { "timeline/d1": points }, "members");
  const line = screen.getByRole("list", { name: "Comings and goings" }).textContent;
  expect(line).toMatch(/came\s*by card.*left\s*by keypad/s);
});

test("a quorum is called, counted down beside every tab, and who has not answered is named", () => {
  show("clerk", {}, { "delegate/d2": delegate("2", { confirmed: true }) }, "members");
  click("Call a quorum");
  expect(sent()).toEqual({ t: "CallQuorum" });
  stage.post("hall", { quorum_call: quorumCall({ number: 3, confirmed: 1, ends_at: 1_030_500 }) });
  const now = screen.getByRole("complementary", { name: "Under way" }).textContent;
  expect(now).toMatch(/Quorum call under way\s*1 has confirmed, 4 needed.*0:30/s);
  click("Is here: Đại biểu 1");
  expect(sent()).toEqual({ t: "CheckIn", delegate: "d1" });
  expect(screen.queryByRole("button", { name: "Is here: Đại biểu 2" })).toBeNull();
  click("End and count");
  expect(sent()).toEqual({ t: "EndQuorumCall", number: 3 });
  stage.post("hall", { quorum_call: quorumCall({ ended_at: 1_030_000, confirmed: 1, reached: false }) });
  expect(screen.getByText(/1 confirmed, no quorum/)).toBeTruthy();
  expect(screen.getByText("1 present did not confirm")).toBeTruthy();
});

test("the loss of the quorum is announced, with what the rules make of it", () => {
  const lost = attendance({ present: 3, reached: false, lost: true });
  show("chair", { attendance: lost });
  const alarm = screen.getByRole("region", { name: "Quorum lost" });
  expect(alarm.closest('[role="alert"]')).not.toBeNull();
  expect(alarm.textContent).toMatch(/3 present, 4 needed.*on record/s);
  stage.post("hall", { sitting: sitting("suspended") });
  expect(alarm.textContent).toContain("is suspended until");
  stage.post("hall", { attendance: attendance() });
  expect(screen.queryByRole("region", { name: "Quorum lost" })).toBeNull();
});

test("a letter that comes after the sitting still excuses who was away", () => {
  const board = { sitting: sitting("adjourned") };
  show("clerk", board, { "delegate/d2": delegate("2", { present: false }) }, "members");
  click("Excuse Đại biểu 2");
  click("Ill");
  expect(sent()).toEqual({ t: "ExcuseDelegate", delegate: "d2", reason: "Ốm" });
});

test("a call that found no quorum stands beside the roll, with what the chair can do", () => {
  const few = quorumCall({ number: 3, confirmed: 1, needed: 2, ended_at: 1_000_000, reached: false });
  show("chair", { attendance: attendance({ present: 2, needed: 2 }), quorum_call: few }, {}, "floor");
  expect(screen.getAllByText("By the roll 2, confirmed 1")).toHaveLength(2);
  expect(screen.queryByText("Quorum reached (needs 2)")).toBeNull();
  click("Call again");
  expect(sent()).toEqual({ t: "CallQuorum" });
  click("Go on with the sitting");
  expect(screen.queryByRole("button", { name: "Call again" })).toBeNull();
});
