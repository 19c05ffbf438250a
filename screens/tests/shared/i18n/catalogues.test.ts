import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { parse, type AST } from "svelte/compiler";
import { describe, expect, test } from "vitest";

import { en } from "../../../shared/i18n/en";
import { enConsole } from "../../../shared/i18n/en_console";
import { enDebate } from "../../../shared/i18n/en_debate";
import { enFloor } from "../../../shared/i18n/en_floor";
import { enVotes } from "../../../shared/i18n/en_votes";
import { vi } from "../../../shared/i18n/vi";
import { viConsole } from "../../../shared/i18n/vi_console";
import { viDebate } from "../../../shared/i18n/vi_debate";
import { viFloor } from "../../../shared/i18n/vi_floor";
import { viVotes } from "../../../shared/i18n/vi_votes";

const root = join(import.meta.dirname, "..", "..", "..");
const folders = ["shared", "console", "tablet", "display", "doors"];
const sources = folders
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf-8" }).map((path) =>
      join(folder, path),
    ),
  )
  .filter((path) => /\.(svelte|ts)$/.test(path))
  .filter((path) => !/i18n[\\/](vi|en)(_\w+)?\.ts$|wire[\\/]types\.ts$/.test(path))
  .map((path) => ({ path, text: readFileSync(join(root, path), "utf-8") }));
const components = sources.filter(({ path }) => path.endsWith(".svelte"));

/** Attributes whose value is read to people. */
const spoken = new Set(["aria-label", "title", "placeholder", "alt", "aria-description"]);

function wordsIn(node: unknown, found: string[] = []): string[] {
  if (Array.isArray(node)) {
    for (const each of node) {
      wordsIn(each, found);
    }
  } else if (typeof node === "object" && node !== null && "type" in node) {
    if (node.type === "Text") {
      found.push((node as AST.Text).data);
    } else if (node.type === "StyleDirective") {
      return found;
    } else if (node.type !== "Attribute" || spoken.has((node as AST.Attribute).name)) {
      wordsIn(
        Object.entries(node).flatMap(([key, value]) => (key === "expression" ? [] : [value])),
        found,
      );
    }
  }
  return found;
}

function places(text: string): string[] {
  return [...text.matchAll(/\{(\w+)/g)].map(([, name = ""]) => name);
}

describe("the catalogues", () => {
  test("have the same keys", () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(vi).sort());
  });

  test.each([
    ["Vietnamese", viConsole, viDebate, viFloor, viVotes],
    ["English", enConsole, enDebate, enFloor, enVotes],
  ])("have no %s key twice", (_language, ...parts) => {
    const keys = parts.flatMap((part) => Object.keys(part));
    expect(keys.filter((key, at) => keys.indexOf(key) < at)).toEqual([]);
  });

  test.each(Object.keys(vi) as (keyof typeof vi)[])("say %s with the same places", (key) => {
    expect(vi[key].trim()).not.toBe("");
    expect(en[key].trim()).not.toBe("");
    expect([...new Set(places(en[key]))].sort()).toEqual([...new Set(places(vi[key]))].sort());
  });

  test("have no key that nobody uses", () => {
    const all = sources.map(({ text }) => text).join("\n");
    expect(Object.keys(vi).filter((key) => !all.includes(`"${key}"`))).toEqual([]);
  });

  test("have every key that is asked for", () => {
    const asked = sources.flatMap(({ text }) =>
      [...text.matchAll(/\bt\(\s*"([^"]+)"/g)].map(([, key = ""]) => key),
    );
    expect(asked.length).toBeGreaterThan(50);
    expect(asked.filter((key) => !Object.hasOwn(vi, key))).toEqual([]);
  });
});

test.each(components)("$path says no word that is not in the catalogues", ({ text }) => {
  const words = wordsIn(parse(text, { modern: true }).fragment);
  const keys = /^F\d+$/;
  expect(
    words.map((word) => word.trim()).filter((word) => /\p{Letter}/u.test(word) && !keys.test(word)),
  ).toEqual([]);
});
