// The members as the desk looks for them. Knows presence, ballots and devices, no command.
import type { DelegateValue } from "../shared/wire/types";

export type Filter = "all" | "absent" | "silent" | "unreachable";

/** The members, and by how many bridges their units are heard of. */
export interface House {
  readonly delegates: Delegates;
  readonly bridges: number;
}

type Delegates = ReadonlyMap<string, DelegateValue>;

/** Sort seats as people do: 2 before 10. */
export function bySeat(a: DelegateValue, b: DelegateValue): number {
  return a.person.seat.localeCompare(b.person.seat, "vi", { numeric: true });
}

/** Those on the register of the current vote whose ballot is missing, by seat. */
export function silentIn(delegates: Delegates): readonly DelegateValue[] {
  return [...delegates.values()].filter(isSilent).sort(bySeat);
}

export function isSilent(delegate: DelegateValue): boolean {
  return delegate.entitled && delegate.ballot === null;
}

/**
 * Whether they are present and no device of theirs answers, so that they cannot vote where they
 * sit. Without a bridge no unit is heard of, whatever it last reported.
 */
export function isUnreachable(delegate: DelegateValue, bridges: number): boolean {
  const unit = bridges > 0 && delegate.unit === "online";
  return delegate.present && delegate.tablets === 0 && !unit;
}

/** How many present members have no device that answers. */
export function unreachableIn({ delegates, bridges }: House): number {
  return [...delegates.values()].filter((each) => isUnreachable(each, bridges)).length;
}

/** Find members by name, seat or group, marks over letters left aside. */
export function find(
  { delegates, bridges }: House,
  filter: Filter,
  wanted: string,
): readonly DelegateValue[] {
  const needle = plain(wanted.trim());
  return [...delegates.values()]
    .filter((delegate) => passes(delegate, filter, bridges))
    .filter(({ person }) => plain(`${person.seat} ${person.name} ${person.group}`).includes(needle))
    .sort(bySeat);
}

export function passes(delegate: DelegateValue, filter: Filter, bridges: number): boolean {
  switch (filter) {
    case "all":
      return true;
    case "absent":
      return !delegate.present;
    case "silent":
      return isSilent(delegate);
    case "unreachable":
      return isUnreachable(delegate, bridges);
  }
}

function plain(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{Mark}/gu, "")
    .replace(/[đĐ]/g, "d")
    .toLowerCase();
}
