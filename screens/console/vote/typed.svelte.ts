// Numbers as they are typed into the fields of a count. Knows texts and numbers, no vote.
import { SvelteMap } from "svelte/reactivity";

import { numbersOf, type Numbers } from "./sums";

export class Typed {
  readonly #texts = new SvelteMap<string, string>();

  constructor(before: Numbers) {
    for (const [field, number] of before) {
      this.#texts.set(field, String(number));
    }
  }

  text(field: string): string {
    return this.#texts.get(field) ?? "";
  }

  write(field: string, text: string): void {
    this.#texts.set(field, text);
  }

  /** The numbers that were typed; what is empty or no number is missing. */
  readonly numbers: Numbers = $derived(numbersOf([...this.#texts]));

  /** Whether something stands in a field that is no number. */
  isFault(field: string): boolean {
    return this.text(field).trim() !== "" && !this.numbers.has(field);
  }

  get isFaulty(): boolean {
    return [...this.#texts.keys()].some((field) => this.isFault(field));
  }
}
