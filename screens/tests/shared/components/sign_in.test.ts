import { cleanup, render, screen } from "@testing-library/svelte";
import { flushSync } from "svelte";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import SignedOut from "../../SignedOut.svelte";
import { Words } from "../../../shared/i18n/words.svelte";

const sent: unknown[] = [];

function answer(status: number, body: object, headers: Record<string, string> = {}): void {
  vi.stubGlobal("fetch", (_path: string, request: RequestInit) => {
    sent.push(JSON.parse(typeof request.body === "string" ? request.body : "null"));
    return Promise.resolve(Response.json(body, { status, headers }));
  });
}

function show(given?: string): HTMLInputElement {
  const onsignedin = vi.fn();
  const words = new Words(localStorage, "en");
  const props = { door: "console", given, putOut: false, unsent: [], onsignedin } as const;
  render(SignedOut, { props: { words, props } });
  return screen.getByLabelText<HTMLInputElement>("Access code");
}

async function submit(field: HTMLInputElement): Promise<void> {
  field.form?.requestSubmit();
  await vi.advanceTimersByTimeAsync(0);
  flushSync();
}

beforeEach(() => {
  sent.length = 0;
  vi.useFakeTimers();
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe("the sign-in", () => {
  test("has its code field in focus, so that Enter signs in with a code from the address", () => {
    const field = show("BCDFGHJK");
    expect(document.activeElement).toBe(field);
  });

  test("takes the code out of a whole address that is pasted", async () => {
    answer(401, { code: "code-unknown", vi: "Sai.", en: "Wrong." });
    const field = show();
    field.value = "http://10.0.0.2:8080/console/#code=BCDFGHJK";
    field.dispatchEvent(new Event("input", { bubbles: true }));
    flushSync();
    expect(field.value).toBe("BCDFGHJK");
    await submit(field);
    expect(sent).toEqual([{ code: "BCDFGHJK", role: "chair" }]);
  });

  test("counts down while the hall does not listen, and asks nothing meanwhile", async () => {
    answer(429, { code: "too-many-attempts", vi: "", en: "" }, { "Retry-After": "30" });
    const field = show("BCDFGHJK");
    await submit(field);
    expect(screen.getByText(/wait 30 seconds/)).toBeTruthy();
    await vi.advanceTimersByTimeAsync(10_000);
    flushSync();
    expect(screen.getByText(/wait 20 seconds/)).toBeTruthy();
    await submit(field);
    expect(sent).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(20_000);
    flushSync();
    expect(screen.getByText(/You can try again/)).toBeTruthy();
    await submit(field);
    expect(sent).toHaveLength(2);
  });
});
