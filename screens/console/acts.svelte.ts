// What the desk asks of the hall: one command at a time of each kind, and the questions that
// stand before those which cannot be taken back. Knows commands; must not know how it looks.
import { getContext, setContext } from "svelte";
import { SvelteMap } from "svelte/reactivity";

import type { Hall } from "../shared/hall/hall.svelte";
import type { Ticket } from "../shared/hall/ticket.svelte";
import type { Command, VoteValue } from "../shared/wire/types";

/** What is asked once before it is done. */
export type Question =
  | { readonly kind: "adjourn" | "suspend" }
  | { readonly kind: "close"; readonly vote: VoteValue };

export class Acts {
  question = $state.raw<Question>();
  readonly #sent = new SvelteMap<string, Ticket>();

  constructor(private readonly hall: Hall) {}

  /** Whether the desk sees how things stand now; only then it gives commands. */
  get ready(): boolean {
    return this.hall.isCurrent;
  }

  /** Give a command, unless the same one is still on its way or the desk is not `ready`. */
  give(command: Command): void {
    if (!this.ready) {
      return;
    }
    const key = JSON.stringify(command);
    if (this.#sent.get(key)?.state !== "sent") {
      this.#sent.set(key, this.hall.give(command));
    }
  }

  /** Whether a command of that name is on its way. */
  isSending(name: Command["t"]): boolean {
    return [...this.#sent.values()].some(
      (ticket) => ticket.state === "sent" && ticket.command.t === name,
    );
  }

  /** Close at once when everybody has voted or time is up; otherwise ask. */
  close(vote: VoteValue): void {
    const tally = this.hall.desk.tally;
    const silent = vote.register - (tally?.vote === vote.id ? tally.cast : 0);
    if (silent > 0) {
      this.question = { kind: "close", vote };
    } else {
      this.give({ t: "CloseVote", vote: vote.id });
    }
  }

  ask(question: Question): void {
    this.question = question;
  }

  no(): void {
    this.question = undefined;
  }

  yes(): void {
    if (!this.ready) {
      return;
    }
    const question = this.question;
    this.question = undefined;
    switch (question?.kind) {
      case "adjourn":
        this.give({ t: "AdjournSitting" });
        break;
      case "suspend":
        this.give({ t: "SuspendSitting" });
        break;
      case "close":
        this.give({ t: "CloseVote", vote: question.vote.id });
        break;
      case undefined:
        break;
    }
  }
}

const key = Symbol("acts");

export function provideActs(acts: Acts): void {
  setContext(key, acts);
}

export function useActs(): Acts {
  return getContext<Acts>(key);
}
