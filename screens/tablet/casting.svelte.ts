// What this tablet has chosen and sent in one vote, by ballot: one's own, and of those one stands
// for. Knows tickets; must not know what the hall has recorded.
import { SvelteMap } from "svelte/reactivity";

import type { Hall } from "../shared/hall/hall.svelte";
import type { Ticket } from "../shared/hall/ticket.svelte";
import type { Refused } from "../shared/wire/types";
import type { Answer } from "./ballot";

interface Sent {
  readonly answer: Answer;
  readonly ticket: Ticket;
}

export class Casting {
  readonly #sent = new SvelteMap<string, Sent>();
  readonly #drafts = new SvelteMap<string, Answer>();

  /** `delegate` is empty everywhere for one's own ballot. */
  constructor(
    private readonly hall: Hall,
    private readonly vote: string,
  ) {}

  /** The answer that waits for the hall's word. */
  sending(delegate: string): Answer | undefined {
    const sent = this.#sent.get(delegate);
    return sent?.ticket.state === "sent" ? sent.answer : undefined;
  }

  /** What was not taken, and why, until something else is sent. */
  refused(delegate: string): { answer: Answer; refusal: Refused } | undefined {
    const sent = this.#sent.get(delegate);
    const refusal = sent?.ticket.refusal;
    return sent === undefined || refusal === undefined
      ? undefined
      : { answer: sent.answer, refusal };
  }

  /** The marks that are chosen and not sent; marks that were refused are not lost. */
  draft(delegate: string): Answer | undefined {
    const refused = this.refused(delegate)?.answer;
    return this.#drafts.get(delegate) ?? (refused?.choice === "" ? refused : undefined);
  }

  /** Choose marks, without sending them. */
  mark(delegate: string, marks: readonly string[]): void {
    this.#drafts.set(delegate, { choice: "", marks });
  }

  /** Send an answer; `after` is the time of the recorded ballot that the person saw, 0 for none. */
  cast(delegate: string, answer: Answer, after: number): void {
    const ticket = this.hall.give({
      t: "CastBallot",
      vote: this.vote,
      ...(answer.choice === "" ? { marks: [...answer.marks] } : { choice: answer.choice }),
      ...(delegate === "" ? {} : { delegate }),
      after,
    });
    this.#sent.set(delegate, { answer, ticket });
    this.#drafts.delete(delegate);
  }
}
