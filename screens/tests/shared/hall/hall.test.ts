import { afterEach, describe, expect, test } from "vitest";

import { Close } from "../../../shared/wire/types";
import { Stage } from "../../stage";

let stage: Stage;

afterEach(() => {
  stage.close();
});

describe("what is on the screen is current", () => {
  test("only when every board that the welcome names has come, also after a drop", () => {
    stage = new Stage("chair");
    expect(stage.hall.isCurrent).toBe(true);
    stage.drop();
    expect(stage.hall.isCurrent).toBe(false);
    stage.comeBack("hall", "desk");
    expect(stage.hall.isCurrent).toBe(false);
    stage.post("hall", {});
    expect(stage.hall.isCurrent).toBe(false);
    stage.post("desk", {});
    expect(stage.hall.isCurrent).toBe(true);
  });
});

describe("a command", () => {
  test("of a delegate waits for a lost connection and is sent again", () => {
    stage = new Stage("delegate");
    stage.hall.give({ t: "CheckIn" });
    stage.drop();
    const ticket = stage.hall.give({ t: "RequestFloor" });
    expect(stage.hall.unanswered).toEqual([{ t: "CheckIn" }, { t: "RequestFloor" }]);
    stage.comeBack();
    expect(stage.commands).toEqual([{ t: "CheckIn" }, { t: "RequestFloor" }]);
    stage.say({ t: "done", id: "id2", seq: 1 });
    expect(ticket.state).toBe("done");
    expect(stage.hall.unanswered).toEqual([{ t: "CheckIn" }]);
    expect(stage.hall.lost).toEqual([]);
  });

  test.each(["chair", "clerk"] as const)("of the %s is never sent late", (role) => {
    stage = new Stage(role);
    const ticket = stage.hall.give({ t: "CloseVote", vote: "v1" });
    stage.drop();
    expect(ticket.state).toBe("lost");
    expect(stage.hall.lost).toEqual([{ t: "CloseVote", vote: "v1" }]);
    expect(() => stage.hall.give({ t: "AdjournSitting" })).toThrow("must not wait");
    stage.comeBack("hall");
    expect(() => stage.hall.give({ t: "AdjournSitting" })).toThrow("must not wait");
    stage.post("hall", {});
    expect(stage.commands).toEqual([]);
    stage.hall.give({ t: "AddItem", title: "x" });
    expect(stage.commands).toEqual([{ t: "AddItem", title: "x" }]);
    stage.hall.dismissLost();
    expect(stage.hall.lost).toEqual([]);
  });

  test("is still known as unanswered when the hall ends the connection for good", () => {
    stage = new Stage("delegate");
    stage.hall.give({ t: "CheckIn" });
    stage.hangUp(Close.SIGNED_OUT);
    expect(stage.hall.unanswered).toEqual([{ t: "CheckIn" }]);
  });
});
