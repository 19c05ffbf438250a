import { beforeEach, describe, expect, test } from "vitest";

import { fill, Words } from "../../../shared/i18n/words.svelte";

beforeEach(() => {
  localStorage.clear();
});

describe("words", () => {
  test("are Vietnamese until somebody chooses English, and stay so on this device", () => {
    const words = new Words(localStorage);
    expect(words.t("choice.yes")).toBe("Tán thành");
    words.speak("en");
    expect(words.t("choice.yes")).toBe("In favour");
    expect(new Words(localStorage).language).toBe("en");
  });

  test("follow the address before what was chosen earlier", () => {
    new Words(localStorage).speak("en");
    expect(new Words(localStorage, "vi").language).toBe("vi");
  });

  test("fall back to Vietnamese where a title has no English", () => {
    const words = new Words(localStorage, "en");
    expect(words.pick("Ngân sách", "Budget")).toBe("Budget");
    expect(words.pick("Ngân sách", "")).toBe("Ngân sách");
  });

  test("write numbers in the language's way", () => {
    expect(new Words(localStorage, "vi").number(1234.5)).toBe("1.234,5");
    expect(new Words(localStorage, "en").number(1234.5)).toBe("1,234.5");
  });
});

describe("places in a text", () => {
  test("are filled by name, with the plural where English needs one", () => {
    const text = "{n} {n|delegate is|delegates are} in {room}";
    expect(fill(text, { n: 1, room: "A" })).toBe("1 delegate is in A");
    expect(fill(text, { n: 2, room: "A" })).toBe("2 delegates are in A");
  });

  test("are never left open", () => {
    expect(() => fill("{n}", {})).toThrow(RangeError);
  });
});
