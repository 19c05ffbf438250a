import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { answer_ms_max, Link, type LinkState } from "../../../shared/wire/link";
import { Session } from "../../../shared/wire/session";
import {
  Close,
  ping_seconds,
  reconnect_seconds_max,
  type FromHall,
} from "../../../shared/wire/types";
import { FakeSocket, welcome } from "./fake_hall";

let sockets: FakeSocket[];
let states: string[];
let heard: FromHall[];
let random: number;
let link: Link;

beforeEach(() => {
  vi.useFakeTimers();
  [sockets, states, heard, random] = [[], [], [], 0.5];
  let made = 0;
  link = new Link({
    session: new Session("token", () => `id${String((made += 1))}`, "test"),
    connect: () => {
      const socket = new FakeSocket();
      sockets.push(socket);
      return socket;
    },
    now: () => Date.now(),
    random: () => random,
    onState: (state: LinkState) => states.push(state.kind),
    onMessage: (message) => heard.push(message),
  });
});

afterEach(() => {
  link.stop();
  vi.useRealTimers();
});

function latest(): FakeSocket {
  const socket = sockets.at(-1);
  if (socket === undefined) {
    throw new Error("nothing has connected");
  }
  return socket;
}

function connect(): FakeSocket {
  link.start();
  latest().open();
  latest().say(welcome());
  return latest();
}

describe("a link", () => {
  test("says hello first, is open with the welcome, and measures the clock at once", () => {
    const socket = connect();
    expect(socket.binaryType).toBe("arraybuffer");
    expect(socket.tags()).toEqual(["hello", "ping"]);
    expect(states).toEqual(["connecting", "open"]);
    expect(heard.map((message) => message.t)).toEqual(["welcome"]);
  });

  test("sends a command at once, and again under its id after a drop until it is answered", () => {
    const id = (connect(), link.send({ t: "CheckIn" }));
    latest().hangUp(1006);
    vi.advanceTimersByTime(1_000);
    expect(sockets).toHaveLength(2);
    latest().open();
    expect(latest().tags()).toEqual(["hello"]);
    latest().say(welcome());
    expect(latest().sent[1]).toEqual({ t: "do", id, command: { t: "CheckIn" } });
  });

  test("keeps a command that is given while there is no connection", () => {
    connect().hangUp(Close.RESTART);
    link.send({ t: "CheckIn" });
    vi.advanceTimersByTime(1_000);
    latest().open();
    latest().say(welcome());
    expect(latest().tags()).toEqual(["hello", "do", "ping"]);
  });

  test("waits longer after each failure, but never longer than the limit", () => {
    random = 0.999;
    link.start();
    const waits: number[] = [];
    for (let attempt = 0; attempt < 7; attempt += 1) {
      const before = Date.now();
      const count = sockets.length;
      latest().hangUp(1006);
      while (sockets.length === count) {
        vi.advanceTimersByTime(10);
      }
      waits.push(Date.now() - before);
    }
    expect(waits[0]).toBeLessThanOrEqual(500);
    expect(waits[3]).toBeGreaterThan(3_500);
    expect(waits[6]).toBeLessThanOrEqual(reconnect_seconds_max * 1_000);
  });

  test("waits ever longer for a hall that welcomes and drops at once", () => {
    random = 0.999;
    connect().hangUp(Close.RESTART);
    vi.advanceTimersByTime(500);
    latest().open();
    latest().say(welcome());
    latest().hangUp(Close.RESTART);
    vi.advanceTimersByTime(900);
    expect(sockets).toHaveLength(2);
    vi.advanceTimersByTime(100);
    expect(sockets).toHaveLength(3);
  });

  test("waits but shortly again after a connection that has lasted", () => {
    random = 0.999;
    connect().hangUp(1006);
    vi.advanceTimersByTime(500);
    latest().open();
    latest().say(welcome());
    for (let second = 0; second < 2 * reconnect_seconds_max; second += 1) {
      latest().say({ t: "pong", sent: 0, now: 0 });
      vi.advanceTimersByTime(1_000);
    }
    latest().hangUp(1006);
    vi.advanceTimersByTime(500);
    expect(sockets).toHaveLength(3);
  });

  test("comes back at once where chance says so: the jitter is full", () => {
    random = 0;
    connect().hangUp(1006);
    vi.advanceTimersByTime(0);
    expect(sockets).toHaveLength(2);
  });

  test.each([Close.TOKEN_UNKNOWN, Close.SIGNED_OUT, Close.WIRE_UNKNOWN, Close.NORMAL])(
    "does not come back by itself after %i",
    (code) => {
      connect().hangUp(code);
      vi.advanceTimersByTime(60_000);
      expect(sockets).toHaveLength(1);
      expect(link.state).toEqual({ kind: "ended", code });
    },
  );

  test("pings as often as the wire says, and stays while it hears something", () => {
    const socket = connect();
    for (let count = 0; count < 3; count += 1) {
      socket.say({ t: "pong", sent: 0, now: 0 });
      vi.advanceTimersByTime(ping_seconds * 1_000);
    }
    expect(socket.tags().filter((tag) => tag === "ping")).toHaveLength(4);
    expect(link.state.kind).toBe("open");
  });

  test("leaves a line that is dead though nobody has closed it", () => {
    const socket = connect();
    vi.advanceTimersByTime(answer_ms_max);
    expect(socket.closed).toBe(true);
    expect(link.state.kind).toBe("waiting");
    vi.advanceTimersByTime(1_000);
    expect(sockets).toHaveLength(2);
  });

  test("does not wait for ever for a connection that is never made", () => {
    link.start();
    vi.advanceTimersByTime(answer_ms_max);
    expect(link.state.kind).toBe("waiting");
  });

  test("hears nothing any more from a line that it has left", () => {
    const socket = connect();
    vi.advanceTimersByTime(answer_ms_max);
    socket.say({ t: "pong", sent: 0, now: 0 });
    expect(heard).toHaveLength(1);
  });

  test("connects anew when bytes come that are no message, or one is missing", () => {
    connect().sayBytes(Uint8Array.of(0xc1));
    expect(link.state.kind).toBe("waiting");
    vi.advanceTimersByTime(1_000);
    latest().open();
    latest().say(welcome());
    latest().say({ t: "patch", board: "hall", base: 5, version: 6 });
    expect(link.state.kind).toBe("waiting");
  });

  test("looks at once when the machine wakes up", () => {
    random = 0.999;
    connect().hangUp(1006);
    link.nudge();
    expect(sockets).toHaveLength(2);
    vi.advanceTimersByTime(3_000);
    expect(sockets).toHaveLength(2);
    latest().open();
    latest().say(welcome());
    link.nudge();
    expect(latest().tags()).toEqual(["hello", "ping", "ping"]);
  });

  test("hangs up for good when it is stopped", () => {
    const socket = connect();
    link.stop();
    expect(socket.closed).toBe(true);
    vi.advanceTimersByTime(60_000);
    expect(sockets).toHaveLength(1);
  });
});
