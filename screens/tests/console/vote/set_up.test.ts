import { screen } from "@testing-library/svelte";
import { flushSync } from "svelte";
import { describe, expect, test } from "vitest";

import { declared, delegate, item, kind, marked, option, person, prepared, verdict } from "../../samples";
import { choose, click, done, fill, fillIn, isDisabled, press, sent, show, sitAtDesk, stage, type } from "../at_desk";

sitAtDesk();

const kinds = [
  kind("recorded", { en: "Recorded vote" }),
  kind("election", { en: "Election", form: "paper", question: "approve", older: true, recusal: true }),
  kind("choice", { en: "One of several", question: "one-of" }),
  kind("removal", { en: "Removal", form: "paper", majority: "removal" }),
  kind("asked", { en: "On demand", quorum: "on-demand" }),
];
const people = { "delegate/d1": delegate("1"), "delegate/d2": delegate("2") };

function addPerson(name: string): void {
  fillIn("Add a person", name);
  type("option-add", { key: "Enter" });
}

describe("a vote being set up", () => {
  test("is of a kind, with its source beside and the majority that it needs", () => {
    show("clerk", {}, { kinds });
    choose(/Kind of vote/, "removal");
    expect(screen.getByRole("combobox", { name: /Majority needed/ })).toHaveProperty("value", "removal");
    expect(screen.getByText("Needs at least 4 now")).toBeTruthy();
    expect(screen.getAllByText("Điều 91").length).toBe(2);
    click(/Open the vote/);
    expect(sent()).toEqual({ t: "OpenVote", title: "Nội dung i1", majority: "removal", kind: "removal" });
  });

  test("is kept for later, and what follows has no title to be opened with", () => {
    show("clerk", {}, { kinds });
    fill(document.getElementById("vote-title"), "Khác");
    click("Keep for later");
    expect(sent()).toEqual({
      t: "PrepareVote",
      plan: { title: "Khác", kind: "recorded", majority: "resolution" },
    });
    done();
    expect(document.getElementById("vote-title")).toHaveProperty("value", "");
    expect(document.getElementById("vote-title")?.closest("details")?.open).toBe(false);
    stage.post("desk", { prepared: [prepared("v7", { item: "i1" })] });
    expect(document.activeElement?.id).toBe("open-v7");
  });

  test("is opened beside one that waits for the item only after a question", () => {
    show("clerk", {}, { kinds, prepared: [prepared("v7", { item: "i1" })] });
    type("vote-title", { key: "Enter", ctrlKey: true });
    expect(sent()).toBeUndefined();
    const dialog = screen.getByRole("dialog");
    expect(dialog.textContent).toContain("A vote is prepared for this item.");
    dialog.querySelector<HTMLButtonElement>(".primary")?.click();
    expect(sent()).toMatchObject({ t: "OpenVote", title: "Nội dung i1" });
  });

  test("asks for the quorum only where the rules presume it", () => {
    show("clerk", {}, { kinds });
    expect(screen.queryByLabelText(/quorum has been questioned/)).toBeNull();
    choose(/Kind of vote/, "asked");
    screen.getByLabelText(/quorum has been questioned/).click();
    flushSync();
    click(/Open the vote/);
    expect(sent()).toMatchObject({ t: "OpenVote", quorum_asked: true });
  });

  test("for or against says whom it concerns, and is then kept for later", () => {
    show("clerk", {}, { kinds, ...people });
    choose(/Kind of vote/, "removal");
    fillIn("Delegate whom it concerns", "2");
    screen.getByLabelText("Delegate whom it concerns").dispatchEvent(
      new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }),
    );
    flushSync();
    expect(screen.getByRole("button", { name: "Take off the list: Đại biểu 2" })).toBeTruthy();
    click(/Add to the prepared/);
    expect(sent()).toEqual({
      t: "PrepareVote",
      plan: { title: "Nội dung i1", kind: "removal", majority: "removal", concerns: ["d2"] },
    });
  });

  test("lets nobody count whom it concerns", () => {
    const planned = prepared("v5", { kind: "removal", concerns: ["d2"] });
    show("clerk", {}, { kinds, ...people, prepared: [planned] });
    expect(screen.getByText("about Đại biểu 2")).toBeTruthy();
    fillIn("Add a member", "2");
    expect(screen.getByText(/Đại biểu 2 cannot be on it/)).toBeTruthy();
    fillIn("Add a member", "1");
    expect(screen.getByText("1 · Đại biểu 1")).toBeTruthy();
  });

  test("takes persons from the members' list, and others by their names", () => {
    show("clerk", {}, { kinds, ...people });
    choose(/Kind of vote/, "election");
    expect(isDisabled(/Add to the prepared/)).toBe(true);
    expect(screen.getByText("At least 1 must be on the list.")).toBeTruthy();
    addPerson("2");
    addPerson("Nguyễn Văn Ngoài");
    fill(screen.getAllByLabelText("Born")[0], "1960-05-01");
    screen.getAllByLabelText("Born")[0]?.dispatchEvent(new Event("change", { bubbles: true }));
    fillIn("To be elected", "3");
    expect(screen.getByText(/whole number from 1 to 2/)).toBeTruthy();
    fillIn("To be elected", "1");
    click(/Add to the prepared/);
    expect(sent()).toEqual({
      t: "PrepareVote",
      plan: {
        title: "Nội dung i1",
        kind: "election",
        majority: "resolution",
        options: [
          { id: "o1", vi: "Đại biểu 2", delegate: "d2", born: "1960-05-01" },
          { id: "o2", vi: "Nguyễn Văn Ngoài" },
        ],
        seats: 1,
      },
    });
  });

  test("takes nobody twice, and whoever is taken off the list can be added again", () => {
    show("clerk", {}, { kinds, ...people });
    choose(/Kind of vote/, "election");
    addPerson("Đại biểu 2");
    addPerson("Đại biểu 2");
    expect(screen.getByText(/on the list twice/)).toBeTruthy();
    click("Take off the list: Đại biểu 2");
    expect(screen.queryByText(/on the list twice/)).toBeNull();
  });

  test("takes several items at once, and their titles", () => {
    const agenda = [item("i1", "current"), item("i2", "ahead"), item("i3", "ahead")];
    show("clerk", { agenda }, { kinds });
    screen.getByLabelText(/^1\. /).click();
    screen.getByLabelText(/^3\. /).click();
    flushSync();
    click(/Add to the prepared/);
    expect(sent()).toMatchObject({ plan: { title: "Nội dung i1; Nội dung i3", items: ["i1", "i3"] } });
  });

  test("is for a part of the draft", () => {
    show("clerk", {}, { kinds });
    fillIn(/Part of the draft/, " Điều  5 ");
    type("vote-title", { key: "Enter", ctrlKey: true });
    expect(sent()).toMatchObject({ t: "PrepareVote", plan: { part: "Điều 5" } });
  });

  test("leaves nothing behind of a kind that was tried", () => {
    show("clerk", {}, { kinds });
    fillIn(/Part of the draft/, "Điều 5");
    choose(/Kind of vote/, "choice");
    for (const name of ["A", "B"]) {
      fillIn("Add an option", name);
      type("option-add", { key: "Enter" });
    }
    click(/Add to the prepared/);
    expect(sent()).toMatchObject({ plan: { options: [{ vi: "A" }, { vi: "B" }] } });
    expect(sent()).not.toHaveProperty("plan.part");
    expect(sent()).not.toHaveProperty("plan.seats");
  });
});

describe("a prepared vote", () => {
  const plan = prepared("v4", { number: 4, kind: "election", seats: 1, marks_max: 0 });
  const options = [
    { ...option("o1", { vi: "Đại biểu 1", delegate: "d1" }), born: "1960" },
    { ...option("o2", { vi: "Ông Ngoài" }), born: "" },
  ];

  test("is opened by the next action", () => {
    show("clerk", {}, { kinds, prepared: [plan] });
    press("F2");
    expect(sent()).toEqual({ t: "OpenVote", vote: "v4" });
  });

  test("is changed with all that was planned", () => {
    show("clerk", {}, { kinds, prepared: [{ ...plan, options }] });
    click("Change");
    fillIn("Vote on F4", "Bầu Phó Chủ tịch");
    click(/Save the changes/);
    expect(sent()).toMatchObject({
      t: "PrepareVote",
      vote: "v4",
      plan: {
        title: "Bầu Phó Chủ tịch",
        kind: "election",
        options: [{ id: "o1", delegate: "d1", born: "1960" }, { id: "o2" }],
        seats: 1,
      },
    });
  });

  test("is changed no more once it has opened", () => {
    show("clerk", {}, { kinds, prepared: [{ ...plan, options }] });
    click("Change");
    expect(screen.getByText("Changing a prepared vote.")).toBeTruthy();
    stage.post("desk", { prepared: [] });
    expect(screen.queryByText("Changing a prepared vote.")).toBeNull();
  });

  test("is dropped for a reason, by the chair alone", () => {
    show("chair", {}, { kinds, prepared: [plan] });
    click("Drop");
    const dialog = screen.getByRole("dialog");
    expect(dialog.textContent).toContain("It can no longer be opened");
    const yes = dialog.querySelector<HTMLButtonElement>(".primary");
    expect(yes?.disabled).toBe(true);
    fill(dialog.querySelector("input"), "Rút dự thảo");
    yes?.click();
    expect(sent()).toEqual({ t: "AnnulVote", vote: "v4", reason: "Rút dự thảo" });
    stage.close();
    show("clerk", {}, { kinds, prepared: [plan] });
    expect(isDisabled("Drop")).toBe(true);
  });

  test("is recused from before it opens", () => {
    show("clerk", {}, { kinds, ...people, prepared: [{ ...plan, recused: ["d1"] }] });
    expect(screen.getByText(/Taking no part in the vote/).textContent).toContain("(1)");
    fillIn("Delegate", "2");
    expect(isDisabled("Note the recusal")).toBe(true);
    fillIn("Reason", "Người nhà");
    click("Note the recusal");
    expect(sent()).toEqual({ t: "RecuseDelegate", vote: "v4", delegate: "d2", reason: "Người nhà" });
  });

  test("on paper has a counting board, of which no candidate can be", () => {
    const board = { ...people, "delegate/d3": delegate("3") };
    show("clerk", {}, { kinds, ...board, prepared: [{ ...plan, options }] });
    fillIn("Add a member", "1");
    expect(screen.getByText(/Đại biểu 1 cannot be on it/)).toBeTruthy();
    fillIn("Add a member", "3");
    click(/^Add$/);
    fillIn("Add a member", "2");
    click("Add");
    click("Make head");
    click("Appoint the counting board");
    expect(sent()).toEqual({ t: "AppointCountingBoard", vote: "v4", members: ["d2", "d3"] });
  });
});

describe("a vote that is repeated", () => {
  const tied = declared({
    kind: "election",
    question: "approve",
    form: "paper",
    seats: 2,
    options: ["o1", "o2", "o3"].map((id) => option(id)),
    marked: [marked("o1", { elected: true }), marked("o2", { tied: true }), marked("o3", { tied: true })],
    verdict: verdict({ verdict: "tied", carried: false }),
  });
  const planned = prepared("v1", {
    kind: "election",
    seats: 2,
    options: ["o1", "o2", "o3"].map((id) => ({ ...option(id), born: "1970" })),
  });

  test("is, after a tie, among the tied alone, for the seats that are left", () => {
    show("clerk", { vote: tied, "result/v1": tied }, { kinds, "plan/v1": planned });
    press("F2");
    expect(screen.getByText(/Second vote among those who tied in vote 1/)).toBeTruthy();
    expect(screen.queryByLabelText("Add a person")).toBeNull();
    expect(screen.getByLabelText("To be elected").hasAttribute("disabled")).toBe(true);
    click(/Add to the prepared/);
    expect(sent()).toMatchObject({
      t: "PrepareVote",
      plan: { replaces: "v1", seats: 1, options: [{ id: "o2", born: "1970" }, { id: "o3", born: "1970" }] },
    });
  });

  test("is, after a tie, among those of the tied who do not withdraw, for no more seats", () => {
    const two = { ...tied, seats: 3 };
    show("clerk", { vote: two, "result/v1": two }, { kinds, "plan/v1": { ...planned, seats: 3 } });
    press("F2");
    click(/Take off the list: .*o2/);
    expect(screen.queryByRole("button", { name: /Take off the list/ })).toBeNull();
    click(/Add to the prepared/);
    expect(sent()).toMatchObject({ plan: { replaces: "v1", seats: 1, options: [{ id: "o3" }] } });
  });

  test("can be any that is over, also one that was annulled", () => {
    const annulled = declared({ state: "annulled", annulled: "Nhầm", verdict: null, counts: null });
    show("clerk", { vote: annulled }, { kinds, "plan/v1": prepared("v1", { part: "Điều 5" }) });
    expect(screen.getByText("Vote 1 was annulled: Nhầm")).toBeTruthy();
    click("Repeat this vote");
    click(/Add to the prepared/);
    expect(sent()).toMatchObject({ plan: { replaces: "v1", title: "Nghị quyết về ngân sách" } });
    click("Start afresh");
    expect(screen.queryByText(/Repeats vote/)).toBeNull();
  });
});

test("proxies are noted where the rules know them, for those who are not stood for already", () => {
  const away = delegate("2", { present: false, person: person("2", "Lê An") });
  show("clerk", {}, { kinds, ...people });
  expect(screen.queryByText(/^Proxies/)).toBeNull();
  stage.post("desk", { kinds: [kind("k", { proxies: 1 })], "delegate/d2": away });
  fillIn("Principal (absent)", "2");
  fillIn("Proxy holder", "1");
  click("Note the proxy");
  expect(sent()).toEqual({ t: "GiveProxy", principal: "d2", holder: "d1" });
  done();
  stage.post("desk", { "delegate/d2": { ...away, holder: "d1" } });
  expect(screen.getByText(/1 · Đại biểu 1 for 2 · Lê An/)).toBeTruthy();
  click("End the proxy of Lê An");
  expect(sent()).toEqual({ t: "GiveProxy", principal: "d2" });
});
