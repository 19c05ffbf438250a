// The conversation without sockets: hello, resume, command ids, clock offset.
// Knows which message may come when. Must not know how bytes travel, nor what a command means.
// Times are ms; `now` always comes in as an argument.
import { decode, encode } from "./codec";
import { Mirror } from "./mirror";
import {
  unacknowledged_commands_max,
  WIRE_VERSION,
  type Command,
  type FromHall,
  type Pong,
  type Welcome,
} from "./types";

type Bytes = Uint8Array<ArrayBuffer>;

/** One device's conversation with the hall, over any number of connections. */
export class Session {
  readonly mirror = new Mirror();
  welcome: Welcome | undefined;
  /** Add it to this machine's time in ms to have the hall's. */
  clockOffset = 0;
  readonly #pending = new Map<string, Bytes>();
  #bestRoundTrip: number | undefined;

  /** `newId` makes command ids that no other run of this device has made. */
  constructor(
    readonly token: string,
    private readonly newId: () => string,
    private readonly client: string,
  ) {}

  /** Ids of the commands that the hall has not answered, oldest first. */
  get unacknowledged(): readonly string[] {
    return [...this.#pending.keys()];
  }

  /** Give the first message of a new connection. */
  hello(): Bytes {
    this.welcome = undefined;
    this.#bestRoundTrip = undefined;
    const { epoch, versions } = this.mirror;
    return encode({
      t: "hello",
      wire: WIRE_VERSION,
      token: this.token,
      ...(epoch === "" ? {} : { epoch }),
      ...(versions.size === 0 ? {} : { boards: Object.fromEntries(versions) }),
      client: this.client,
    });
  }

  /**
   * Give id and bytes of a new command, and remember it until it is answered.
   * Throws `RangeError` when `unacknowledged_commands_max` are in flight.
   */
  command(command: Command): { id: string; data: Bytes } {
    if (this.#pending.size >= unacknowledged_commands_max) {
      throw new RangeError("too many commands without an answer");
    }
    const id = this.newId();
    const data = encode({ t: "do", id, command });
    this.#pending.set(id, data);
    return { id, data };
  }

  /** Give a command up: it will not be sent again. */
  forget(id: string): void {
    this.#pending.delete(id);
  }

  /** Give what must be sent again after a welcome, under the old ids, in order. */
  unanswered(): readonly Bytes[] {
    return [...this.#pending.values()];
  }

  /** Give a ping sent at this machine's `now`. */
  ping(now: number): Bytes {
    return encode({ t: "ping", sent: now });
  }

  /**
   * Take one message in. Throws `WireError` or `MirrorGap`: then the connection is of no use. An
   * acknowledgement whose patch leaves a gap does not count; its command is sent again.
   */
  receive(data: Uint8Array, now: number): FromHall {
    const message = decode(data);
    switch (message.t) {
      case "welcome":
        this.welcome = message;
        this.clockOffset = message.now - now;
        this.mirror.enterEpoch(message.epoch);
        break;
      case "patch":
        this.mirror.apply(message);
        break;
      case "done":
        if (message.patch !== undefined) {
          this.mirror.apply(message.patch);
        }
        this.#pending.delete(message.id);
        break;
      case "refused":
        this.#pending.delete(message.id);
        break;
      case "pong":
        this.#takeTime(message, now);
        break;
    }
    return message;
  }

  /** Trust the quickest exchange: its error is at most half its round trip. */
  #takeTime(pong: Pong, now: number): void {
    const roundTrip = Math.max(0, now - pong.sent);
    if (this.#bestRoundTrip === undefined || roundTrip <= this.#bestRoundTrip) {
      this.#bestRoundTrip = roundTrip;
      this.clockOffset = pong.now + Math.floor(roundTrip / 2) - now;
    }
  }
}
