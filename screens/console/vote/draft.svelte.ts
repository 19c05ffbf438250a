// A vote as the desk is setting it up: what was typed, what is wrong with it, and the command that
// follows. Knows boards and commands; must not know how it looks.
import { getContext, setContext } from "svelte";

import type { Hall } from "../../shared/hall/hall.svelte";
import type { Ticket } from "../../shared/hall/ticket.svelte";
import {
  title_characters_max,
  type Command,
  type KindValue,
  type MajorityValue,
  type Option,
  type Plan,
  type PlannedOptionValue,
  type PreparedValue,
  type VoteValue,
} from "../../shared/wire/types";
import { optionsFault, type Fault } from "./faults";
import { inOneLine, whole } from "./typing";

/** The longest window that the hall takes: a day. */
export const seconds_max = 86_400;

/** As many options as the hall takes in one vote. */
export const options_max = 60;

export class Draft {
  /** As typed; until then the title is that of the item, or of the items taken together. */
  typedTitle = $state<string>();
  typedEn = $state<string>();
  seconds = $state("");
  options = $state<PlannedOptionValue[]>([]);
  seats = $state("1");
  marks = $state("");
  part = $state("");
  quorumAsked = $state(false);
  items = $state.raw<readonly string[]>([]);
  /** The delegates whom a vote for or against is about. */
  concerns = $state.raw<readonly string[]>([]);
  /** The prepared vote that is being changed, and the vote that is repeated; empty: none. */
  editing = $state("");
  replaces = $state("");
  /** Only those who tied stand again, as they stood: they may withdraw, and nobody can be added. */
  closedList = $state(false);
  ticket = $state.raw<Ticket>();
  /** One was kept for this item already: another has no title until one is typed. */
  #untitled = $state(false);
  #kind = $state<string>();
  #majority = $state<string>();

  constructor(private readonly hall: Hall) {}

  get kind(): KindValue | undefined {
    const { kinds } = this.hall.desk;
    return kinds.find(({ id }) => id === this.#kind) ?? kinds[0];
  }

  /** Choose a kind, and with it the majority that it needs. */
  chooseKind(id: string): void {
    this.#kind = id;
    this.#majority = undefined;
  }

  get majority(): MajorityValue | undefined {
    const { majorities } = this.hall.desk;
    const wanted = this.#majority ?? this.kind?.majority;
    return majorities.find(({ id }) => id === wanted) ?? majorities[0];
  }

  chooseMajority(id: string): void {
    this.#majority = id;
  }

  get question(): VoteValue["question"] {
    return this.kind?.question ?? "yes-no";
  }

  get title(): string {
    return this.typedTitle ?? this.#proposed.title;
  }

  /** The English title of what is proposed goes with its Vietnamese one. */
  get titleEn(): string {
    const { title, titleEn } = this.#proposed;
    return this.typedEn ?? (this.title === title ? titleEn : "");
  }

  get #proposed(): { title: string; titleEn: string } {
    const { agenda, currentItem } = this.hall.board;
    const taken = agenda.filter(({ id }) => this.items.includes(id));
    const alone = currentItem === undefined || this.#untitled ? [] : [currentItem];
    const several = taken.length > 0 ? taken : alone;
    const english = several.every(({ title_en }) => title_en !== "");
    return {
      title: joined(several.map(({ title }) => title)),
      titleEn: english ? joined(several.map(({ title_en }) => title_en)) : "",
    };
  }

  /** The seconds that were typed; null: nothing, the rules decide; undefined: no such number. */
  get window(): number | null | undefined {
    return this.seconds.trim() === "" ? null : whole(this.seconds, 1, seconds_max);
  }

  get fault(): Fault | undefined {
    if (this.title.trim() === "") {
      return "title";
    }
    if (this.window === undefined) {
      return "seconds";
    }
    return optionsFault(this);
  }

  add(option: Omit<PlannedOptionValue, "id">): void {
    const taken = this.options.map(({ id }) => id);
    let number = 1;
    while (taken.includes(`o${number}`)) {
      number += 1;
    }
    this.options.push({ id: `o${number}`, ...option });
  }

  remove(id: string): void {
    this.options = this.options.filter((option) => option.id !== id);
    const most = this.options.length;
    if (this.closedList && whole(this.seats, 1, most) === undefined) {
      this.seats = String(most);
    }
  }

  /** Begin anew. */
  clear(): void {
    this.typedTitle = this.typedEn = undefined;
    this.#majority = this.#kind = undefined;
    this.seconds = this.marks = this.part = this.editing = this.replaces = "";
    this.seats = "1";
    this.options = [];
    this.items = this.concerns = [];
    this.closedList = this.quorumAsked = this.#untitled = false;
    this.ticket = undefined;
  }

  /** Begin anew after one was kept, without the title that the item would lend. */
  empty(): void {
    this.clear();
    this.#untitled = true;
  }

  /** Change a vote that is set up already. */
  edit(planned: PreparedValue): void {
    this.#load(planned);
    this.editing = planned.id;
    this.replaces = planned.replaces;
    this.closedList = this.#tiedIn(planned.replaces).length > 0;
  }

  /** Vote again on what was voted on; after a tie among those who tied alone. */
  repeat(vote: VoteValue, planned: PreparedValue | undefined): void {
    const tied = this.#tiedIn(vote.id);
    const options = planned?.options ?? vote.options.map((option) => ({ ...option, born: "" }));
    const elected = vote.marked.filter((one) => one.elected).length;
    this.#load({
      ...vote,
      concerns: planned?.concerns ?? [],
      majority: vote.majority.id,
      seconds: planned?.seconds ?? null,
      options: tied.length > 0 ? options.filter(({ id }) => tied.includes(id)) : options,
      seats: tied.length > 0 ? vote.seats - elected : vote.seats,
      marks_max: tied.length > 0 ? 0 : (planned?.marks_max ?? 0),
    });
    this.replaces = vote.id;
    this.closedList = tied.length > 0;
  }

  #tiedIn(id: string): readonly string[] {
    const before = this.hall.board.results.find((vote) => vote.id === id);
    const tied = before?.state === "declared" ? before.marked.filter((one) => one.tied) : [];
    return tied.map(({ option }) => option.id);
  }

  #load(planned: Omit<PreparedValue, "id" | "number" | "item" | "replaces" | "recused">): void {
    this.clear();
    this.typedTitle = planned.title;
    this.typedEn = planned.title_en;
    this.#kind = planned.kind === "" ? undefined : planned.kind;
    this.#majority = planned.majority;
    this.seconds = planned.seconds === null ? "" : String(planned.seconds);
    this.options = planned.options.map((option) => ({ ...option }));
    this.seats = String(planned.seats);
    this.marks = planned.marks_max === 0 ? "" : String(planned.marks_max);
    this.items = planned.items;
    this.concerns = planned.concerns;
    this.part = planned.part;
  }

  /** Whether it can be opened at once, without being set up before. */
  get isSimple(): boolean {
    const { items, concerns, part, editing, replaces } = this;
    const more = [part.trim(), editing, replaces, ...items, ...concerns].join("");
    return this.question === "yes-no" && more === "";
  }

  /** The command that opens it at once. */
  get opening(): Command {
    const { title, title_en, kind, majority, seconds } = this.plan;
    return {
      t: "OpenVote",
      title,
      ...(title_en === undefined ? {} : { title_en }),
      ...(majority === undefined ? {} : { majority }),
      ...(typeof seconds === "number" ? { seconds } : {}),
      ...(kind === undefined ? {} : { kind }),
      ...(this.quorumAsked ? { quorum_asked: true } : {}),
    };
  }

  /** The command that keeps it for later. */
  get preparing(): Command {
    const { plan, editing } = this;
    return { t: "PrepareVote", plan, ...(editing === "" ? {} : { vote: editing }) };
  }

  get plan(): Plan {
    const { kind, majority, window, replaces } = this;
    const titleEn = inOneLine(this.titleEn);
    return {
      title: inOneLine(this.title),
      ...(titleEn === "" ? {} : { title_en: titleEn }),
      ...(kind === undefined || kind.id === "" ? {} : { kind: kind.id }),
      ...(majority === undefined ? {} : { majority: majority.id }),
      ...(typeof window === "number" ? { seconds: window } : {}),
      ...this.#asked,
      ...(replaces === "" ? {} : { replaces }),
    };
  }

  /** What belongs to the question alone; of another kind that was tried nothing stays behind. */
  get #asked(): Partial<Plan> {
    if (this.question === "yes-no") {
      const part = inOneLine(this.part);
      return {
        ...(this.items.length === 0 ? {} : { items: [...this.items] }),
        ...(part === "" ? {} : { part }),
        ...(this.concerns.length === 0 ? {} : { concerns: [...this.concerns] }),
      };
    }
    const options = this.options.map(planned);
    if (this.question !== "approve") {
      return { options };
    }
    const seats = whole(this.seats, 1, options_max) ?? 1;
    const marks_max = whole(this.marks, 1, options_max);
    return { options, seats, ...(marks_max === undefined ? {} : { marks_max }) };
  }
}

function planned({ id, vi, en, delegate, born }: PlannedOptionValue): Option {
  return {
    id,
    vi: inOneLine(vi),
    ...(en.trim() === "" ? {} : { en: inOneLine(en) }),
    ...(delegate === "" ? {} : { delegate }),
    ...(born === "" ? {} : { born }),
  };
}

function joined(titles: readonly string[]): string {
  return titles.join("; ").slice(0, title_characters_max);
}

const key = Symbol("draft");

export function provideDraft(draft: Draft): void {
  setContext(key, draft);
}

export function useDraft(): Draft {
  return getContext<Draft>(key);
}
