// How a clock that runs out is said. Knows times in ms; must not know whose clock it is.

/** `running` · `warning`: it will soon be over · `over`: it is, and counts on. */
export type Phase = "running" | "warning" | "over";

export interface Countdown {
  readonly phase: Phase;
  /** Minutes and seconds left, or over. */
  readonly text: string;
  readonly seconds: number;
}

/** Give what is left until `endsAt`; warns in the last `warningSeconds`. */
export function countdown(endsAt: number, now: number, warningSeconds: number): Countdown {
  const left = endsAt - now;
  if (left <= 0) {
    const seconds = Math.floor(-left / 1_000);
    return { phase: "over", text: `+${clock(seconds)}`, seconds: -seconds };
  }
  const seconds = Math.ceil(left / 1_000);
  const phase = seconds <= warningSeconds ? "warning" : "running";
  return { phase, text: clock(seconds), seconds };
}

/** Give what share of the time from `startedAt` to `endsAt` is left, from 1 down to 0. */
export function shareLeft(startedAt: number, endsAt: number, now: number): number {
  const whole = Math.max(1, endsAt - startedAt);
  return Math.min(1, Math.max(0, (endsAt - now) / whole));
}

function clock(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return `${minutes}:${String(seconds % 60).padStart(2, "0")}`;
}
