// The hall's time, as something that components can read. Knows no deadline.
import { createSubscriber } from "svelte/reactivity";

/** A second must never be seen to last much longer or shorter than another. */
const tick_ms = 100;

/** This machine's time in ms since 1970 UTC; unlike the wall clock it never jumps. */
export function machineNow(): number {
  return Math.round(performance.timeOrigin + performance.now());
}

/** The hall's time; ticks only while somebody looks at it. */
export class Clock {
  readonly #subscribe: () => void;

  /** `offset` is added to this machine's time to have the hall's, in ms. */
  constructor(private readonly offset: () => number) {
    this.#subscribe = createSubscriber((update) => {
      const timer = setInterval(update, tick_ms);
      return () => {
        clearInterval(timer);
      };
    });
  }

  get now(): number {
    this.#subscribe();
    return machineNow() + this.offset();
  }
}
