// Made-up values of boards, for tests.
import type {
  DelegateValue,
  ItemValue,
  MajorityValue,
  PersonValue,
  SittingState,
  SittingValue,
  SpeakerValue,
  VoteValue,
} from "../shared/wire/types";

export function majority(rest: Partial<MajorityValue> = {}): MajorityValue {
  return {
    id: "resolution",
    vi: "Quá nửa tổng số đại biểu",
    en: "More than half of all delegates",
    source: "Điều 91",
    base: "in_office",
    num: 1,
    den: 2,
    strict: true,
    needed: 3,
    ...rest,
  };
}

export function vote(rest: Partial<VoteValue> = {}): VoteValue {
  return {
    id: "v1",
    number: 1,
    title: "Nghị quyết về ngân sách",
    title_en: "Resolution on the budget",
    item: "i1",
    state: "open",
    majority: majority(),
    register: 4,
    register_hash: "0123456789abcdef",
    in_office: 5,
    changeable: true,
    opened_at: 1_000,
    closes_at: null,
    closed_at: null,
    counts: null,
    percentages: null,
    verdict: null,
    ...rest,
  };
}

export function declared(rest: Partial<VoteValue> = {}): VoteValue {
  return vote({
    state: "declared",
    closed_at: 2_000,
    counts: { yes: 3, no: 1, abstain: 0, not_voting: 0, absent: 1 },
    percentages: {
      base: "in_office",
      of: 5,
      yes_vi: "60,00",
      no_vi: "20,00",
      abstain_vi: "0,00",
      yes_en: "60.00",
      no_en: "20.00",
      abstain_en: "0.00",
    },
    verdict: { carried: true, needed: 3, reached: 3, vi: "Được thông qua.", en: "Adopted." },
    ...rest,
  });
}

export function sitting(state: SittingState): SittingValue {
  return { id: "s", title: "Phiên", title_en: "", state, opened_at: null, adjourned_at: null };
}

export function person(seat: string, name = `Đại biểu ${seat}`): PersonValue {
  return { delegate: `d${seat}`, name, seat, group: "Tổ 1" };
}

export function speaker(): SpeakerValue {
  return { turn: "t1", person: person("7"), granted_at: 0, ends_at: 10_000 };
}

export function item(id: string, state: ItemValue["state"]): ItemValue {
  return { id, number: Number(id.slice(1)), title: `Nội dung ${id}`, title_en: "", state };
}

export function delegate(seat: string, rest: Partial<DelegateValue> = {}): DelegateValue {
  return {
    person: person(seat),
    present: true,
    present_since: 0,
    entitled: true,
    unit: null,
    tablets: 1,
    ...rest,
  };
}
