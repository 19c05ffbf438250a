// A text that is being written, kept while this page is open, reloads too. Knows storage only.

export class Draft {
  #text = $state("");

  constructor(
    private readonly storage: Storage,
    private readonly key: string,
  ) {
    this.#text = storage.getItem(key) ?? "";
  }

  get text(): string {
    return this.#text;
  }

  set text(text: string) {
    this.#text = text;
    if (text === "") {
      this.storage.removeItem(this.key);
    } else {
      this.storage.setItem(this.key, text);
    }
  }

  get isBlank(): boolean {
    return this.#text.trim() === "";
  }
}
