import { screen } from "@testing-library/svelte";
import { flushSync } from "svelte";
import { describe, expect, test, vi } from "vitest";

import {
  attendance,
  declared,
  delegate,
  item,
  kind,
  microphone,
  request,
  sitting,
  turn,
  vote,
} from "../samples";
import { choose, click, press, show, sitAtDesk, stage, type, write } from "./at_desk";

sitAtDesk();

describe("the desk", () => {
  test("does the next sensible action under one key, once", () => {
    show("chair", { sitting: sitting("prepared") });
    press("F2");
    press("F2");
    expect(stage.commands).toEqual([{ t: "OpenSitting" }]);
  });

  test("leaves keys alone that are held down or pressed with another one", () => {
    show("chair", { sitting: sitting("prepared") });
    press("F2", { repeat: true });
    press("F2", { altKey: true });
    press("F2", { ctrlKey: true });
    expect(stage.commands).toEqual([]);
  });

  test("does not let a second press do what has just become the next action", () => {
    show("chair", { vote: declared({ state: "closed", verdict: null }) });
    stage.post("hall", { vote: declared(), "result/v1": declared() });
    press("F2");
    expect(stage.commands).toEqual([]);
    vi.advanceTimersByTime(1_000);
    press("F2");
    expect(stage.commands).toEqual([{ t: "TakeItem", item: "i2" }]);
  });

  test("asks once before closing while somebody is silent, and names them", () => {
    const tally = { vote: "v1", cast: 1, register: 2, counts: null };
    show("clerk", { vote: vote({ register: 2 }) }, { tally });
    press("F2");
    expect(stage.commands).toEqual([]);
    const dialog = screen.getByRole("dialog");
    expect(dialog.textContent).toContain("1 delegate has not voted");
    expect(dialog.textContent).toContain("Đại biểu 1");
    expect(dialog.textContent).not.toContain("no device");
    stage.post("desk", { "delegate/d1": delegate("1", { tablets: 0 }) });
    expect(dialog.textContent).toContain("no device answers");
    dialog.querySelector<HTMLButtonElement>(".primary")?.click();
    expect(stage.commands).toEqual([{ t: "CloseVote", vote: "v1" }]);
  });

  test("tells in the list who has voted and who has not, but never what", () => {
    show("clerk", { vote: vote({ register: 2 }) });
    expect(screen.getAllByText("Ballot in")).toHaveLength(1);
    stage.post("desk", { "ballot/d1": "tablet" });
    expect(screen.getAllByText("Ballot in")).toHaveLength(2);
    expect(screen.queryByText("No ballot yet")).toBeNull();
  });

  test("closes without asking once everybody has voted", () => {
    const tally = { vote: "v1", cast: 2, register: 2, counts: null };
    show("clerk", { vote: vote({ register: 2 }) }, { tally });
    press("F2");
    expect(stage.commands).toEqual([{ t: "CloseVote", vote: "v1" }]);
  });

  test("asks before it adjourns, and does nothing on no", () => {
    show("chair", {});
    click("Adjourn");
    click("Cancel");
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(stage.commands).toEqual([]);
  });

  test("does not offer a clerk what only the chair may do", () => {
    show("clerk", { vote: declared({ state: "closed", verdict: null }) });
    expect(screen.getByRole("button", { name: "Declare the result" })).toHaveProperty(
      "disabled",
      true,
    );
    expect(screen.getByRole("button", { name: "Adjourn" })).toHaveProperty("disabled", true);
    press("F2");
    expect(stage.commands).toEqual([]);
  });

  test("opens a vote with the title of the item and the majority that was chosen", () => {
    show("clerk", {});
    choose(/Majority needed/, "removal");
    click(/Open the vote/);
    expect(stage.commands).toEqual([{ t: "OpenVote", title: "Nội dung i1", majority: "removal" }]);
  });

  test("drops the item's English title with its Vietnamese one, unless it was typed", () => {
    const current = { ...item("i1", "current"), title_en: "Item one" };
    show("clerk", { agenda: [current] });
    const english = screen.getByLabelText<HTMLInputElement>(/Title in English/);
    expect(english.value).toBe("Item one");
    write("vote-title", "Khác");
    expect(english.value).toBe("");
    write("vote-title", "Nội dung i1");
    expect(english.value).toBe("Item one");
    english.value = "Another";
    english.dispatchEvent(new Event("input", { bubbles: true }));
    write("vote-title", "Khác");
    click(/Open the vote/);
    expect(stage.commands).toEqual([
      { t: "OpenVote", title: "Khác", title_en: "Another", majority: "resolution" },
    ]);
  });

  test("shows how long the rules keep a vote open, and sends no other time than was typed", () => {
    show("clerk", {}, { kinds: [kind("recorded", { seconds: 30 })] });
    const field = screen.getByLabelText<HTMLInputElement>(/Time \(seconds/);
    expect(field.placeholder).toBe("30 (by the rules)");
    const type = (text: string) => {
      field.value = text;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      flushSync();
      click(/Open the vote/);
    };
    for (const text of ["0", "-5", "1.5", "86401", "2 phút"]) {
      type(text);
      expect(screen.getByText(/whole number from 1 to 86,400/)).toBeTruthy();
    }
    expect(stage.commands).toEqual([]);
    type("86400");
    expect(stage.commands).toMatchObject([{ t: "OpenVote", seconds: 86_400 }]);
    stage.post("desk", { kinds: [kind("recorded", { seconds: 0 })] });
    expect(field.placeholder).toBe("the chair closes (by the rules)");
  });

  test("says before a vote is opened how many present have nothing to vote with", () => {
    show("clerk", {}, { bridges: 1 });
    expect(screen.queryByText(/have no device/)).toBeNull();
    stage.post("desk", { "delegate/d3": delegate("3", { tablets: 0 }) });
    expect(screen.getByText(/1 present delegate has no device: they can’t vote/)).toBeTruthy();
  });

  test("opens a vote by Ctrl+Enter in its title, never by Enter or while a word is composed", () => {
    show("clerk", {});
    type("vote-title", { key: "Enter" });
    type("vote-title", { key: "Enter", shiftKey: true });
    type("vote-title", { key: "Enter", ctrlKey: true, isComposing: true });
    expect(stage.commands).toEqual([]);
    type("vote-title", { key: "Enter", ctrlKey: true });
    expect(stage.commands).toHaveLength(1);
  });

  test("shows results and what comes next, and no form, after the adjournment", () => {
    show("chair", { sitting: sitting("adjourned"), vote: declared(), "result/v1": declared() });
    expect(screen.getByText(/run hall verify/)).toBeTruthy();
    expect(screen.getByText("Adopted.")).toBeTruthy();
    expect(screen.queryByLabelText(/Vote on/)).toBeNull();
    expect(screen.queryByText("Now")).toBeNull();
  });

  test("leads from the missing quorum to those who are absent, and from one name to its row", () => {
    const few = attendance({ present: 1, in_office: 2, needed: 2, reached: false });
    const away = delegate("2", { present: false });
    show("clerk", { sitting: sitting("prepared"), attendance: few }, { "delegate/d2": away });
    press("F2");
    expect(document.activeElement?.id).toBe("member-search");
    expect(screen.getByRole("button", { name: /^Absent/ }).getAttribute("aria-pressed")).toBe("true");
    expect(screen.queryByText("Đại biểu 1")).toBeNull();
    write("member-search", "2");
    type("member-search", { key: "Enter", isComposing: true });
    expect(document.activeElement?.id).toBe("member-search");
    type("member-search", { key: "Enter" });
    expect(document.activeElement?.getAttribute("aria-label")).toBe("Check in: Đại biểu 2");
    expect(stage.commands).toEqual([]);
  });

  test("gives the floor to the first of the queue and shows what the hall refuses", () => {
    show("clerk", { queue: [request("2")] });
    press("F9");
    expect(stage.commands).toEqual([{ t: "GrantFloor", request: "r2" }]);
    stage.say({ t: "refused", id: "id1", code: "x", vi: "Vắng.", en: "Not here.", rule: "Điều 1" });
    expect(screen.getByText("Not here.")).toBeTruthy();
    click("Understood");
    expect(screen.queryByText("Not here.")).toBeNull();
  });

  test.each(["F2", "F9"])("ends under %s the turn that it shows", (key) => {
    show("clerk", { turns: [turn()] });
    press(key);
    expect(stage.commands).toEqual([{ t: "EndSpeech", turn: "t1" }]);
  });

  test("gives no command and keeps none while it does not see how things stand", () => {
    const tally = { vote: "v1", cast: 2, register: 2, counts: null };
    show("chair", { turns: [turn()], queue: [request("2")] });
    stage.drop();
    const locked = () => {
      const language = screen.getByRole("button", { name: "Tiếng Việt" });
      for (const button of screen.getAllByRole("button").filter((one) => one !== language)) {
        button.click();
      }
      press("F2");
      press("F9");
      type("vote-title", { key: "Enter", ctrlKey: true });
      expect(screen.getByText(/The buttons are locked/)).toBeTruthy();
    };
    locked();
    stage.comeBack("hall", "desk");
    stage.post("hall", { vote: declared() });
    locked();
    stage.post("desk", { tally });
    vi.advanceTimersByTime(1_000);
    expect(stage.commands).toEqual([]);
    expect(screen.queryByText(/The buttons are locked/)).toBeNull();
    press("F9");
    expect(stage.commands).toEqual([{ t: "EndSpeech", turn: "t1" }]);
  });

  test("does not close a vote whose question was asked before the connection was lost", () => {
    show("clerk", { vote: vote({ register: 2 }) });
    press("F2");
    stage.drop();
    const yes = screen.getByRole("dialog").querySelector<HTMLButtonElement>(".primary");
    expect(yes?.disabled).toBe(true);
    expect(screen.getByRole("dialog").textContent).toContain("locked");
    stage.comeBack();
    expect(stage.commands).toEqual([]);
    yes?.click();
    expect(stage.commands).toEqual([{ t: "CloseVote", vote: "v1" }]);
  });

  test("says that nobody knows what became of a command cut off by a drop", () => {
    show("chair", { vote: declared({ state: "closed", verdict: null }) });
    press("F2");
    expect(stage.commands).toHaveLength(1);
    stage.drop();
    expect(screen.getByText(/Not known whether it was done/)).toBeTruthy();
    stage.comeBack();
    vi.advanceTimersByTime(1_000);
    expect(stage.commands).toEqual([]);
    press("F2");
    expect(stage.commands).toEqual([{ t: "DeclareVote", vote: "v1" }]);
    click("Understood");
    expect(screen.queryByText(/Not known whether it was done/)).toBeNull();
  });

  test("begins with what is under way, and goes on to the next part by a key", () => {
    show("clerk", { sitting: sitting("prepared") }, {}, "members");
    const shown = () => screen.getByRole("tabpanel").id;
    expect(shown()).toBe("panel-members");
    press("F3");
    expect(shown()).toBe("panel-figures");
    press("F3");
    expect(shown()).toBe("panel-floor");
    const tab = screen.getByRole("tab", { name: /Floor/ });
    tab.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true }));
    flushSync();
    expect(shown()).toBe("panel-questions");
    expect(document.activeElement?.id).toBe("tab-questions");
    press("F4");
    expect(shown()).toBe("panel-votes");
    expect(document.activeElement?.id).toBe("vote-title");
    press("F8");
    expect(shown()).toBe("panel-members");
  });

  test("says without a bridge that units and microphones are not heard of", () => {
    const unit = delegate("7", { unit: "online" });
    const heard = microphone({ alarm: false });
    show("clerk", {}, { bridges: 0, "microphone/7": heard, "delegate/d7": unit }, "floor");
    expect(screen.getByText(/^No bridge is connected: microphones/)).toBeTruthy();
    expect(screen.getByText(/no bridge connected/)).toBeTruthy();
    expect(screen.queryByText("Keypad answers")).toBeNull();
    stage.post("desk", { bridges: 1 });
    expect(screen.getByText("Keypad answers")).toBeTruthy();
    expect(screen.queryByText(/^No bridge is connected: microphones/)).toBeNull();
  });
});
