// The members as the desk looks for them. Knows presence, ballots and devices, no command.
import type { Channel, DelegateValue } from "../shared/wire/types";

export type Filter = "all" | "absent" | "silent" | "unreachable";

/** The members, who of them has voted, and by how many bridges their units are heard of. */
export interface House {
  readonly delegates: ReadonlyMap<string, DelegateValue>;
  readonly ballots: ReadonlyMap<string, Channel>;
  readonly bridges: number;
}

/** Made once: an assembly is sorted with each ballot. */
const seatOrder = new Intl.Collator("vi", { numeric: true });

/** Sort seats as people do: 2 before 10. */
export function bySeat(a: DelegateValue, b: DelegateValue): number {
  return seatOrder.compare(a.person.seat, b.person.seat);
}

/** Those on the register of the current vote whose ballot is missing, by seat. */
export function silentIn(house: House): readonly DelegateValue[] {
  return among(house, "silent").sort(bySeat);
}

/**
 * Whether they are present and no device of theirs answers, so that they cannot vote where they
 * sit. Without a bridge no unit is heard of, whatever it last reported.
 */
export function isUnreachable(delegate: DelegateValue, bridges: number): boolean {
  const unit = bridges > 0 && delegate.unit === "online";
  return delegate.present && delegate.tablets === 0 && !unit;
}

/** Find members by name, seat or group, marks over letters left aside. */
export function find(house: House, filter: Filter, wanted: string): readonly DelegateValue[] {
  const needle = plain(wanted.trim());
  const found = among(house, filter).sort(bySeat);
  return needle === ""
    ? found
    : found.filter(({ person }) => plain(`${person.seat} ${person.name} ${person.group}`).includes(needle));
}

/** Give the members whom a filter lets through, in no order. */
export function among({ delegates, ballots, bridges }: House, filter: Filter): DelegateValue[] {
  const passes = (delegate: DelegateValue): boolean => {
    switch (filter) {
      case "all":
        return true;
      case "absent":
        return !delegate.present;
      case "silent":
        return delegate.entitled && !ballots.has(delegate.person.delegate);
      case "unreachable":
        return isUnreachable(delegate, bridges);
    }
  };
  return [...delegates.values()].filter(passes);
}

/** Find the one who is meant by a seat, a name or a part of it; nobody if it may be several. */
export function named(among: readonly DelegateValue[], typed: string): DelegateValue | undefined {
  const [seat = "", name = ""] = typed.split("·").map((part) => plain(part.trim()));
  if (seat === "") {
    return undefined;
  }
  const atSeat = among.find(({ person }) => plain(person.seat) === seat);
  if (atSeat !== undefined && plain(atSeat.person.name).includes(name)) {
    return atSeat;
  }
  const found = among.filter(({ person }) => plain(person.name).includes(seat));
  const whole = found.find(({ person }) => plain(person.name) === seat);
  return found.length === 1 ? found[0] : whole;
}

function plain(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{Mark}/gu, "")
    .replace(/[đĐ]/g, "d")
    .toLowerCase();
}
