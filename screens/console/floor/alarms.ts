// What is wrong with microphones, and what the desk can do. Knows microphones and turns, no words.
import type { MicrophoneValue, TurnValue } from "../../shared/wire/types";

/** `silent`: wanted open, and its unit does not answer. */
export type Fault = "silent" | "closed" | "open";

export interface Alarm {
  readonly seat: string;
  readonly fault: Fault;
  readonly microphone: MicrophoneValue;
  /** The turn that should be heard there. */
  readonly turn: TurnValue | undefined;
}

export function alarmsOf(
  microphones: ReadonlyMap<string, MicrophoneValue>,
  turns: readonly TurnValue[],
): readonly Alarm[] {
  return [...microphones]
    .filter(([, { alarm }]) => alarm)
    .map(([seat, microphone]) => ({
      seat,
      microphone,
      fault: faultOf(microphone),
      turn: turns.find((turn) => turn.seat === seat),
    }));
}

function faultOf({ wanted, unit }: MicrophoneValue): Fault {
  return wanted ? (unit === "offline" ? "silent" : "closed") : "open";
}
