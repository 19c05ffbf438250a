// The hall as a screen has it: boards to read, commands to give, a state of the connection.
// Knows session and link; components know this, never a socket.
import { getContext, setContext } from "svelte";
import { SvelteSet } from "svelte/reactivity";

import { DeskBoard, DisplayBoard, HallBoard, SeatBoard } from "../wire/boards";
import { Link, type LinkState, type Socket } from "../wire/link";
import { Session } from "../wire/session";
import { authority, type Command, type FromHall, type Refused, type Role } from "../wire/types";
import { Clock, machineNow } from "./clock";
import { newCommandId } from "./command_id";
import type { Identity } from "./identity";
import type { Ticket } from "./ticket.svelte";
import { Tickets } from "./tickets";

/** Refusals kept for reading; the oldest goes first. */
const refusals_max = 4;

export class Hall {
  readonly board: HallBoard;
  readonly desk: DeskBoard;
  readonly display: DisplayBoard;
  readonly seat: SeatBoard;
  readonly clock: Clock;
  link = $state.raw<LinkState>({ kind: "connecting" });
  refusals = $state.raw<readonly Refused[]>([]);
  /** What the desk had given when the connection dropped: nobody knows whether it was done. */
  lost = $state.raw<readonly Command[]>([]);
  /** What has not come yet since the last drop: the welcome, then the boards it names. */
  readonly #behind = new SvelteSet(["welcome"]);
  readonly #session: Session;
  readonly #link: Link;
  readonly #tickets = new Tickets();

  constructor(
    readonly identity: Identity,
    connect: () => Socket,
    newId: () => string = newCommandId,
  ) {
    this.#session = new Session(identity.token, newId, "screens 0.1.0");
    const { mirror } = this.#session;
    this.board = new HallBoard(mirror);
    this.desk = new DeskBoard(mirror);
    this.display = new DisplayBoard(mirror);
    this.seat = new SeatBoard(mirror, identity.delegate);
    this.clock = new Clock(() => this.#session.clockOffset);
    this.#link = new Link({
      session: this.#session,
      connect,
      now: machineNow,
      random: Math.random,
      onState: (state) => {
        this.link = state;
        if (state.kind !== "open") {
          this.#fallBehind();
        }
      },
      onMessage: (message) => {
        this.#catchUp(message);
        this.#tickets.settle(message);
        if (message.t === "refused") {
          this.refusals = [...this.refusals, message].slice(-refusals_max);
        }
      },
    });
  }

  /** Whether what is on the screen is what the hall has now. */
  get isCurrent(): boolean {
    return this.link.kind === "open" && this.#behind.size === 0;
  }

  /**
   * Whether commands wait for a lost connection. A delegate's own do; those of the desk do not,
   * for what is right for everybody now may be wrong when the hall is there again.
   */
  get waits(): boolean {
    return this.identity.role === "delegate";
  }

  /** The commands that wait for an answer, oldest first. */
  get unanswered(): readonly Command[] {
    return this.#tickets.unanswered;
  }

  /** Whether this role may give that command; the hall decides again. */
  may(command: Command["t"]): boolean {
    return authority[command].includes(this.identity.role as Role);
  }

  start(): void {
    this.#link.start();
  }

  stop(): void {
    this.#link.stop();
  }

  nudge(): void {
    this.#link.nudge();
  }

  /**
   * Give a command; if it `waits`, it is sent again after a drop until the hall has answered.
   * Throws when it would have to wait and must not.
   */
  give(command: Command): Ticket {
    if (!this.waits && !this.isCurrent) {
      throw new Error(`${command.t} must not wait for the hall`);
    }
    return this.#tickets.write(this.#link.send(command), command);
  }

  dismiss(refusal: Refused): void {
    this.refusals = this.refusals.filter((kept) => kept !== refusal);
  }

  dismissLost(): void {
    this.lost = [];
  }

  #fallBehind(): void {
    this.#behind.add("welcome");
    if (!this.waits) {
      this.lost = [...this.lost, ...this.unanswered];
      this.#tickets.lose();
      for (const id of this.#session.unacknowledged) {
        this.#session.forget(id);
      }
    }
  }

  /** The hall owes a patch for each board after its welcome, even if nothing has changed. */
  #catchUp(message: FromHall): void {
    if (message.t === "welcome") {
      this.#behind.clear();
      for (const board of message.boards) {
        this.#behind.add(board);
      }
    } else if (message.t === "patch") {
      this.#behind.delete(message.board);
    }
  }
}

const key = Symbol("hall");

export function provideHall(hall: Hall): void {
  setContext(key, hall);
}

export function useHall(): Hall {
  return getContext<Hall>(key);
}
