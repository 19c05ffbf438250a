// The boards by name and key, with the shape of each value; see docs/reference/boards.md.
// Knows where a value stands. Must not know who may see it: that is the hall's business.
import type { Board, Mirror } from "./mirror";
import type {
  AttendanceValue,
  Channel,
  CouncilValue,
  DelegateValue,
  ItemValue,
  MajorityValue,
  MeValue,
  MicrophoneValue,
  NoticeValue,
  OwnFloorValue,
  OwnVoteValue,
  RequestValue,
  SittingValue,
  SpeakerValue,
  TallyValue,
  VoteValue,
} from "./types";

interface HallKeys {
  council: CouncilValue;
  sitting: SittingValue;
  attendance: AttendanceValue;
  agenda: readonly ItemValue[];
  speaker: SpeakerValue;
  queue: readonly RequestValue[];
  vote: VoteValue;
  notice: NoticeValue;
}

interface DeskKeys {
  bridges: number;
  tally: TallyValue;
  majorities: readonly MajorityValue[];
  vote_seconds: number;
}

interface DisplayKeys {
  tally: TallyValue;
}

interface SeatKeys {
  me: MeValue;
  floor: OwnFloorValue;
  vote: OwnVoteValue;
}

/** Reads one board; `Keys` says what stands under each key, `Rows` under `prefix/<name>`. */
class Reader<Keys, Rows = Record<string, never>> {
  constructor(private readonly find: () => Board | undefined) {}

  one<K extends keyof Keys & string>(key: K): Keys[K] | undefined {
    return this.find()?.get(key) as Keys[K] | undefined;
  }

  all<P extends keyof Rows & string>(prefix: P): Map<string, Rows[P]> {
    const found = new Map<string, Rows[P]>();
    for (const [key, value] of this.find() ?? []) {
      if (key.startsWith(`${prefix}/`)) {
        found.set(key.slice(prefix.length + 1), value as Rows[P]);
      }
    }
    return found;
  }
}

/** What everyone in the hall may know. */
export class HallBoard {
  readonly #read: Reader<HallKeys, { result: VoteValue }>;

  constructor(mirror: Mirror) {
    this.#read = new Reader(() => mirror.board("hall"));
  }

  get council(): CouncilValue | undefined {
    return this.#read.one("council");
  }
  get sitting(): SittingValue | undefined {
    return this.#read.one("sitting");
  }
  get attendance(): AttendanceValue | undefined {
    return this.#read.one("attendance");
  }
  get agenda(): readonly ItemValue[] {
    return this.#read.one("agenda") ?? [];
  }
  get currentItem(): ItemValue | undefined {
    return this.agenda.find((item) => item.state === "current");
  }
  get speaker(): SpeakerValue | undefined {
    return this.#read.one("speaker");
  }
  get queue(): readonly RequestValue[] {
    return this.#read.one("queue") ?? [];
  }
  get vote(): VoteValue | undefined {
    return this.#read.one("vote");
  }
  /** The declared votes, in the order of their numbers. */
  get results(): readonly VoteValue[] {
    return [...this.#read.all("result").values()].sort((a, b) => a.number - b.number);
  }
  get notice(): NoticeValue | undefined {
    return this.#read.one("notice");
  }
}

/** What chair and clerk see besides. */
export class DeskBoard {
  readonly #read: Reader<
    DeskKeys,
    { delegate: DelegateValue; ballot: Channel; microphone: MicrophoneValue }
  >;

  constructor(mirror: Mirror) {
    this.#read = new Reader(() => mirror.board("desk"));
  }

  get delegates(): ReadonlyMap<string, DelegateValue> {
    return this.#read.all("delegate");
  }
  /** By what channel a ballot of the current vote came, by delegate; never which. */
  get ballots(): ReadonlyMap<string, Channel> {
    return this.#read.all("ballot");
  }
  get microphones(): ReadonlyMap<string, MicrophoneValue> {
    return this.#read.all("microphone");
  }
  /** Bridges that are connected: without one, what units and microphones reported may be old. */
  get bridges(): number {
    return this.#read.one("bridges") ?? 0;
  }
  get tally(): TallyValue | undefined {
    return this.#read.one("tally");
  }
  /** The majorities of the rule pack, the default one first. */
  get majorities(): readonly MajorityValue[] {
    return this.#read.one("majorities") ?? [];
  }
  /** How long a vote stays open by the rule pack; 0: until the chair closes it. */
  get voteSeconds(): number {
    return this.#read.one("vote_seconds") ?? 0;
  }
}

/** What the wall may show besides, before the close. */
export class DisplayBoard {
  readonly #read: Reader<DisplayKeys>;

  constructor(mirror: Mirror) {
    this.#read = new Reader(() => mirror.board("display"));
  }

  get tally(): TallyValue | undefined {
    return this.#read.one("tally");
  }
}

/** What one delegate alone sees. */
export class SeatBoard {
  readonly #read: Reader<SeatKeys>;

  constructor(mirror: Mirror, delegate: string) {
    this.#read = new Reader(() => mirror.board(`seat/${delegate}`));
  }

  get me(): MeValue | undefined {
    return this.#read.one("me");
  }
  get floor(): OwnFloorValue | undefined {
    return this.#read.one("floor");
  }
  get vote(): OwnVoteValue | undefined {
    return this.#read.one("vote");
  }
}
