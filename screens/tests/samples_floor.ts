// Made-up values of boards about people, the floor, attendance and questioning, for tests.
import type {
  AttendanceValue,
  ClockValue,
  FloorValue,
  MicrophoneValue,
  OwnFloorValue,
  PersonValue,
  QuestionValue,
  QuorumCallValue,
  RequestValue,
  SpeechKindValue,
  TopicValue,
  TurnRecordValue,
  TurnValue,
  UndertakingValue,
} from "../shared/wire/types";

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
