import { screen } from "@testing-library/svelte";
import { flushSync } from "svelte";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import HandIn from "../../tablet/HandIn.svelte";
import HandIns from "../../tablet/HandIns.svelte";
import OtherItems from "../../tablet/OtherItems.svelte";
import Questions from "../../tablet/Questions.svelte";
import { floor, guest, item, ownFloor, person, sitting, speech } from "../samples";
import { Stage } from "../stage";

let stage: Stage;

beforeEach(() => {
  sessionStorage.clear();
  stage = new Stage("delegate");
  stage.post("hall", {
    sitting: sitting("in_session"),
    agenda: [item("i1", "current"), item("i2", "ahead")],
    speeches: [speech("discussion", { en: "Discussion", default: true })],
    respondents: [{ person: guest("g1"), office_en: "" }],
  });
  stage.post("seat/d1", { me: { person: person("1"), present: true }, floor: ownFloor() });
});

afterEach(() => {
  stage.close();
});

function type(label: string | RegExp, text: string): void {
  const field = screen.getByLabelText<HTMLInputElement>(label);
  field.value = text;
  field.dispatchEvent(new Event(field.tagName === "SELECT" ? "change" : "input", { bubbles: true }));
  flushSync();
}

function click(name: RegExp | string): void {
  const found = screen.getAllByRole("button", { name });
  found.at(-1)?.click();
  flushSync();
}

describe("a speech that was not reached", () => {
  test("is handed in after one question back, and told as recorded", () => {
    stage.show(HandIn, { item: "i1" });
    type("Text of the speech", "Kính thưa Hội đồng");
    expect(screen.getByText("18 of 8,000 characters")).toBeTruthy();
    click("Hand it in");
    expect(stage.commands).toEqual([]);
    click("Hand it in");
    expect(stage.commands).toEqual([
      { t: "HandInSpeech", text: "Kính thưa Hội đồng", item: "i1" },
    ]);
    expect(screen.getByText(/SENT – not recorded yet/)).toBeTruthy();
    stage.say({ t: "done", id: "id1", seq: 1 });
    expect(screen.getByText(/RECORDED: your speech/)).toBeTruthy();
    expect(screen.getByText("Kính thưa Hội đồng")).toBeTruthy();
  });

  test("is kept while it is typed, until the hall has it", () => {
    stage.show(HandIn, { item: "i1" });
    type("Text of the speech", "Mới viết một nửa");
    stage.close();
    stage = new Stage("delegate");
    stage.show(HandIn, { item: "i1" });
    expect(screen.getByLabelText<HTMLTextAreaElement>("Text of the speech").value).toBe(
      "Mới viết một nửa",
    );
    click("Hand it in");
    click("Hand it in");
    stage.say({ t: "done", id: "id1", seq: 1 });
    expect(sessionStorage.length).toBe(0);
  });
});

describe("a speech is offered to be handed in", () => {
  const one = { kind: "discussion", vi: "", en: "", lane: "list", place: 2, asked_at: 0 } as const;
  const asked = (of: string) =>
    ownFloor({ owed: [of], requests: [{ request: "r1", item: of, ...one }] });

  test("with a word that one still waits, on the item under way", () => {
    stage.post("seat/d1", { floor: asked("i1") });
    stage.show(HandIns, {});
    expect(screen.getByText(/You are still waiting/)).toBeTruthy();
    stage.post("seat/d1", { floor: ownFloor({ owed: ["i1"] }) });
    expect(screen.getByText(/were not reached/)).toBeTruthy();
  });

  test("not on an item that is ahead, nor before the opening", () => {
    stage.post("seat/d1", { floor: asked("i2") });
    stage.show(HandIns, {});
    expect(screen.queryByText("Hand in your speech in writing")).toBeNull();
    stage.post("hall", { sitting: sitting("adjourned") });
    expect(screen.getByText("Hand in your speech in writing")).toBeTruthy();
    stage.post("hall", { sitting: sitting("prepared") });
    expect(screen.queryByText("Hand in your speech in writing")).toBeNull();
  });
});

describe("a written question", () => {
  test("goes to whom it is for, and the form is empty once it is recorded", () => {
    stage.show(Questions, { over: false });
    type("Who is asked", "g1");
    type("Topic", "Trạm y tế");
    type("Text of the question", "Bao giờ có bác sĩ?");
    click("Hand it in");
    expect(stage.commands).toEqual([
      { t: "FileQuestion", to: "g1", topic: "Trạm y tế", text: "Bao giờ có bác sĩ?" },
    ]);
    stage.say({ t: "done", id: "id1", seq: 1 });
    expect(screen.getByLabelText<HTMLInputElement>("Topic").value).toBe("");
  });

  test("of one's own is listed and taken back, and after the adjournment only listed", () => {
    const own = { id: "q1", to: guest("g1"), topic: "Trạm y tế", text: "Bao giờ?" };
    stage.post("seat/d1", { questions: [own] });
    stage.show(Questions, { over: false });
    click("Take back the question: Trạm y tế");
    expect(stage.commands).toEqual([{ t: "WithdrawQuestion", question: "q1" }]);
    stage.close();
    stage = new Stage("delegate");
    stage.post("seat/d1", { questions: [own] });
    stage.show(Questions, { over: true });
    expect(screen.getByText("Trạm y tế")).toBeTruthy();
    expect(screen.queryByRole("button")).toBeNull();
  });
});

test("nobody asks ahead where the rules do not have it", () => {
  stage.post("hall", { floor: floor({ register_before: false }) });
  stage.show(OtherItems, {});
  expect(screen.queryByText("Ask to speak on another item")).toBeNull();
});

test("one asks ahead to speak on a later item", () => {
  stage.show(OtherItems, {});
  expect(screen.queryByRole("option", { name: /1\. / })).toBeNull();
  type("Item", "i2");
  click("Ask ahead for this item");
  expect(stage.commands).toEqual([{ t: "RequestFloor", item: "i2", kind: "discussion" }]);
});
