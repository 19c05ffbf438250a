// What the keys of the floor do now. Knows keys and boards; the hall decides.
import type { HallBoard } from "../../shared/wire/boards";
import type { Command } from "../../shared/wire/types";
import { timeKeys } from "./time_keys";

type Boards = Pick<HallBoard, "sitting" | "turns" | "queue" | "floor">;

/** Give the command of a function key; nothing where it has none at the moment. */
export function pressed(key: string, { sitting, turns, queue, floor }: Boards): Command | undefined {
  const [turn] = turns;
  switch (key) {
    case "F1":
      return { t: "TakePriority", on: !(floor?.priority ?? false) };
    case "F9": {
      const first = sitting?.state === "in_session" ? queue[0] : undefined;
      return turn === undefined
        ? first && { t: "GrantFloor", request: first.request }
        : { t: "EndSpeech", turn: turn.turn };
    }
    case "F10":
      return turn && { t: turn.state === "paused" ? "ResumeSpeech" : "PauseSpeech", turn: turn.turn };
    default: {
      const time = timeKeys.find((one) => one.key === key);
      const timed = turn !== undefined && turn.clock.limit_ms !== null;
      return time !== undefined && timed
        ? { t: "ChangeTime", turn: turn.turn, seconds: time.seconds }
        : undefined;
    }
  }
}
