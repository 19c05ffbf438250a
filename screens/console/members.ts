// The members as the desk looks for them. Knows presence, ballots and devices, no command.
import type { DelegateValue } from "../shared/wire/types";

export type Filter = "all" | "absent" | "silent" | "unreachable";

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

/** Whether no device of theirs answers, so that they cannot vote where they sit. */
export function isUnreachable(delegate: DelegateValue): boolean {
  return delegate.present && delegate.tablets === 0 && delegate.unit !== "online";
}

/** Find members by name, seat or group, marks over letters left aside. */
export function find(
  delegates: Delegates,
  filter: Filter,
  wanted: string,
): readonly DelegateValue[] {
  const needle = plain(wanted.trim());
  return [...delegates.values()]
    .filter((delegate) => passes(delegate, filter))
    .filter(({ person }) => plain(`${person.seat} ${person.name} ${person.group}`).includes(needle))
    .sort(bySeat);
}

export function passes(delegate: DelegateValue, filter: Filter): boolean {
  switch (filter) {
    case "all":
      return true;
    case "absent":
      return !delegate.present;
    case "silent":
      return isSilent(delegate);
    case "unreachable":
      return isUnreachable(delegate);
  }
}

function plain(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{Mark}/gu, "")
    .replace(/[đĐ]/g, "d")
    .toLowerCase();
}
