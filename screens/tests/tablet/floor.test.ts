import { screen } from "@testing-library/svelte";
import { flushSync } from "svelte";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { Close } from "../../shared/wire/types";
import Floor from "../../tablet/Floor.svelte";
import Presence from "../../tablet/Presence.svelte";
import {
  clock,
  floor,
  guest,
  item,
  ownFloor,
  person,
  request,
  sitting,
  speech,
  turn,
} from "../samples";
import { Stage } from "../stage";

let stage: Stage;

const me = person("1");
const kinds = [
  speech("order", { en: "Point of order", lane: "order", cuts_in: true, seconds: [0] }),
  speech("rebuttal", { en: "Rebuttal", lane: "reply", role: "rebuttal", seconds: [180] }),
  speech("discussion", { en: "Discussion", default: true }),
  speech("question", { en: "Question", role: "question", seconds: [60] }),
];

beforeEach(() => {
  stage = new Stage("delegate");
  stage.post("hall", { sitting: sitting("in_session"), speeches: kinds, floor: floor() });
  stage.post("seat/d1", { me: { person: me, present: true }, floor: ownFloor() });
});

afterEach(() => {
  stage.close();
});

function click(name: RegExp | string): void {
  screen.getByRole("button", { name }).click();
  flushSync();
}

function waiting(place: number) {
  const named = { vi: "Thảo luận", en: "Discussion", lane: "list" } as const;
  const one = { request: "r4", kind: "discussion", item: "", place, asked_at: 0, ...named };
  return ownFloor({ place, requests: [one] });
}

describe("asking for the floor", () => {
  test("by the large key asks for the default kind", () => {
    stage.show(Floor, {});
    click(/Ask for the floor/);
    expect(stage.commands).toEqual([{ t: "RequestFloor", kind: "discussion" }]);
    expect(screen.getByText(/SENT – not recorded yet/)).toBeTruthy();
  });

  test("is told as recorded once it stands in the queue, with its place", () => {
    stage.post("hall", { queue: [request("7"), request("1"), request("3")] });
    stage.post("seat/d1", { floor: waiting(2) });
    stage.show(Floor, {});
    expect(screen.getByText("Number 2 of 3 waiting")).toBeTruthy();
    expect(screen.getByText(/Recorded at/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: /Ask for the floor/ })).toBeNull();
    click(/Withdraw/);
    expect(stage.commands).toEqual([{ t: "WithdrawRequest", request: "r4" }]);
  });

  test("says who is next instead of a number", () => {
    stage.post("seat/d1", { floor: waiting(1) });
    stage.show(Floor, {});
    expect(screen.getByText("You are next")).toBeTruthy();
  });

  test("is not needed to open the microphone where a press does, while one waits", () => {
    stage.post("hall", { floor: floor({ mode: "free" }) });
    stage.post("seat/d1", { floor: waiting(2) });
    stage.show(Floor, {});
    click(/Press to speak/);
    expect(stage.commands).toMatchObject([{ t: "RequestFloor", kind: "discussion" }]);
  });

  test("puts the question first where questions are put", () => {
    const agenda = [item("i1", "current", { title: "Chất vấn và trả lời chất vấn" })];
    stage.post("hall", { agenda });
    stage.show(Floor, {});
    const [first] = screen.getAllByRole("button");
    expect(first?.textContent).toMatch(/Question/);
  });

  test("to rebut names whose words it is about", () => {
    stage.post("hall", { turns: [turn({ turn: "t7" })] });
    stage.show(Floor, {});
    const key = screen.getByRole("button", { name: /Rebuttal/ });
    expect(key.textContent).toContain("on what Đại biểu 7 said");
    click(/Rebuttal/);
    expect(stage.commands).toEqual([{ t: "RequestFloor", kind: "rebuttal", about: "t7" }]);
  });

  test("to put a question asks first to whom, and about what", () => {
    stage.post("hall", { respondents: [{ person: guest("g1"), office_en: "Health Director" }] });
    stage.show(Floor, {});
    click(/^Question/);
    const send = screen.getByRole<HTMLButtonElement>("button", { name: /Ask to put a question/ });
    expect(send.disabled).toBe(true);
    const whom = screen.getByLabelText<HTMLSelectElement>("Who is asked");
    expect(whom.textContent).toContain("Khách g1 – Health Director");
    whom.value = "g1";
    whom.dispatchEvent(new Event("change", { bubbles: true }));
    const about = screen.getByLabelText<HTMLInputElement>(/About what/);
    about.value = "Thuốc";
    about.dispatchEvent(new Event("input", { bubbles: true }));
    flushSync();
    click(/Ask to put a question/);
    expect(stage.commands).toEqual([
      { t: "RequestFloor", kind: "question", to: "g1", note: "Thuốc" },
    ]);
  });

  test("is not offered while the chair alone gives the floor, save what cuts in", () => {
    stage.post("hall", { floor: floor({ mode: "chair" }) });
    stage.show(Floor, {});
    expect(screen.queryByRole("button", { name: /Ask for the floor|Rebuttal/ })).toBeNull();
    expect(screen.getByText(/The chair calls the speakers/)).toBeTruthy();
    expect(screen.getByRole("button", { name: /Point of order/ })).toBeTruthy();
  });

  test("waits for the connection, and says so", () => {
    stage.show(Floor, {});
    stage.drop();
    click(/Ask for the floor/);
    expect(screen.getByText(/Waiting for the connection/)).toBeTruthy();
    stage.comeBack();
    expect(screen.queryByText(/Waiting for the connection/)).toBeNull();
    expect(stage.commands).toEqual([{ t: "RequestFloor", kind: "discussion" }]);
  });

  test("where a press opens the microphone never waits for the connection", () => {
    stage.post("hall", { floor: floor({ mode: "free" }) });
    stage.show(Floor, {});
    stage.drop();
    const key = screen.getByRole<HTMLButtonElement>("button", { name: /Press to speak/ });
    expect(key.disabled).toBe(true);
    stage.comeBack();
    flushSync();
    key.click();
    const asked = { t: "RequestFloor", kind: "discussion" };
    expect(stage.commands).toEqual([{ ...asked, pressed_at: expect.any(Number) as number }]);
  });
});

describe("the own turn", () => {
  test("is ended by the speaker: the one that the tablet shows, and no other", () => {
    const own = turn({ turn: "t7", person: me });
    stage.post("hall", { turns: [own] });
    stage.post("seat/d1", { floor: ownFloor({ turn: own }) });
    stage.show(Floor, {});
    click(/End my speech/);
    expect(stage.commands).toEqual([{ t: "EndSpeech", turn: "t7" }]);
  });

  test("tells why it stands, and whom one gave way to", () => {
    const own = turn({
      turn: "t7",
      person: me,
      state: "paused",
      paused_by: "interruption",
      clock: clock({ used_ms: 4_000, since: null }),
    });
    const point = turn({ turn: "t8", person: person("3"), interrupts: "t7" });
    stage.post("hall", { turns: [point, own] });
    stage.post("seat/d1", { floor: ownFloor({ turn: own }) });
    stage.show(Floor, {});
    expect(screen.getByText("Your turn is paused")).toBeTruthy();
    expect(screen.getByText(/Paused for an intervention/)).toBeTruthy();
    expect(screen.getByText("Đại biểu 3 is speaking; the floor comes back to you.")).toBeTruthy();
    expect(screen.getByText("0:06")).toBeTruthy();
  });

  test("waits for the microphone before its clock starts", () => {
    const own = turn({ person: me, state: "granted", clock: clock({ since: null }) });
    stage.post("seat/d1", { floor: ownFloor({ turn: own }) });
    stage.show(Floor, {});
    expect(screen.getByText(/Waiting for the microphone/)).toBeTruthy();
  });
});

describe("holding to speak", () => {
  beforeEach(() => {
    stage.post("hall", { floor: floor({ mode: "push-to-talk" }) });
    stage.show(Floor, {});
  });

  const asked = {
    t: "RequestFloor",
    kind: "discussion",
    pressed_at: expect.any(Number) as number,
  };

  function key(): HTMLElement {
    return screen.getByRole("button", { name: /Hold to speak|Speaking/ });
  }

  function hear(answer: "done" | "refused"): void {
    const id = "id1";
    stage.say(
      answer === "done"
        ? { t: "done", id, seq: 1 }
        : { t: "refused", id, code: "microphones-full", vi: "Đã đủ", en: "All are open", rule: "" },
    );
  }

  function fire(type: string, name = " "): void {
    key().dispatchEvent(new KeyboardEvent(type, { key: name, bubbles: true, cancelable: true }));
    flushSync();
  }

  test("by the keyboard begins at the press and ends at the release, however often it repeats", () => {
    fire("keydown");
    fire("keydown");
    expect(stage.commands).toEqual([asked]);
    hear("done");
    fire("keyup");
    expect(stage.commands.at(-1)).toEqual({ t: "EndSpeech" });
    expect(stage.commands).toHaveLength(2);
  });

  test("ends when a release comes before the hall's answer, and not before it", () => {
    fire("keydown", "Enter");
    fire("keyup", "Enter");
    expect(stage.commands).toHaveLength(1);
    hear("done");
    expect(stage.commands.map(({ t }) => t)).toEqual(["RequestFloor", "EndSpeech"]);
  });

  test("again before the hall's answer goes on with the first press", () => {
    fire("keydown");
    fire("keyup");
    fire("keydown");
    hear("done");
    expect(stage.commands).toEqual([asked]);
    fire("keyup");
    expect(stage.commands.map(({ t }) => t)).toEqual(["RequestFloor", "EndSpeech"]);
  });

  test("ends nothing that the hall refused", () => {
    fire("keydown");
    hear("refused");
    fire("keyup");
    expect(stage.commands).toHaveLength(1);
  });

  test("ends when the key loses the focus", () => {
    fire("keydown");
    hear("done");
    key().dispatchEvent(new FocusEvent("blur"));
    flushSync();
    expect(stage.commands.at(-1)).toEqual({ t: "EndSpeech" });
  });

  test("never begins while the connection is lost", () => {
    stage.drop();
    fire("keydown");
    fire("keyup");
    stage.comeBack();
    expect(stage.commands).toEqual([]);
  });

  test("can be done by two presses by who cannot hold a key", () => {
    key().click();
    flushSync();
    hear("done");
    expect(stage.commands).toEqual([asked]);
    stage.post("seat/d1", { floor: ownFloor({ turn: turn({ kind: "discussion", person: me }) }) });
    key().click();
    flushSync();
    expect(stage.commands.at(-1)).toEqual({ t: "EndSpeech" });
    expect(stage.commands).toHaveLength(2);
  });
});

test("a check-in waits for the connection, and says so, or that it was cut off", () => {
  stage.show(Presence, { present: false, over: false });
  stage.drop();
  screen.getByRole("button").click();
  flushSync();
  expect(screen.getByText(/Waiting for the connection/)).toBeTruthy();
  stage.comeBack();
  stage.hangUp(Close.WIRE_UNKNOWN);
  expect(screen.getByText(/Not sent: the server has ended/)).toBeTruthy();
});
