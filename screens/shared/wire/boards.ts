// The boards by name and key, with the shape of each value; see docs/reference/boards.md.
// Knows where a value stands. Must not know who may see it: that is the hall's business.
import type { Board, Mirror } from "./mirror";
import type {
  AnswerableValue,
  AttendanceValue,
  BudgetValue,
  CallValue,
  Channel,
  CorrectionValue,
  CountingValue,
  CouncilValue,
  DelegateValue,
  FloorValue,
  GuestValue,
  ItemValue,
  KindValue,
  ListValue,
  MajorityValue,
  MeValue,
  MicrophoneValue,
  NamesValue,
  NoticeValue,
  OwnFloorValue,
  OwnQuestionValue,
  OwnVoteValue,
  PersonValue,
  PlaceValue,
  PreparedValue,
  PresenceValue,
  QuestionValue,
  QuorumCallValue,
  RequestValue,
  SittingValue,
  SpeechKindValue,
  SpokenValue,
  TallyValue,
  TopicValue,
  TurnRecordValue,
  TurnValue,
  UndertakingValue,
  VoteValue,
  WrittenValue,
} from "./types";

interface HallKeys {
  council: CouncilValue;
  sitting: SittingValue;
  attendance: AttendanceValue;
  agenda: readonly ItemValue[];
  floor: FloorValue;
  speeches: readonly SpeechKindValue[];
  turns: readonly TurnValue[];
  queue: readonly RequestValue[];
  budgets: readonly BudgetValue[];
  quorum_call: QuorumCallValue;
  topics: readonly TopicValue[];
  respondents: readonly AnswerableValue[];
  undertakings: readonly UndertakingValue[];
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
  lists: readonly ListValue[];
  guests: readonly GuestValue[];
  places: readonly PlaceValue[];
  notice: NoticeValue;
}

interface DeskRows {
  delegate: DelegateValue;
  ballot: Channel;
  microphone: MicrophoneValue;
  turn: TurnRecordValue;
  spoken: SpokenValue;
  written: WrittenValue;
  timeline: readonly PresenceValue[];
  question: QuestionValue;
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
  questions: readonly OwnQuestionValue[];
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
  /** How microphones open, whether the list takes names, and the clock of the item. */
  get floor(): FloorValue | undefined {
    return this.#read.one("floor");
  }
  /** The kinds of speech of the rule pack, by rank. */
  get speeches(): readonly SpeechKindValue[] {
    return this.#read.one("speeches") ?? [];
  }
  /** Turns that have not ended; the first has the floor. */
  get turns(): readonly TurnValue[] {
    return this.#read.one("turns") ?? [];
  }
  get queue(): readonly RequestValue[] {
    return this.#read.one("queue") ?? [];
  }
  /** The groups' time for the item under way. */
  get budgets(): readonly BudgetValue[] {
    return this.#read.one("budgets") ?? [];
  }
  /** The quorum call that is under way, or the last one. */
  get quorumCall(): QuorumCallValue | undefined {
    return this.#read.one("quorum_call");
  }
  /** The topics of questioning, in the order to be taken. */
  get topics(): readonly TopicValue[] {
    return this.#read.one("topics") ?? [];
  }
  /** To whom a question can be put. */
  get respondents(): readonly AnswerableValue[] {
    return this.#read.one("respondents") ?? [];
  }
  get undertakings(): readonly UndertakingValue[] {
    return this.#read.one("undertakings") ?? [];
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
  /** Every turn of the sitting, in the order of granting. */
  get turns(): readonly TurnRecordValue[] {
    return [...this.#read.all("turn").values()].sort((a, b) => a.granted_at - b.granted_at);
  }
  /** How often and how long, by speaker. */
  get spoken(): ReadonlyMap<string, SpokenValue> {
    return this.#read.all("spoken");
  }
  /** Speeches that were handed in in writing. */
  get written(): ReadonlyMap<string, WrittenValue> {
    return this.#read.all("written");
  }
  /** Comings and goings, by delegate. */
  get timelines(): ReadonlyMap<string, readonly PresenceValue[]> {
    return this.#read.all("timeline");
  }
  /** The written questions with their texts, by id. */
  get questions(): ReadonlyMap<string, QuestionValue> {
    return this.#read.all("question");
  }
  /** Who waits to speak on items that are not under way. */
  get lists(): readonly ListValue[] {
    return this.#read.one("lists") ?? [];
  }
  /** Who may be called and has no vote. */
  get guests(): readonly GuestValue[] {
    return this.#read.one("guests") ?? [];
  }
  /** Microphones that are nobody's seat. */
  get places(): readonly PlaceValue[] {
    return this.#read.one("places") ?? [];
  }
  /** What the desk must know of the hall itself, and nobody else need. */
  get notice(): NoticeValue | undefined {
    return this.#read.one("notice");
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
  /** The written questions one has handed in. */
  get questions(): readonly OwnQuestionValue[] {
    return this.#read.one("questions") ?? [];
  }
  get vote(): OwnVoteValue | undefined {
    return this.#read.one("vote");
  }
}
