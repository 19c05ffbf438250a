// What does not fit on the wall at a size one can read goes on pages that take turns, by the
// hall's clock. Must not know what is on a page.

/** Long enough to read a page of names from the last row. */
const page_seconds = 12;

/** Put rows on pages that hold so much; `cost` says how much of a page a row takes. */
export function paginate<T>(
  rows: readonly T[],
  capacity: number,
  cost: (row: T) => number = () => 1,
): readonly (readonly T[])[] {
  const pages: T[][] = [];
  let room = 0;
  for (const row of rows) {
    const needed = cost(row);
    if (needed > room) {
      pages.push([]);
      room = capacity;
    }
    room -= needed;
    pages.at(-1)?.push(row);
  }
  return pages;
}

/** Give the number of the page whose turn it is; the first comes at `since` (ms). */
export function pageAt(pages: number, since: number, now: number): number {
  const turn = Math.max(0, Math.floor((now - since) / (page_seconds * 1_000)));
  return pages === 0 ? 0 : turn % pages;
}
