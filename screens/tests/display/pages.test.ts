import { describe, expect, test } from "vitest";

import { namesPages } from "../../display/names";
import { pageAt, paginate } from "../../display/pages";
import type { Voters } from "../../shared/components/voters";
import { person } from "../samples";

describe("pages", () => {
  test("hold what fits, in order, and lose nothing", () => {
    const rows = Array.from({ length: 60 }, (_, at) => at);
    const pages = paginate(rows, 16);
    expect(pages.map(({ length }) => length)).toEqual([16, 16, 16, 12]);
    expect(pages.flat()).toEqual(rows);
  });

  test("hold fewer of what takes more room, but always one", () => {
    expect(paginate([1, 3, 1, 9], 4, (row) => row)).toEqual([[1, 3], [1], [9]]);
  });

  test("take turns by the hall's clock, the first one first", () => {
    expect([0, 11_999, 12_000, 24_000, 36_000].map((now) => pageAt(3, 0, now))).toEqual([
      0, 0, 1, 2, 0,
    ]);
    expect(pageAt(3, 5_000, 0)).toBe(0);
    expect(pageAt(0, 0, 99_000)).toBe(0);
  });
});

describe("names by answer", () => {
  const people = (many: number) => Array.from({ length: many }, (_, at) => person(String(at)));
  const ids = (many: number, from = 0) =>
    Array.from({ length: many }, (_, at) => `d${String(from + at)}`);
  const voters = (answer: Voters["answer"], ids: readonly string[]): Voters => ({
    answer,
    said: answer,
    ids,
  });

  test("stand under their answer with its number, large in a small council", () => {
    const yes = voters("yes", ids(2));
    const no = voters("no", ids(1, 2));
    const [page, ...others] = namesPages([yes, no], people(3));
    expect(others).toEqual([]);
    expect(page).toMatchObject({ columns: 3 });
    expect(page?.cells).toEqual([
      { kind: "heading", voters: yes },
      { kind: "name", name: "Đại biểu 0" },
      { kind: "name", name: "Đại biểu 1" },
      { kind: "heading", voters: no },
      { kind: "name", name: "Đại biểu 2" },
    ]);
  });

  test("of a larger council are all there, and each page says whose names they are", () => {
    const yes = voters("yes", ids(100));
    const silent = voters("not_voting", ids(25, 100));
    const pages = namesPages([yes, silent], people(125));
    const said = pages.flatMap(({ cells }) => cells.flatMap((cell) => (cell.kind === "name" ? [cell.name] : [])));
    expect(said).toHaveLength(125);
    expect(pages.map(({ cells }) => cells[0])).toEqual([
      { kind: "heading", voters: yes },
      { kind: "heading", voters: yes },
      { kind: "heading", voters: silent },
    ]);
  });

  test("never leave a heading alone at the foot of a column", () => {
    const [page] = namesPages([voters("yes", ids(6)), voters("no", ids(3, 6))], people(9));
    const headings = page?.cells.flatMap((cell, at) => (cell.kind === "heading" ? [at % page.rows] : []));
    expect(headings).toEqual([0, 0]);
  });

  test("are left out where nobody would wait for the last page", () => {
    expect(namesPages([voters("yes", ids(2_000))], people(2_000))).toEqual([]);
  });
});
