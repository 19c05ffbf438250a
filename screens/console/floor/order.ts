// Where requests stand and where a move would put them. Knows the queue, no command's answer.
import type { Lane, RequestValue } from "../../shared/wire/types";

export interface Placed {
  readonly request: RequestValue;
  /** In the whole order of speaking, from 1. */
  readonly place: number;
}

export type Way = "top" | "up" | "down";

/** The lanes, that which goes first in most houses above. */
export const lanes: readonly Lane[] = ["order", "reply", "list"];

export function inLane(queue: readonly RequestValue[], lane: Lane): readonly Placed[] {
  return queue
    .map((request, index) => ({ request, place: index + 1 }))
    .filter(({ request }) => request.lane === lane);
}

/**
 * Before which request one would have to be put to go that way within its own lane, so that lanes
 * and places never contradict each other; empty: at the end; nothing: it can't go there.
 */
export function before(
  queue: readonly RequestValue[],
  request: RequestValue,
  way: Way,
): string | undefined {
  const own = queue.filter(({ lane }) => lane === request.lane);
  const at = own.findIndex((one) => one.request === request.request);
  switch (way) {
    case "top": {
      const first = own[0]?.request;
      return first === request.request ? undefined : first;
    }
    case "up":
      return own[at - 1]?.request;
    case "down": {
      const next = own[at + 1];
      return next === undefined ? undefined : (queue[queue.indexOf(next) + 1]?.request ?? "");
    }
  }
}
