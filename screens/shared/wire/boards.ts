// The boards by name and key, with the shape of each value; see docs/reference/boards.md.
// Knows where a value stands. Must not know who may see it: that is the hall's business.
import type { Board, Mirror } from "./mirror";
import type {
  AttendanceValue,
  CallValue,
  Channel,
  CorrectionValue,
  CountingValue,
  CouncilValue,
  DelegateValue,
  ItemValue,
  KindValue,
  MajorityValue,
  MeValue,
  MicrophoneValue,
  NamesValue,
  NoticeValue,
  OwnFloorValue,
  OwnVoteValue,
  PersonValue,
  PreparedValue,
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
  call: CallValue;
  notice: NoticeValue;
}

interface DeskKeys {
  bridges: number;
  tally: TallyValue;
  call: CallValue;
  majorities: readonly MajorityValue[];
  kinds: readonly KindValue[];
  prepared: readonly PreparedValue[];
}

interface DeskRows {
  delegate: DelegateValue;
  ballot: Channel;
  microphone: MicrophoneValue;
  plan: PreparedValue;
  counting: CountingValue;
  corrections: readonly CorrectionValue[];
  names: NamesValue;
}

interface DisplayKeys {
  tally: TallyValue;
  people: readonly PersonValue[];
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
  /** How far a roll call is. */
  get call(): CallValue | undefined {
    return this.#read.one("call");
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
  readonly #read: Reader<DeskKeys, DeskRows>;

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
  /** The kinds of vote of the rule pack, the default one first. */
  get kinds(): readonly KindValue[] {
    return this.#read.one("kinds") ?? [];
  }
  /** The votes that are set up and not opened. */
  get prepared(): readonly PreparedValue[] {
    return this.#read.one("prepared") ?? [];
  }
  /** How far a roll call is. */
  get call(): CallValue | undefined {
    return this.#read.one("call");
  }
  /** What was planned of votes that have opened, by vote. */
  get plans(): ReadonlyMap<string, PreparedValue> {
    return this.#read.all("plan");
  }
  /** Who counts on paper, by vote. */
  get counting(): ReadonlyMap<string, CountingValue> {
    return this.#read.all("counting");
  }
  /** What was claimed after the close, by vote. */
  get corrections(): ReadonlyMap<string, readonly CorrectionValue[]> {
    return this.#read.all("corrections");
  }
  /** Who voted how, by vote, where the rules publish it. */
  get names(): ReadonlyMap<string, NamesValue> {
    return this.#read.all("names");
  }
}

/** What the wall may show besides. */
export class DisplayBoard {
  readonly #read: Reader<DisplayKeys, { names: NamesValue }>;

  constructor(mirror: Mirror) {
    this.#read = new Reader(() => mirror.board("display"));
  }

  get tally(): TallyValue | undefined {
    return this.#read.one("tally");
  }
  /** Who sits in the council. */
  get people(): readonly PersonValue[] {
    return this.#read.one("people") ?? [];
  }
  /** Who voted how, by vote, where the rules publish it. */
  get names(): ReadonlyMap<string, NamesValue> {
    return this.#read.all("names");
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
