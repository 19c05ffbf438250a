import { cleanup, render, screen } from "@testing-library/svelte";
import { flushSync } from "svelte";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { Close } from "../../shared/wire/types";
import Tablet from "../../tablet/Tablet.svelte";
import { ownVote, sitting, vote } from "../samples";
import { FakeSocket, welcome } from "../shared/wire/fake_hall";

let socket: FakeSocket;

beforeEach(() => {
  localStorage.clear();
  const identity = { token: "T", role: "delegate", device: "x", delegate: "d1", seat: "1" };
  localStorage.setItem("sitting-hall/tablet", JSON.stringify({ ...identity, name: "An" }));
  localStorage.setItem("sitting-hall/language", "en");
  vi.stubGlobal("fetch", vi.fn().mockResolvedValue(Response.json({})));
  vi.stubGlobal("WebSocket", function open() {
    return (socket = new FakeSocket());
  });
  render(Tablet);
  socket.open();
  const patch = { t: "patch", base: 0, version: 1 } as const;
  socket.say(welcome({ role: "delegate", boards: ["hall", "seat/d1"] }));
  socket.say({ ...patch, board: "hall", set: { sitting: sitting("in_session"), vote: vote() } });
  const own = { vote: ownVote() };
  socket.say({ ...patch, board: "seat/d1", set: own });
  flushSync();
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function click(name: RegExp | string): void {
  screen.getByRole("button", { name }).click();
  flushSync();
}

function unload(): Event {
  const event = new Event("beforeunload", { cancelable: true });
  window.dispatchEvent(event);
  return event;
}

function answer(): void {
  const sent = socket.sent.find((message) => message.t === "do");
  socket.say({ t: "done", id: sent?.id ?? "", seq: 1 });
  flushSync();
}

describe("leaving the tablet", () => {
  test("asks first while a ballot is not recorded, and names it", () => {
    click(/In favour/);
    click("Sign out");
    expect(screen.getByRole("dialog").textContent).toContain("Ballot: In favour");
    click("Cancel");
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(fetch).not.toHaveBeenCalled();
    click("Sign out");
    click("Sign out anyway");
    expect(fetch).toHaveBeenCalledOnce();
    const said = screen.getByText(/Not sent, or not confirmed/).parentElement;
    expect(said?.textContent).toContain("Ballot: In favour");
  });

  test("asks nothing once the hall has answered", () => {
    click(/In favour/);
    answer();
    click("Sign out");
    expect(screen.queryByText(/Not sent/)).toBeNull();
    expect(screen.getByRole("button", { name: "Enter" })).toBeTruthy();
  });

  test.each([Close.TOKEN_UNKNOWN, Close.SIGNED_OUT])(
    "says what was not sent when the hall signs it out with %i",
    (code) => {
      click(/Against/);
      socket.hangUp(code);
      flushSync();
      const said = screen.getByText(/Not sent, or not confirmed/).parentElement;
      expect(said?.textContent).toContain("Ballot: Against");
    },
  );

  test("by a reload is asked about only while something waits", () => {
    expect(unload().defaultPrevented).toBe(false);
    click(/In favour/);
    expect(unload().defaultPrevented).toBe(true);
    answer();
    expect(unload().defaultPrevented).toBe(false);
  });
});
