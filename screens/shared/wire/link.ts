// The one file that owns a websocket: connects, comes back after a drop, notices a dead line.
// Knows sockets and time. Must not know boards or what a command means.
import { mayComeBack } from "./closing";
import { WireError } from "./codec";
import { MirrorGap } from "./mirror";
import type { Session } from "./session";
import {
  Close,
  ping_seconds,
  reconnect_seconds_base,
  reconnect_seconds_max,
  type Command,
  type FromHall,
} from "./types";

/** From asking anything to hearing anything; a hall's network answers within milliseconds. */
export const answer_ms_max = 5_000;

/**
 * `connecting`: on the way · `open`: the hall has welcomed us · `waiting`: dropped, comes back by
 * itself · `ended`: closed for good with `code`, something must change first.
 */
export type LinkState =
  | { readonly kind: "connecting" | "open" | "waiting" }
  | { readonly kind: "ended"; readonly code: number };

/** As much of a browser's WebSocket as is used here. */
export interface Socket extends Pick<
  WebSocket,
  "binaryType" | "close" | "onopen" | "onmessage" | "onclose"
> {
  send(data: Uint8Array<ArrayBuffer>): void;
}

export interface LinkParts {
  readonly session: Session;
  readonly connect: () => Socket;
  /** This machine's time in ms; must not jump. */
  readonly now: () => number;
  /** Evenly from 0 up to 1. */
  readonly random: () => number;
  readonly onState: (state: LinkState) => void;
  readonly onMessage: (message: FromHall) => void;
}

type Timer = ReturnType<typeof setTimeout>;

/** A connection that is kept up until it is stopped. */
export class Link {
  #socket: Socket | undefined;
  #state: LinkState = { kind: "waiting" };
  #attempt = 0;
  #openedAt: number | undefined;
  #comeBack: Timer | undefined;
  #answer: Timer | undefined;
  #ping: Timer | undefined;

  constructor(private readonly parts: LinkParts) {}

  get state(): LinkState {
    return this.#state;
  }

  /** Connect; from now on the link comes back by itself. */
  start(): void {
    clearTimeout(this.#comeBack);
    this.#become({ kind: "connecting" });
    const socket = this.parts.connect();
    socket.binaryType = "arraybuffer";
    socket.onopen = () => {
      socket.send(this.parts.session.hello());
    };
    socket.onmessage = (event: MessageEvent<unknown>) => {
      this.#hear(event.data);
    };
    socket.onclose = (event) => {
      this.#lose(event.code);
    };
    this.#socket = socket;
    this.#awaitAnswer();
  }

  /** Hang up for good. */
  stop(): void {
    this.#hangUp();
    clearTimeout(this.#comeBack);
    this.#become({ kind: "ended", code: Close.NORMAL });
  }

  /** Send a command, at once or as soon as the hall is there again; give its id. */
  send(command: Command): string {
    const { id, data } = this.parts.session.command(command);
    if (this.#state.kind === "open") {
      this.#write(data);
    }
    return id;
  }

  /** The machine woke up or its network changed: look at once instead of waiting. */
  nudge(): void {
    if (this.#state.kind === "waiting") {
      this.start();
    } else if (this.#state.kind === "open") {
      this.#sendPing();
    }
  }

  #hear(data: unknown): void {
    clearTimeout(this.#answer);
    this.#answer = undefined;
    try {
      const bytes = data instanceof ArrayBuffer ? new Uint8Array(data) : new Uint8Array();
      const message = this.parts.session.receive(bytes, this.parts.now());
      if (message.t === "welcome") {
        this.#welcomed();
      }
      this.parts.onMessage(message);
    } catch (error) {
      if (error instanceof WireError || error instanceof MirrorGap) {
        this.#drop();
      } else {
        throw error;
      }
    }
  }

  #welcomed(): void {
    this.#openedAt = this.parts.now();
    this.#become({ kind: "open" });
    for (const data of this.parts.session.unanswered()) {
      this.#write(data);
    }
    this.#sendPing();
  }

  #sendPing(): void {
    clearTimeout(this.#ping);
    this.#write(this.parts.session.ping(this.parts.now()));
    this.#ping = setTimeout(() => {
      this.#sendPing();
    }, ping_seconds * 1_000);
  }

  #write(data: Uint8Array<ArrayBuffer>): void {
    this.#socket?.send(data);
    this.#awaitAnswer();
  }

  #awaitAnswer(): void {
    this.#answer ??= setTimeout(() => {
      this.#drop();
    }, answer_ms_max);
  }

  /** The line is dead or useless: leave it and come back. */
  #drop(): void {
    this.#hangUp();
    this.#wait();
  }

  #lose(code: number): void {
    this.#hangUp();
    if (mayComeBack(code)) {
      this.#wait();
    } else {
      this.#become({ kind: "ended", code });
    }
  }

  #hangUp(): void {
    clearTimeout(this.#answer);
    clearTimeout(this.#ping);
    this.#answer = undefined;
    const socket = this.#socket;
    this.#socket = undefined;
    if (socket !== undefined) {
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close();
    }
  }

  #wait(): void {
    this.#attempt = this.#hasLasted() ? 0 : this.#attempt;
    this.#openedAt = undefined;
    const longest = Math.min(reconnect_seconds_max, reconnect_seconds_base * 2 ** this.#attempt);
    this.#attempt += 1;
    this.#become({ kind: "waiting" });
    this.#comeBack = setTimeout(
      () => {
        this.start();
      },
      this.parts.random() * longest * 1_000,
    );
  }

  /** A hall that welcomes and drops at once must not be met with a storm. */
  #hasLasted(): boolean {
    const lasted = this.parts.now() - (this.#openedAt ?? this.parts.now());
    return lasted > reconnect_seconds_max * 1_000;
  }

  #become(state: LinkState): void {
    this.#state = state;
    this.parts.onState(state);
  }
}
