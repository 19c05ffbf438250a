import { screen } from "@testing-library/svelte";
import { expect, test } from "vitest";

import { guest, item, person, question, request, speech, topic, turn, turnRecord, undertaking } from "../../samples";
import { choose, click, fillIn, isDisabled, press, sent, show, sitAtDesk, stage } from "../at_desk";

sitAtDesk();

const hall = {
  speeches: [
    speech("question", { role: "question" }),
    speech("answer", { role: "answer" }),
    speech("rebuttal", { role: "rebuttal", questioner_first: true }),
  ],
  respondents: [{ person: guest("g1"), office_en: "" }],
  topics: [
    topic("Y tế", { questions: [{ id: "q1", person: person("3"), to: guest("g1"), topic: "Trạm y tế" }] }),
    topic("Đất đai", { respondent: null }),
  ],
};
const desk = {
  guests: [{ person: guest("g1"), office_en: "" }],
  "question/q1": question("q1"),
  "question/q2": question("q2", { person: person("2"), topic: "Đường làng" }),
};
const asked = turnRecord({ role: "question", about: "q1", to: guest("g1"), person: person("3") });
const answered = turnRecord({ turn: "t2", role: "answer", about: "t1", person: guest("g1"), granted_at: 1 });

test("a question that was handed in is put, answered and rebutted by one click each", () => {
  show("clerk", hall, desk, "questions");
  click("Call Đại biểu 3 to ask");
  expect(sent()).toEqual({ t: "GrantFloor", delegate: "d3", kind: "question", about: "q1", to: "g1" });
  stage.post("desk", { "turn/t1": asked });
  expect(screen.getByText("awaits an answer")).toBeTruthy();
  expect(screen.getByRole("button", { name: /Call for the answer/ })).toBeTruthy();
  stage.say({ t: "done", id: "id1" });
  click("Call Khách g1 to answer");
  expect(sent()).toEqual({ t: "GrantFloor", delegate: "g1", kind: "answer", about: "t1" });
  stage.say({ t: "done", id: "id2" });
  stage.post("desk", { "turn/t2": answered });
  expect(screen.queryByText("awaits an answer")).toBeNull();
  click("Call Đại biểu 3 to rebut");
  expect(sent()).toEqual({ t: "GrantFloor", delegate: "d3", kind: "rebuttal", about: "t2" });
});

test("a question is filed for a delegate, and one nothing was said about is withdrawn", () => {
  show("clerk", hall, { ...desk, "turn/t1": asked }, "questions");
  fillIn("Who asks", "1");
  choose(/To whom/, "g1");
  fillIn("Matter", "Học phí");
  fillIn("Text", "Bao giờ giảm?");
  click("File it");
  const filed = { t: "FileQuestion", delegate: "d1", to: "g1", topic: "Học phí", text: "Bao giờ giảm?" };
  expect(sent()).toEqual(filed);
  expect(screen.queryByRole("button", { name: "Withdraw the question of Đại biểu 3" })).toBeNull();
  click("Withdraw the question of Đại biểu 2");
  expect(sent()).toEqual({ t: "WithdrawQuestion", question: "q2" });
});

test("topics are ranked, given who answers, and questions put under them", () => {
  show("clerk", hall, desk, "questions");
  const medicine = { title: "Y tế", title_en: "", respondent: "g1", questions: ["q1"] };
  const land = { title: "Đất đai", title_en: "", respondent: "", questions: [] };
  const done = () => {
    stage.say({ t: "done", id: `id${String(stage.commands.length)}` });
  };
  click("Move the topic up: Đất đai");
  expect(sent()).toEqual({ t: "RankTopics", topics: [land, medicine] });
  done();
  choose(/Put the question of Đại biểu 2/, "1");
  expect(sent()).toEqual({ t: "RankTopics", topics: [medicine, { ...land, questions: ["q2"] }] });
  done();
  click("Make topics of their titles");
  expect(sent()).toMatchObject({ topics: [medicine, land, { title: "Đường làng", questions: ["q2"] }] });
  done();
  fillIn("Add a topic", "Giáo dục");
  screen.getByLabelText("Add a topic").closest("form")?.requestSubmit();
  expect(sent()).toMatchObject({ topics: [medicine, land, { title: "Giáo dục", questions: [] }] });
});

test("an undertaking is recorded from the answer that runs, with who and the matter filled in", () => {
  const runs = turn({ turn: "t2", kind: "answer", person: guest("g1"), seat: "" });
  const running = { ...answered, state: "speaking" as const, ended_at: null };
  show("clerk", { ...hall, turns: [runs] }, { ...desk, "turn/t1": asked, "turn/t2": running });
  click("Record an undertaking of Khách g1");
  expect(screen.getByLabelText<HTMLInputElement>("Who").value).toBe("Khách g1");
  const what = screen.getByLabelText<HTMLTextAreaElement>("What they will do");
  expect(what.value).toBe("Trạm y tế: ");
  fillIn("What they will do", "Đủ thuốc cho 12 trạm");
  click("End of year");
  const due = screen.getByLabelText<HTMLInputElement>("By when").value;
  expect(due).toMatch(/-12-31$/);
  click("Record it");
  expect(sent()).toEqual({ t: "RecordUndertaking", who: "g1", what: "Đủ thuốc cho 12 trạm", due, about: "t2" });
  expect(screen.queryByRole("dialog")).toBeNull();
});

test("an undertaking is recorded from a turn that is over", () => {
  show("clerk", hall, { ...desk, "turn/t1": asked, "turn/t2": answered }, "questions");
  click(/^Khách g1 ·/);
  fillIn("What they will do", "Đủ thuốc");
  click("Record it");
  expect(sent()).toEqual({ t: "RecordUndertaking", who: "g1", what: "Đủ thuốc", about: "t2" });
});

test("what became of an undertaking needs something that shows it", () => {
  const old = undertaking(4, { id: "before:u4", carried: true });
  show("clerk", { ...hall, undertakings: [old] }, {}, "questions");
  expect(screen.getByText("Bổ sung bác sĩ cho trạm y tế xã").closest("li")?.textContent).toMatch(/2027/);
  click(/^Update the undertaking/);
  const record = screen.getByRole<HTMLButtonElement>("button", { name: "Record the state" });
  expect(record.disabled).toBe(true);
  fillIn(/^What shows it/, "Báo cáo 12/BC");
  click("Record the state");
  expect(sent()).toEqual({
    t: "ChangeUndertaking",
    undertaking: "before:u4",
    state: "done",
    evidence: "Báo cáo 12/BC",
  });
});

test("undertakings are put on the agenda by one press, once", () => {
  const title = "Việc thực hiện lời hứa sau chất vấn";
  show("clerk", { ...hall, undertakings: [undertaking(1)] }, {}, "questions");
  click("Put on the agenda");
  expect(sent()).toMatchObject({ t: "AddItem", title });
  stage.say({ t: "done", id: "id1" });
  stage.post("hall", { agenda: [item("i1", "current"), { ...item("i2", "ahead"), title }] });
  expect(screen.getByRole<HTMLButtonElement>("button", { name: "On the agenda" }).disabled).toBe(true);
});

test("the answer is the next action when the question is over, by the same key", () => {
  show("chair", { ...hall, turns: [] }, { ...desk, "turn/t1": asked });
  press("F2");
  expect(sent()).toEqual({ t: "GrantFloor", delegate: "g1", kind: "answer", about: "t1" });
});

test("another item is taken at once, or asked about where it cuts somebody short", () => {
  const current = { ...item("i1", "current"), title: "Phiên chất vấn" };
  const agenda = [current, item("i2", "ahead")];
  const queue = [request("5")];
  show("clerk", { ...hall, agenda, turns: [turn()], queue }, desk, "floor");
  click("Take item 2");
  expect(stage.commands).toEqual([]);
  const said = screen.getByRole("dialog").textContent;
  expect(said).toMatch(/Đại biểu 7 is speaking.*1 is waiting.*2 questions not put: Đại biểu 3, Đại biểu 2/s);
  click("Cancel");
  stage.post("hall", { turns: [], queue: [], agenda: [item("i1", "current"), item("i2", "ahead"), { ...current, id: "i3", state: "ahead" }] });
  click("Take item 2");
  expect(sent()).toEqual({ t: "TakeItem", item: "i2" });
});

test("the matter alone is no undertaking, and one who asks gives none", () => {
  const runs = turn({ turn: "t2", kind: "answer", person: guest("g1"), seat: "" });
  const running = { ...answered, state: "speaking" as const, ended_at: null };
  show("clerk", { ...hall, turns: [runs] }, { ...desk, "turn/t1": asked, "turn/t2": running });
  click("Record an undertaking of Khách g1");
  expect(isDisabled("Record it")).toBe(true);
  fillIn("What they will do", "Trạm y tế: đủ thuốc");
  expect(isDisabled("Record it")).toBe(false);
  click("Cancel");
  stage.post("hall", { turns: [turn({ kind: "question", person: person("3") })] });
  expect(screen.queryByRole("button", { name: "Record an undertaking of Đại biểu 3" })).toBeNull();
});

test("a delegate who holds a post is asked like a guest", () => {
  show("clerk", hall, desk, "questions");
  fillIn("Who asks", "1");
  choose(/To whom/, "?");
  fillIn("The delegate who is asked", "2");
  fillIn("Matter", "Đường làng");
  click("File it");
  expect(sent()).toEqual({ t: "FileQuestion", delegate: "d1", to: "d2", topic: "Đường làng" });
});
