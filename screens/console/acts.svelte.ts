// What the desk asks of the hall: one command at a time of each kind, and the questions that
// stand before those which cannot be taken back. Knows commands; must not know how it looks.
import { getContext, setContext } from "svelte";
import { SvelteMap } from "svelte/reactivity";

import type { Hall } from "../shared/hall/hall.svelte";
import type { Ticket } from "../shared/hall/ticket.svelte";
import type {
  Command,
  DelegateValue,
  ItemValue,
  PersonValue,
  RequestValue,
  TurnValue,
  UndertakingValue,
  VoteState,
  VoteValue,
} from "../shared/wire/types";
import { isAnything, leftBehind } from "./left_behind";
import type { Given } from "./questioning/promises";
import { takesBallots } from "./vote/missing";

/** A vote that may be annulled: set up, running or declared. */
export interface Annullable {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly title_en: string;
  readonly state: VoteState;
}

/** What is asked once before it is done. */
export type Question =
  | { readonly kind: "adjourn" | "suspend" }
  | { readonly kind: "take"; readonly item: ItemValue }
  | { readonly kind: "close"; readonly vote: VoteValue }
  | { readonly kind: "open-another"; readonly open: () => void }
  | { readonly kind: "annul"; readonly vote: Annullable }
  | { readonly kind: "ballot"; readonly vote: VoteValue; readonly person: PersonValue }
  | { readonly kind: "move"; readonly request: RequestValue; readonly before: string }
  | { readonly kind: "seat"; readonly turn: TurnValue }
  | { readonly kind: "excuse"; readonly delegate: DelegateValue }
  | { readonly kind: "promise"; readonly given: Given }
  | { readonly kind: "promise-kept"; readonly undertaking: UndertakingValue };

export class Acts {
  question = $state.raw<Question>();
  readonly #sent = new SvelteMap<string, Ticket>();
  /** Why a request was moved last: further steps of the same one need no other reason. */
  #moved: { readonly request: string; readonly reason: string } | undefined;

  constructor(private readonly hall: Hall) {}

  /** Whether the desk sees how things stand now; only then it gives commands. */
  get ready(): boolean {
    return this.hall.isCurrent;
  }

  /** Give a command, unless the same one is still on its way or the desk is not `ready`. */
  give(command: Command): Ticket | undefined {
    if (!this.ready) {
      return undefined;
    }
    const key = JSON.stringify(command);
    const before = this.#sent.get(key);
    if (before?.state === "sent") {
      return before;
    }
    const ticket = this.hall.give(command);
    this.#sent.set(key, ticket);
    return ticket;
  }

  /** Whether this role may give that command now, and none such is on its way. */
  can(name: Command["t"]): boolean {
    return this.ready && this.hall.may(name) && !this.isSending(name);
  }

  /** Whether a command of that name is on its way. */
  isSending(name: Command["t"]): boolean {
    return [...this.#sent.values()].some(
      (ticket) => ticket.state === "sent" && ticket.command.t === name,
    );
  }

  /** Close at once when everybody has voted, or the hall can't know who has; otherwise ask. */
  close(vote: VoteValue): void {
    const tally = this.hall.desk.tally;
    const silent = vote.register - (tally?.vote === vote.id ? tally.cast : 0);
    if (silent > 0 && takesBallots(vote)) {
      this.question = { kind: "close", vote };
    } else {
      this.give({ t: "CloseVote", vote: vote.id });
    }
  }

  /** Take an item at once when nobody is cut short or left waiting by it; otherwise ask. */
  take(item: ItemValue): void {
    if (isAnything(leftBehind(this.hall.board, this.hall.desk))) {
      this.question = { kind: "take", item };
    } else {
      this.give({ t: "TakeItem", item: item.id });
    }
  }

  /** Move a request: its reason is asked for once, however many steps it takes. */
  move(request: RequestValue, before: string): void {
    if (this.#moved?.request === request.request) {
      this.moveFor(request, before, this.#moved.reason);
    } else {
      this.question = { kind: "move", request, before };
    }
  }

  moveFor({ request }: RequestValue, before: string, reason: string): void {
    this.#moved = { request, reason };
    this.answer({ t: "MoveRequest", request, before, reason });
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
    switch (this.question?.kind) {
      case "adjourn":
        this.answer({ t: "AdjournSitting" });
        break;
      case "suspend":
        this.answer({ t: "SuspendSitting" });
        break;
      case "take":
        this.answer({ t: "TakeItem", item: this.question.item.id });
        break;
      case "close":
        this.answer({ t: "CloseVote", vote: this.question.vote.id });
        break;
      case "open-another": {
        const { open } = this.question;
        this.question = undefined;
        open();
        break;
      }
      case "annul":
      case "ballot":
      case "move":
      case "seat":
      case "excuse":
      case "promise":
      case "promise-kept":
      case undefined:
        break;
    }
  }

  /** Do what a question was about. */
  answer(command: Command): void {
    if (this.ready) {
      this.question = undefined;
      this.give(command);
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
