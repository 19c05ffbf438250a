// The members as the desk looks for them. Knows presence, ballots and devices, no command.
import type { Channel, DelegateValue } from "../shared/wire/types";
import type { Seated } from "./floor/people";

export type Filter = "all" | "absent" | "unexcused" | "silent" | "unreachable";

/** The members, who of them has voted, and by how many bridges their units are heard of. */
export interface House {
  readonly delegates: ReadonlyMap<string, DelegateValue>;
  readonly ballots: ReadonlyMap<string, Channel>;
  readonly bridges: number;
}

/** Made once: an assembly is sorted with each ballot. */
const seatOrder = new Intl.Collator("vi", { numeric: true });

/** Sort seats as people do: 2 before 10. */
export function bySeat(a: Seated, b: Seated): number {
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
      case "unexcused":
        return !delegate.present && delegate.excused === "";
      case "silent":
        return delegate.entitled && !ballots.has(delegate.person.delegate);
      case "unreachable":
        return isUnreachable(delegate, bridges);
    }
  };
  return [...delegates.values()].filter(passes);
}

/**
 * Find the one who is meant by a seat, a name or a part of it; nobody if it may be several. Of
 * everybody who bears the name, not only of those who can be chosen: else a namesake is taken.
 */
export function named<Who extends Seated>(
  among: readonly Who[],
  typed: string,
  everybody: readonly Who[] = among,
): Who | undefined {
  const able = new Set(among.map(({ person }) => person.delegate));
  const whole = atSeat(everybody, typed) ?? bearers(everybody, typed);
  const found = whole.length > 0 ? whole : containing(among, typed);
  const [one] = found;
  if (one === undefined || found.length > 1 || !able.has(one.person.delegate)) {
    return undefined;
  }
  const isPart = whole.length === 0;
  return isPart && alike(everybody, one).length > 1 ? undefined : one;
}

/** Whether what was typed fits several who bear one name: their seats tell them apart. */
export function fitsNamesakes(everybody: readonly Seated[], typed: string): boolean {
  if (atSeat(everybody, typed) !== undefined) {
    return false;
  }
  const whole = bearers(everybody, typed);
  const found = whole.length > 0 ? whole : containing(everybody, typed);
  const [one] = found;
  return one !== undefined && found.length > 1 && found.length === alike(found, one).length;
}

/** Whether another of them bears the very same name. */
export function hasNamesake(everybody: readonly Seated[], { person }: Seated): boolean {
  return everybody.some(
    (other) => other.person.delegate !== person.delegate && exact(other.person.name) === exact(person.name),
  );
}

function atSeat<Who extends Seated>(among: readonly Who[], typed: string): [Who] | undefined {
  const [seat = "", name = ""] = typed.split("·").map((part) => plain(part.trim()));
  const found = among.find(({ person }) => seat !== "" && plain(person.seat) === seat);
  return found !== undefined && plain(found.person.name).includes(name) ? [found] : undefined;
}

/** Those whose whole name was typed, with its marks if anybody is called so. */
function bearers<Who extends Seated>(among: readonly Who[], typed: string): readonly Who[] {
  const marked = among.filter(({ person }) => exact(person.name) === exact(typed));
  return marked.length > 0
    ? marked
    : among.filter(({ person }) => plain(person.name) === plain(typed.trim()));
}

function containing<Who extends Seated>(among: readonly Who[], typed: string): readonly Who[] {
  const part = plain(typed.trim());
  return part === "" ? [] : among.filter(({ person }) => plain(person.name).includes(part));
}

function alike<Who extends Seated>(among: readonly Who[], { person }: Seated): readonly Who[] {
  return among.filter((other) => plain(other.person.name) === plain(person.name));
}

function exact(text: string): string {
  return text.trim().normalize("NFC").toLowerCase();
}

function plain(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{Mark}/gu, "")
    .replace(/[đĐ]/g, "d")
    .toLowerCase();
}
