// Who spoke how often and how long, by speaker and by group. Knows what was counted, no clock.
import type { SpokenValue } from "../../shared/wire/types";

export interface Row {
  readonly id: string;
  readonly name: string;
  readonly group: string;
  readonly speakers: number;
  readonly turns: number;
  readonly spoken_ms: number;
}

export type Column = "name" | "turns" | "spoken_ms";

const collator = new Intl.Collator("vi", { numeric: true });

export function bySpeaker(spoken: Iterable<SpokenValue>): readonly Row[] {
  return [...spoken].map(({ person, turns, spoken_ms }) => ({
    id: person.delegate,
    name: person.name,
    group: person.group,
    speakers: 1,
    turns,
    spoken_ms,
  }));
}

/** Groups of delegates; guests are of none, and stand together under `guests`. */
export function byGroup(spoken: Iterable<SpokenValue>, guests: string, none: string): readonly Row[] {
  const rows = new Map<string, Row>();
  for (const { person, turns, spoken_ms } of spoken) {
    const name = person.guest === true ? guests : person.group === "" ? none : person.group;
    const row = rows.get(name) ?? { id: name, name, group: "", speakers: 0, turns: 0, spoken_ms: 0 };
    rows.set(name, {
      ...row,
      speakers: row.speakers + 1,
      turns: row.turns + turns,
      spoken_ms: row.spoken_ms + spoken_ms,
    });
  }
  return [...rows.values()];
}

/** Names from the first, numbers from the largest; `turned`: the other way. */
export function sorted(rows: readonly Row[], column: Column, turned: boolean): readonly Row[] {
  const order = [...rows].sort((a, b) =>
    column === "name" ? collator.compare(a.name, b.name) : b[column] - a[column] || collator.compare(a.name, b.name),
  );
  return turned ? order.reverse() : order;
}
