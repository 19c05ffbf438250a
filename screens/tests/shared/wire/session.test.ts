import { decode as unpack, encode as pack } from "@msgpack/msgpack";
import { describe, expect, test } from "vitest";

import { MirrorGap } from "../../../shared/wire/mirror";
import { Session } from "../../../shared/wire/session";
import { unacknowledged_commands_max, type FromHall } from "../../../shared/wire/types";
import { welcome } from "./fake_hall";

function begin(): Session {
  let made = 0;
  return new Session("token", () => `id${String((made += 1))}`, "test");
}

function hear(session: Session, message: FromHall, now = 0): void {
  session.receive(pack(message), now);
}

describe("a session", () => {
  test("says at first only who it is", () => {
    const hello = unpack(begin().hello());
    expect(hello).toEqual({ t: "hello", wire: 1, token: "token", client: "test" });
  });

  test("resumes from the epoch and the versions that its mirror has", () => {
    const session = begin();
    hear(session, welcome());
    hear(session, { t: "patch", board: "hall", base: 0, version: 7, whole: true });
    expect(unpack(session.hello())).toMatchObject({ epoch: "e1", boards: { hall: 7 } });
  });

  test("keeps a command until it is done or refused, and repeats it under its old id", () => {
    const session = begin();
    const first = session.command({ t: "CheckIn" });
    const second = session.command({ t: "RequestFloor" });
    expect(session.unanswered()).toEqual([first.data, second.data]);
    hear(session, { t: "done", id: first.id, seq: 3 });
    expect(session.unacknowledged).toEqual([second.id]);
    hear(session, { t: "refused", id: second.id, code: "x", vi: "x", en: "x" });
    expect(session.unacknowledged).toEqual([]);
  });

  test("takes the seat's own patch in with the acknowledgement", () => {
    const session = begin();
    const { id } = session.command({ t: "CheckIn" });
    const patch = { t: "patch", board: "seat/d1", base: 0, version: 1, set: { me: 1 } } as const;
    hear(session, { t: "done", id, seq: 1, patch });
    expect(session.mirror.board("seat/d1")?.get("me")).toBe(1);
  });

  test("keeps a command whose acknowledgement leaves a gap, to hear its answer again", () => {
    const session = begin();
    const { id } = session.command({ t: "CheckIn" });
    const patch = { t: "patch", board: "seat/d1", base: 4, version: 5 } as const;
    expect(() => {
      hear(session, { t: "done", id, seq: 1, patch });
    }).toThrow(MirrorGap);
    expect(session.unacknowledged).toEqual([id]);
  });

  test("does not pile commands up without end", () => {
    const session = begin();
    for (let count = 0; count < unacknowledged_commands_max; count += 1) {
      session.command({ t: "CheckIn" });
    }
    expect(() => session.command({ t: "CheckIn" })).toThrow(RangeError);
  });

  test("trusts the clock of the quickest exchange", () => {
    const session = begin();
    hear(session, welcome({ now: 5_000 }), 1_000);
    expect(session.clockOffset).toBe(4_000);
    hear(session, { t: "pong", sent: 1_000, now: 5_110 }, 1_020);
    expect(session.clockOffset).toBe(5_110 + 10 - 1_020);
    hear(session, { t: "pong", sent: 2_000, now: 9_999 }, 3_000);
    expect(session.clockOffset).toBe(5_110 + 10 - 1_020);
  });

  test("measures the clock anew after a reconnect", () => {
    const session = begin();
    hear(session, { t: "pong", sent: 0, now: 10 }, 2);
    session.hello();
    hear(session, { t: "pong", sent: 0, now: 500 }, 200);
    expect(session.clockOffset).toBe(400);
  });
});
