// Who voted how, as columns of names that fit on the wall. Knows no size in pixels.
import type { NamesValue, PersonValue } from "../shared/wire/types";

export type Answer = keyof NamesValue;

/** A cell of a column: a heading over the names of an answer, a name, or nothing. */
export type Cell =
  | { readonly kind: "heading"; readonly answer: Answer; readonly count: number }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "empty" };

export interface NamesPage {
  readonly cells: readonly Cell[];
  readonly rows: number;
  readonly columns: number;
}

const order: readonly Answer[] = ["yes", "no", "abstain", "marked", "not_voting"];

/** A small council stands in large letters; a larger one in the smallest that can be read. */
const sizes = [
  { rows: 8, columns: 3 },
  { rows: 13, columns: 4 },
] as const;

/** More pages than these nobody waits for. */
const pages_max = 6;

/** Set the names; no pages where they would not be read. */
export function namesPages(names: NamesValue, people: readonly PersonValue[]): readonly NamesPage[] {
  const called = new Map(people.map(({ delegate, name }) => [delegate, name]));
  const pages = sizes.map((size) => set(names, called, size));
  const found = pages.find(({ length }) => length === 1) ?? pages.at(-1) ?? [];
  return found.length > pages_max ? [] : found;
}

function set(
  names: NamesValue,
  called: ReadonlyMap<string, string>,
  size: { readonly rows: number; readonly columns: number },
): readonly NamesPage[] {
  const capacity = size.rows * size.columns;
  const cells: Cell[] = [];
  for (const answer of order) {
    const heading: Cell = { kind: "heading", answer, count: names[answer].length };
    for (const [at, delegate] of names[answer].entries()) {
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
