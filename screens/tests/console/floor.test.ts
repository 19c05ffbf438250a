import { screen } from "@testing-library/svelte";
import { flushSync } from "svelte";
import { describe, expect, test } from "vitest";

import {
  clock,
  delegate,
  floor,
  guest,
  item,
  microphone,
  person,
  request,
  speech,
  turn,
  turnRecord,
} from "../samples";
import { choose, click, done, fillIn, isDisabled, press, sent, show, sitAtDesk, stage } from "./at_desk";

sitAtDesk();

const kinds = {
  speeches: [
    speech("speech", { default: true }),
    speech("rebuttal", { en: "Rebuttal", lane: "reply", role: "rebuttal" }),
    speech("order", { en: "Point of order", lane: "order", cuts_in: true }),
  ],
};

/** As the fake hall welcomes. */
const hall_now = 1_000_000;

/** A turn whose clock has run for so many seconds of ten. */
function running(seconds: number, rest = {}) {
  return turn({ clock: clock({ since: since(seconds) }), ...rest });
}

/** The hall’s time so many seconds and a half before the desk is shown. */
function since(seconds: number): number {
  return hall_now - 500 - seconds * 1_000;
}

describe("the queue", () => {
  const queue = [
    request("4", { lane: "reply", kind: "rebuttal", en: "Rebuttal", about: person("9", "Trần Chín") }),
    request("2", { note: "Về ngân sách" }),
    request("3", { again: true, seconds: 180, moved: "Cùng vấn đề" }),
  ];

  test("stands by lanes, each with its place in the order of speaking", () => {
    show("clerk", { ...kinds, queue }, {}, "floor");
    const replies = screen.getByRole("region", { name: /Rebuttals/ });
    expect(replies.textContent).toMatch(/1.*Đại biểu 4.*Trần Chín/s);
    const list = screen.getByRole("region", { name: /List of speakers/ });
    expect(list.textContent).toMatch(/2.*Đại biểu 2.*has 7:00.*first time.*Về ngân sách/s);
    expect(list.textContent).toMatch(/3.*Đại biểu 3.*has 3:00.*again.*Moved: Cùng vấn đề/s);
  });

  test("is called out of order by one click", () => {
    show("clerk", { ...kinds, queue }, {}, "floor");
    click("Call Đại biểu 3");
    expect(sent()).toEqual({ t: "GrantFloor", request: "r3" });
  });

  test("is moved for a reason, which is asked for once", () => {
    show("chair", { ...kinds, queue }, {}, "floor");
    click("Move Đại biểu 3 up");
    expect(stage.commands).toEqual([]);
    click("Balance between the groups");
    const reason = "Cân đối giữa các tổ đại biểu";
    expect(sent()).toEqual({ t: "MoveRequest", request: "r3", before: "r2", reason });
    done();
    click("Move Đại biểu 3 to the top");
    expect(sent()).toEqual({ t: "MoveRequest", request: "r3", before: "r2", reason });
    done();
    stage.post("hall", { queue: [queue[0], queue[2], queue[1]] });
    click("Move Đại biểu 3 down");
    expect(sent()).toEqual({ t: "MoveRequest", request: "r3", before: "", reason });
    done();
    click("Move Đại biểu 2 up");
    fillIn("Another reason", "Sắp phải đi");
    click("Move");
    expect(sent()).toMatchObject({ request: "r2", before: "r3", reason: "Sắp phải đi" });
  });

  test("loses who withdraws, and is closed and opened again", () => {
    show("clerk", { ...kinds, queue, floor: floor() }, {}, "floor");
    click("Strike Đại biểu 2 from the list");
    expect(sent()).toEqual({ t: "WithdrawRequest", request: "r2" });
    click("Close the list");
    expect(sent()).toEqual({ t: "CloseList" });
    stage.post("hall", { floor: floor({ list_closed: true }) });
    expect(screen.getByText("The list is closed")).toBeTruthy();
    click("Reopen the list");
    expect(sent()).toEqual({ t: "ReopenList" });
  });

  test("of other items is told apart, and closed by itself", () => {
    const lists = [{ item: "i2", closed: false, people: [person("5")] }];
    show("clerk", kinds, { lists }, "floor");
    click("Close the list: 2. Nội dung i2");
    expect(sent()).toEqual({ t: "CloseList", item: "i2" });
  });

  test("takes anyone, or they are called at once, guests too", () => {
    const guests = [{ person: guest("g1"), office_en: "" }];
    show("clerk", kinds, { guests, "delegate/d1": delegate("1") }, "floor");
    fillIn("Delegate or guest", "Đại biểu 1");
    choose(/Kind of speech/, "order");
    fillIn("Note", "Về thời gian");
    click("Add to the list");
    expect(sent()).toEqual({ t: "RequestFloor", delegate: "d1", kind: "order", note: "Về thời gian" });
    choose(/Kind of speech/, "speech");
    fillIn("Delegate or guest", "Khách g1");
    fillIn(/^Minutes, if/, "1,5");
    click("Call now");
    expect(sent()).toEqual({ t: "GrantFloor", delegate: "g1", kind: "speech", seconds: 90 });
  });

  test("does not call for an answer to no question", () => {
    const answer = speech("answer", { en: "Answer", role: "answer" });
    const asked = turnRecord({ role: "question", to: guest("g1") });
    const guests = [{ person: guest("g1"), office_en: "" }];
    show("clerk", { speeches: [answer] }, { guests, "turn/t1": asked }, "floor");
    fillIn("Delegate or guest", "Khách g1");
    expect(isDisabled("Call now")).toBe(true);
    choose(/Which question/, "t1");
    click("Call now");
    expect(sent()).toEqual({ t: "GrantFloor", delegate: "g1", kind: "answer", about: "t1" });
  });
});

describe("the turn on the floor", () => {
  test("is given time, paused, resumed and ended by one key each", () => {
    show("clerk", { turns: [running(1)] });
    for (const [key, command] of [
      ["F7", { t: "ChangeTime", turn: "t1", seconds: 60 }],
      ["F6", { t: "ChangeTime", turn: "t1", seconds: -60 }],
      ["F12", { t: "ChangeTime", turn: "t1", seconds: 30 }],
      ["F10", { t: "PauseSpeech", turn: "t1" }],
      ["F9", { t: "EndSpeech", turn: "t1" }],
    ] as const) {
      press(key);
      expect(sent()).toEqual(command);
      done();
    }
    stage.post("hall", { turns: [running(1, { state: "paused", paused_by: "desk" })] });
    press("F10");
    expect(sent()).toEqual({ t: "ResumeSpeech", turn: "t1" });
  });

  test("without an end is given no time", () => {
    show("clerk", { turns: [turn({ clock: clock({ limit_ms: null, count: "up" }) })] });
    press("F7");
    expect(stage.commands).toEqual([]);
    expect(screen.queryByRole("group", { name: "More or less time" })).toBeNull();
  });

  test("says in words when its time is nearly over, and by how much it is", () => {
    show("clerk", { turns: [running(8)] });
    const stack = () => screen.getByRole("region", { name: "On the floor" }).textContent;
    expect(stack()).toContain("Time is nearly up");
    stage.post("hall", { turns: [running(21)] });
    expect(stack()).toContain("−0:12");
    expect(stack()).toContain("Over time by 0:12");
    expect(screen.getByRole("button", { name: /^Time is over: end/ })).toBeTruthy();
  });

  test("shows under it who gets the floor back, and with how much time", () => {
    const cutting = running(1, { turn: "t2", person: person("4"), interrupts: "t1", en: "Point of order" });
    const waits = turn({ state: "paused", paused_by: "interruption", clock: clock({ used_ms: 4_000, since: null }) });
    show("clerk", { turns: [cutting, waits] });
    const stack = screen.getByRole("region", { name: "On the floor" }).textContent;
    expect(stack).toMatch(/Đại biểu 4.*Gets the floor back after that.*Đại biểu 7.*0:06/s);
  });

  test("that waits for its microphone is started by hand", () => {
    show("clerk", { turns: [turn({ state: "granted", clock: clock({ since: null }) })] });
    press("F2");
    expect(sent()).toEqual({ t: "StartSpeech", turn: "t1" });
  });

  test("goes on at another seat, at the rostrum or with a microphone in the hand", () => {
    const places = [{ seat: "B1", name: "Bục", name_en: "Rostrum", chair: false }];
    show("clerk", { turns: [running(1)] }, { places });
    for (const [name, seat] of [["Microphone in the hand", ""], ["Rostrum", "B1"]] as const) {
      click(/^Another microphone/);
      click(name);
      expect(sent()).toEqual({ t: "MoveSpeaker", turn: "t1", seat });
    }
    click(/^Another microphone/);
    fillIn("Speak at another seat", "2");
    click("Move");
    expect(sent()).toEqual({ t: "MoveSpeaker", turn: "t1", seat: "2" });
  });

  test("is shown at every tab, as is the item's clock", () => {
    const item_clock = clock({ limit_ms: 60_000, since: since(20) });
    show("clerk", { turns: [running(1)], floor: floor({ item_clock }) }, {}, "figures");
    const now = screen.getByRole("complementary", { name: "Under way" }).textContent;
    expect(now).toMatch(/Nội dung i1.*0:40.*of 1:00.*Đại biểu 7/s);
  });
});

describe("microphones", () => {
  test("raise an alarm that says what is wrong and what to do, with the buttons for it", () => {
    const granted = turn({ state: "granted", clock: clock({ since: null }) });
    const refusing = microphone({ reported: false, alarm: true });
    show("clerk", { turns: [granted] }, { "microphone/7": refusing, "microphone/8": microphone() });
    const alarm = screen.getByRole("region", { name: /alarm, seat 7/ });
    expect(alarm.closest('[role="alert"]')).not.toBeNull();
    expect(alarm.textContent).toMatch(/Đại biểu 7:\s+the microphone has not opened.*The clock waits/s);
    alarm.querySelectorAll("button")[0]?.click();
    expect(sent()).toEqual({ t: "StartSpeech", turn: "t1" });
    alarm.querySelectorAll("button")[2]?.click();
    expect(sent()).toEqual({ t: "MoveSpeaker", turn: "t1", seat: "" });
    alarm.querySelectorAll("button")[1]?.click();
    flushSync();
    expect(screen.getByRole("dialog")).toBeTruthy();
    expect(screen.queryByRole("region", { name: /alarm, seat 8/ })).toBeNull();
  });

  test("tell a unit that is silent from one that stays open", () => {
    const silent = microphone({ reported: null, unit: "offline", alarm: true });
    const open = microphone({ wanted: false, alarm: true });
    show("clerk", { turns: [running(1)] }, { "microphone/7": silent, "microphone/8": open });
    expect(screen.getByText(/the unit does not answer/)).toBeTruthy();
    expect(screen.getByText(/the microphone is still open/)).toBeTruthy();
  });

  test("close for the chair by one key, which is lit until they are given back", () => {
    show("chair", { floor: floor() });
    press("F1");
    expect(sent()).toEqual({ t: "TakePriority", on: true });
    done();
    stage.post("hall", { floor: floor({ priority: true }) });
    expect(screen.getByRole("button", { name: /Chair is speaking/ }).getAttribute("aria-pressed")).toBe("true");
    press("F1");
    expect(sent()).toEqual({ t: "TakePriority", on: false });
  });

  test("are the chair's alone to take", () => {
    show("clerk", { floor: floor() });
    press("F1");
    expect(stage.commands).toEqual([]);
  });

  test("are muted, and open in another way, so many at once", () => {
    show("clerk", { floor: floor({ open_max: 2 }) }, {}, "floor");
    click("Mute all");
    expect(sent()).toEqual({ t: "MuteAll" });
    choose(/How microphones open/, "automatic");
    expect(sent()).toEqual({ t: "SetMicrophones", mode: "automatic", open_max: 2 });
    done();
    click("One microphone more at once");
    expect(sent()).toEqual({ t: "SetMicrophones", mode: "request", open_max: 3 });
  });

  test("show how long the last presses took to open them", () => {
    show("clerk", {}, { "turn/t1": turnRecord({ opening_ms: 184 }) }, "floor");
    expect(screen.getByText("184 ms")).toBeTruthy();
  });
});

describe("time", () => {
  test("of the item is set and added to", () => {
    const item_clock = clock({ limit_ms: 600_000, since: null });
    show("clerk", { floor: floor({ item_clock }) }, {}, "floor");
    click("+5 min for the item");
    expect(sent()).toEqual({ t: "SetItemTime", seconds: 900 });
    done();
    fillIn(/^Minutes for the item/, "45");
    click("Set");
    expect(sent()).toEqual({ t: "SetItemTime", seconds: 2_700 });
  });

  test("of a group shows what is left, and more of it is added to what was", () => {
    const budget = { group: "Tổ 1", name: "Tổ 1", initial_ms: 600_000, added_ms: 60_000, used_ms: 0 };
    const agenda = [item("i1", "current")];
    show("clerk", { agenda, budgets: [{ ...budget, since: [since(60)] }] }, {}, "floor");
    const times = screen.getByRole("region", { name: /Time of the item and/ });
    expect(times.textContent).toContain("10:00");
    click("+1 min: Tổ 1");
    expect(sent()).toEqual({ t: "SetGroupTime", group: "Tổ 1", seconds: 600, added: 120 });
  });
});
