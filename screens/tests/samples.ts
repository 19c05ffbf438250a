// Made-up values of boards, for tests.
import type {
  AttendanceValue,
  ClockValue,
  CountsValue,
  DelegateValue,
  FloorValue,
  ItemValue,
  KindValue,
  MajorityValue,
  MarkedValue,
  MicrophoneValue,
  OptionValue,
  OwnBallotValue,
  OwnFloorValue,
  OwnVoteValue,
  PersonValue,
  PreparedValue,
  QuestionValue,
  QuorumCallValue,
  RequestValue,
  ShareValue,
  SittingState,
  SittingValue,
  SpeechKindValue,
  ThresholdValue,
  TopicValue,
  TurnRecordValue,
  TurnValue,
  UndertakingValue,
  VerdictValue,
  VoteValue,
} from "../shared/wire/types";

export function majority(rest: Partial<MajorityValue> = {}): MajorityValue {
  return {
    id: "resolution",
    vi: "Quá nửa tổng số đại biểu",
    en: "More than half of all delegates",
    source: "Điều 91",
    joined: "all",
    thresholds: [threshold()],
    needed: 3,
    ...rest,
  };
}

export function threshold(rest: Partial<ThresholdValue> = {}): ThresholdValue {
  return { base: "in_office", num: 1, den: 2, strict: true, unit: "heads", needed: 3, ...rest };
}

export function vote(rest: Partial<VoteValue> = {}): VoteValue {
  return {
    id: "v1",
    number: 1,
    title: "Nghị quyết về ngân sách",
    title_en: "Resolution on the budget",
    item: "i1",
    items: [],
    part: "",
    replaces: "",
    kind: "recorded",
    kind_vi: "Biểu quyết công khai",
    kind_en: "Recorded vote",
    form: "recorded",
    question: "yes-no",
    words: { yes: null, no: null, abstain: null },
    options: [],
    seats: 1,
    marks_max: 1,
    abstain: true,
    state: "open",
    majority: majority(),
    register: 4,
    register_hash: "0123456789abcdef",
    in_office: 5,
    changeable: true,
    opened_at: 1_000,
    closes_at: null,
    remaining: null,
    closed_at: null,
    missing: "",
    counts: null,
    weight: null,
    paper: null,
    percentages: null,
    marked: [],
    casting: "",
    verdict: null,
    annulled: "",
    corrections: 0,
    ...rest,
  };
}

export function counts(rest: Partial<CountsValue> = {}): CountsValue {
  const none = { yes: 0, no: 0, abstain: 0, marked: 0, invalid: 0, not_voting: 0 };
  return { ...none, absent: 0, recused: 0, ...rest };
}

export function verdict(rest: Partial<VerdictValue> = {}): VerdictValue {
  return {
    verdict: "carried",
    carried: true,
    needed: 3,
    reached: 3,
    vi: "Được thông qua.",
    en: "Adopted.",
    announcement_vi: "Kết quả biểu quyết: nghị quyết được thông qua.",
    announcement_en: "Result of the vote: the resolution is adopted.",
    ...rest,
  };
}

export function option(id: string, rest: Partial<OptionValue> = {}): OptionValue {
  return { id, vi: `Phương án ${id}`, en: `Option ${id}`, delegate: "", ...rest };
}

export function share(count: number, percent = "0.00"): ShareValue {
  return { count, vi: percent.replace(".", ","), en: percent };
}

export function marked(id: string, rest: Partial<MarkedValue> = {}): MarkedValue {
  return {
    option: option(id),
    votes: share(0),
    weight: null,
    high: share(0),
    medium: share(0),
    low: share(0),
    elected: false,
    tied: false,
    consequence_vi: "",
    consequence_en: "",
    ...rest,
  };
}

export function kind(id: string, rest: Partial<KindValue> = {}): KindValue {
  return {
    id,
    vi: "Biểu quyết công khai",
    en: "Recorded vote",
    source: "Điều 91",
    form: "recorded",
    question: "yes-no",
    majority: "resolution",
    seconds: 0,
    abstain: true,
    older: false,
    quorum: "opening",
    recusal: false,
    late_admission: false,
    desk_ballots: true,
    proxies: 0,
    ...rest,
  };
}

export function prepared(id: string, rest: Partial<PreparedValue> = {}): PreparedValue {
  return {
    id,
    number: 1,
    item: "i1",
    title: "Nghị quyết về ngân sách",
    title_en: "Resolution on the budget",
    kind: "recorded",
    majority: "resolution",
    seconds: null,
    options: [],
    seats: 1,
    marks_max: 1,
    items: [],
    part: "",
    concerns: [],
    replaces: "",
    recused: [],
    ...rest,
  };
}

/** Where the delegate stands in the vote `v1`. */
export function ownVote(rest: Partial<OwnVoteValue> = {}): OwnVoteValue {
  const alone = { holder: "", holder_name: "", principals: [] };
  return { id: "v1", entitled: true, recused: false, ...alone, ballot: null, ...rest };
}

export function ownBallot(rest: Partial<OwnBallotValue> = {}): OwnBallotValue {
  return { choice: "yes", marks: [], channel: "tablet", at: 0, ...rest };
}

export function declared(rest: Partial<VoteValue> = {}): VoteValue {
  return vote({
    state: "declared",
    closed_at: 2_000,
    counts: counts({ yes: 3, no: 1, absent: 1 }),
    percentages: {
      base: "in_office",
      unit: "heads",
      of: 5,
      participating_vi: "80,00",
      participating_en: "80.00",
      yes_vi: "60,00",
      no_vi: "20,00",
      abstain_vi: "0,00",
      yes_en: "60.00",
      no_en: "20.00",
      abstain_en: "0.00",
    },
    verdict: verdict(),
    ...rest,
  });
}

export function sitting(state: SittingState): SittingValue {
  return { id: "s", title: "Phiên", title_en: "", state, opened_at: null, adjourned_at: null };
}

export function person(seat: string, name = `Đại biểu ${seat}`): PersonValue {
  return { delegate: `d${seat}`, name, seat, group: "Tổ 1", guest: false };
}

/** Someone without a vote, with an office and perhaps no seat. */
export function guest(id: string, rest: Partial<PersonValue> = {}): PersonValue {
  return { delegate: id, name: `Khách ${id}`, seat: "", group: "Giám đốc Sở Y tế", guest: true, ...rest };
}

/** A clock of ten seconds that has run since the start of time. */
export function clock(rest: Partial<ClockValue> = {}): ClockValue {
  const rules = { warning_ms: 3_000, count: "down", at_end: "warn" } as const;
  return { limit_ms: 10_000, used_ms: 0, since: 0, ...rules, ...rest };
}

export function speech(id: string, rest: Partial<SpeechKindValue> = {}): SpeechKindValue {
  return {
    id,
    vi: "Phát biểu",
    en: "Speech",
    lane: "list",
    rank: 50,
    seconds: [420, 180],
    turns_max: 0,
    asked_by: "seat",
    cuts_in: false,
    role: "speech",
    source: "Điều 1",
    default: false,
    ...rest,
  };
}

export function turn(rest: Partial<TurnValue> = {}): TurnValue {
  return {
    turn: "t1",
    person: person("7"),
    kind: "speech",
    vi: "Phát biểu",
    en: "Speech",
    lane: "list",
    state: "speaking",
    paused_by: "",
    granted_at: 0,
    clock: clock(),
    seat: "7",
    interrupts: "",
    about: null,
    to: null,
    ...rest,
  };
}

export function request(seat: string, rest: Partial<RequestValue> = {}): RequestValue {
  return {
    request: `r${seat}`,
    person: person(seat),
    kind: "speech",
    vi: "Phát biểu",
    en: "Speech",
    lane: "list",
    asked_at: 0,
    seconds: 420,
    again: false,
    note: "",
    about: null,
    about_id: "",
    to: null,
    moved: "",
    ...rest,
  };
}

/** A turn that is over, on the item `i1`. */
export function turnRecord(rest: Partial<TurnRecordValue> = {}): TurnRecordValue {
  return {
    turn: "t1",
    person: person("7"),
    kind: "speech",
    vi: "Phát biểu",
    en: "Speech",
    role: "speech",
    item: "i1",
    state: "ended",
    granted_at: 0,
    started_at: 0,
    ended_at: 60_000,
    spoken_ms: 60_000,
    opening_ms: null,
    about: "",
    to: null,
    ...rest,
  };
}

export function question(id: string, rest: Partial<QuestionValue> = {}): QuestionValue {
  return {
    id,
    person: person("3"),
    to: guest("g1"),
    topic: "Trạm y tế",
    text: "Vì sao thiếu thuốc?",
    at: 0,
    channel: "tablet",
    ...rest,
  };
}

export function microphone(rest: Partial<MicrophoneValue> = {}): MicrophoneValue {
  return {
    wanted: true,
    reported: true,
    since: 0,
    alarm: false,
    unit: "online",
    place: "",
    place_en: "",
    ...rest,
  };
}

export function floor(rest: Partial<FloorValue> = {}): FloorValue {
  return {
    mode: "request",
    open_max: 1,
    priority: false,
    list_closed: false,
    item_clock: null,
    ...rest,
  };
}

/** The floor on the board of a delegate who neither waits nor speaks. */
export function ownFloor(rest: Partial<OwnFloorValue> = {}): OwnFloorValue {
  return {
    place: null,
    requests: [],
    turn: null,
    owed: [],
    confirmed: false,
    turns: 0,
    spoken_ms: 0,
    ...rest,
  };
}

export function attendance(rest: Partial<AttendanceValue> = {}): AttendanceValue {
  return {
    present: 4,
    in_office: 5,
    needed: 4,
    reached: true,
    excused: 0,
    lost: false,
    ...rest,
  };
}

export function quorumCall(rest: Partial<QuorumCallValue> = {}): QuorumCallValue {
  return {
    number: 1,
    called_at: 0,
    ends_at: 60_000,
    confirmed: 2,
    needed: 4,
    ended_at: null,
    reached: null,
    ...rest,
  };
}

export function topic(title: string, rest: Partial<TopicValue> = {}): TopicValue {
  return { title, title_en: "", respondent: guest("g1"), questions: [], ...rest };
}

export function undertaking(number: number, rest: Partial<UndertakingValue> = {}): UndertakingValue {
  return {
    id: `s:u${String(number)}`,
    sitting: "s",
    who: "Khách g1",
    office: "Giám đốc Sở Y tế",
    what: "Bổ sung bác sĩ cho trạm y tế xã",
    due: "2027-03-31",
    about: "t1",
    asked_by: "Đại biểu 7",
    state: "open",
    evidence: "",
    carried: false,
    recorded_at: 0,
    ...rest,
  };
}

export function item(id: string, state: ItemValue["state"]): ItemValue {
  const number = Number(id.slice(1));
  return { id, number, title: `Nội dung ${id}`, title_en: "", state, seconds: 0 };
}

export function delegate(seat: string, rest: Partial<DelegateValue> = {}): DelegateValue {
  return {
    person: person(seat),
    present: true,
    present_since: 0,
    recused: false,
    holder: "",
    entitled: true,
    unit: null,
    tablets: 1,
    excused: "",
    confirmed: false,
    ...rest,
  };
}
