// A count of who is really there, as screens tell of it. Knows calls; no looks.
import type { ClockValue, QuorumCallValue } from "../wire/types";

/** The last part of a call: time for one press. */
const warning_ms = 10_000;

/** A call that is under way, as a clock. */
export function clockOfCall(call: QuorumCallValue): ClockValue {
  const limit_ms = call.ends_at - call.called_at;
  return { limit_ms, used_ms: 0, since: call.called_at, warning_ms };
}

/** Tell whether answers are still taken. */
export function underWay(call: QuorumCallValue | undefined): call is QuorumCallValue {
  return call?.ended_at === null;
}
