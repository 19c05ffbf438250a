// Who voted how, as columns of names that fit on the wall. Knows no size in pixels.
import type { Voters } from "../shared/components/voters";
import type { PersonValue } from "../shared/wire/types";

/** A cell of a column: a heading over the names of an answer, a name, or nothing. */
export type Cell =
  | { readonly kind: "heading"; readonly voters: Voters }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "empty" };

export interface NamesPage {
  readonly cells: readonly Cell[];
  readonly rows: number;
  readonly columns: number;
}

/** A small council stands in large letters; a larger one in the smallest that can be read. */
const sizes = [
  { rows: 8, columns: 3 },
  { rows: 13, columns: 4 },
] as const;

/** More pages than these nobody waits for. */
const pages_max = 6;

/** Set the names in the order of `people`; no pages where they would not be read. */
export function namesPages(
  answers: readonly Voters[],
  people: readonly PersonValue[],
): readonly NamesPage[] {
  const called = new Map(people.map(({ delegate, name }) => [delegate, name]));
  const order = new Map(people.map(({ delegate }, at) => [delegate, at]));
  const place = (delegate: string) => order.get(delegate) ?? people.length;
  const seated = answers.map((voters) => ({
    ...voters,
    ids: [...voters.ids].sort((a, b) => place(a) - place(b)),
  }));
  const pages = sizes.map((size) => set(seated, called, size));
  const found = pages.find(({ length }) => length === 1) ?? pages.at(-1) ?? [];
  return found.length > pages_max ? [] : found;
}

function set(
  answers: readonly Voters[],
  called: ReadonlyMap<string, string>,
  size: { readonly rows: number; readonly columns: number },
): readonly NamesPage[] {
  const capacity = size.rows * size.columns;
  const cells: Cell[] = [];
  for (const voters of answers) {
    const heading: Cell = { kind: "heading", voters };
    for (const [at, delegate] of voters.ids.entries()) {
      // No heading stands alone at the foot of a column, and each page says whose names these are.
      if (at === 0 && cells.length % size.rows === size.rows - 1) {
        cells.push({ kind: "empty" });
      }
      if (at === 0 || cells.length % capacity === 0) {
        cells.push(heading);
      }
      cells.push({ kind: "name", name: called.get(delegate) ?? delegate });
    }
  }
  const pages: NamesPage[] = [];
  for (let from = 0; from < cells.length; from += capacity) {
    pages.push({ ...size, cells: cells.slice(from, from + capacity) });
  }
  return pages;
}
