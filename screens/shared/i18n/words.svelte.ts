// The words of the screens in the language chosen on this device. Knows languages and how
// numbers and times are written in them. Must not know where a word stands.
import { getContext, setContext } from "svelte";

import { en } from "./en";
import { vi } from "./vi";

export type Language = "vi" | "en";
export type Key = keyof typeof vi;
type Given = Readonly<Record<string, string | number>>;

const catalogues: Readonly<Record<Language, Readonly<Record<Key, string>>>> = { vi, en };
const locales: Readonly<Record<Language, string>> = { vi: "vi-VN", en: "en-GB" };
const storageKey = "sitting-hall/language";

/** Fill `{name}` in, and `{n|delegate|delegates}` by the number given as `n`. */
export function fill(text: string, given: Given): string {
  return text.replace(/\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g, (_whole, name: string, one, many) => {
    const value = given[name];
    if (value === undefined) {
      throw new RangeError(`nothing given for {${name}} in “${text}”`);
    }
    return one === undefined ? String(value) : String(value === 1 ? one : many);
  });
}

export class Words {
  language = $state<Language>("vi");

  constructor(
    private readonly storage: Storage,
    asked: string | null = null,
  ) {
    this.language = (asked ?? storage.getItem(storageKey)) === "en" ? "en" : "vi";
  }

  speak(language: Language): void {
    this.language = language;
    this.storage.setItem(storageKey, language);
  }

  /** Say the words under a key. */
  readonly t = (key: Key, given: Given = {}): string =>
    this.tIn(this.language, key, given);

  /** Say them in a language that need not be this device's: for what both languages will show. */
  readonly tIn = (language: Language, key: Key, given: Given = {}): string =>
    fill(catalogues[language][key], given);

  /** Choose of two wordings; the Vietnamese one where there is no English. */
  readonly pick = (vietnamese: string, english: string): string =>
    this.language === "en" && english !== "" ? english : vietnamese;

  readonly number = (value: number): string =>
    new Intl.NumberFormat(locales[this.language]).format(value);

  /** The hall's time of day, with seconds. */
  readonly time = (at: number): string =>
    new Intl.DateTimeFormat(locales[this.language], { timeStyle: "medium" }).format(at);

  /** The hall's time of day, hours and minutes. */
  readonly hour = (at: number): string =>
    new Intl.DateTimeFormat(locales[this.language], { timeStyle: "short" }).format(at);
}

const key = Symbol("words");

export function provideWords(words: Words): void {
  setContext(key, words);
}

export function useWords(): Words {
  return getContext<Words>(key);
}
