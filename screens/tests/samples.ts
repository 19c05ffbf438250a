// Made-up values of boards, for tests.
import type {
  CountsValue,
  DelegateValue,
  ItemValue,
  KindValue,
  MajorityValue,
  MarkedValue,
  OptionValue,
  OwnBallotValue,
  OwnVoteValue,
  PreparedValue,
  ShareValue,
  SittingState,
  SittingValue,
  ThresholdValue,
  VerdictValue,
  VoteValue,
} from "../shared/wire/types";
import { person } from "./samples_floor";

export * from "./samples_floor";

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

export function item(
  id: string,
  state: ItemValue["state"],
  rest: Partial<ItemValue> = {},
): ItemValue {
  const number = Number(id.slice(1));
  return { id, number, title: `Nội dung ${id}`, title_en: "", state, seconds: 0, ...rest };
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
