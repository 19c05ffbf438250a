// The commands that are on their way. Knows ids and answers, no socket.
import { SvelteMap } from "svelte/reactivity";

import type { Command, FromHall } from "../wire/types";
import { Ticket } from "./ticket.svelte";

export class Tickets {
  readonly #open = new SvelteMap<string, Ticket>();

  /** The commands without an answer, oldest first. */
  get unanswered(): readonly Command[] {
    return [...this.#open.values()].map((ticket) => ticket.command);
  }

  /** Write a ticket for a command that went out under that id. */
  write(id: string, command: Command): Ticket {
    const ticket = new Ticket(command);
    this.#open.set(id, ticket);
    return ticket;
  }

  /** Give all of them up. */
  lose(): void {
    for (const ticket of this.#open.values()) {
      ticket.state = "lost";
    }
    this.#open.clear();
  }

  /** Settle the ticket that a message answers, if it answers one. */
  settle(message: FromHall): void {
    if (message.t !== "done" && message.t !== "refused") {
      return;
    }
    const ticket = this.#open.get(message.id);
    if (ticket !== undefined) {
      this.#open.delete(message.id);
      ticket.refusal = message.t === "refused" ? message : undefined;
      ticket.state = message.t;
    }
  }
}
