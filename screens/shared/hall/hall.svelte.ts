// The hall as a screen has it: boards to read, commands to give, a state of the connection.
// Knows session and link; components know this, never a socket.
import { getContext, setContext } from "svelte";

import { DeskBoard, DisplayBoard, HallBoard, SeatBoard } from "../wire/boards";
import { Link, type LinkState, type Socket } from "../wire/link";
import { Session } from "../wire/session";
import { authority, type Command, type Refused, type Role } from "../wire/types";
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
      },
      onMessage: (message) => {
        this.#tickets.settle(message);
        if (message.t === "refused") {
          this.refusals = [...this.refusals, message].slice(-refusals_max);
        }
      },
    });
  }

  /** Whether what is on the screen is what the hall has now. */
  get isCurrent(): boolean {
    return this.link.kind === "open";
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

  /** Give a command; it is sent again after a drop until the hall has answered. */
  give(command: Command): Ticket {
    return this.#tickets.write(this.#link.send(command), command);
  }

  dismiss(refusal: Refused): void {
    this.refusals = this.refusals.filter((kept) => kept !== refusal);
  }
}

const key = Symbol("hall");

export function provideHall(hall: Hall): void {
  setContext(key, hall);
}

export function useHall(): Hall {
  return getContext<Hall>(key);
}
