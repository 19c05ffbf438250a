// Why a connection ends, and whether to come back. Knows close codes, nothing of sockets.
import { Close, COME_BACK_FROM, STANDARD_COME_BACK } from "./types";

/** Tell whether a client whose connection was closed with `code` should come back by itself. */
export function mayComeBack(code: number): boolean {
  return code >= COME_BACK_FROM || STANDARD_COME_BACK.includes(code);
}

/** Tell whether the hall no longer knows who we are, so that one must sign in anew. */
export function isSignedOut(code: number): boolean {
  return code === Close.TOKEN_UNKNOWN || code === Close.SIGNED_OUT;
}
