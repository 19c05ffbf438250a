import { screen } from "@testing-library/svelte";
import { flushSync } from "svelte";
import { describe, expect, test, vi } from "vitest";

import { copyText } from "../../../console/vote/copy";
import { declared, sitting } from "../../samples";
import { click, fill, fillIn, isDisabled, sent, show, sitAtDesk, stage } from "../at_desk";

sitAtDesk();

const result = declared();
const names = { yes: ["d1"], no: ["d2"], abstain: [], marked: {}, not_voting: [] };

describe("a declared vote", () => {
  test("says what is read out, in both languages, to be copied", async () => {
    const copied = vi.fn(() => Promise.resolve());
    vi.stubGlobal("navigator", { clipboard: { writeText: copied } });
    show("chair", { vote: result, "result/v1": result });
    expect(screen.getByText(/nghị quyết được thông qua/)).toBeTruthy();
    click("Copy the English");
    await vi.waitFor(() => {
      flushSync();
      expect(screen.getByText("Copied")).toBeTruthy();
    });
    expect(copied).toHaveBeenCalledWith("Result of the vote: the resolution is adopted.");
    vi.unstubAllGlobals();
  });

  test("stands where the vote stood until the next item, and once", () => {
    show("chair", { vote: result, "result/v1": result });
    expect(screen.getAllByText("Adopted.")).toHaveLength(1);
    expect(screen.getByText("Adopted.").closest("section")?.textContent).toContain("Prepare a vote");
    stage.post("hall", { agenda: [] });
    expect(screen.getByText("Adopted.").closest("section")?.textContent).toContain("Declared results");
  });

  test("names who voted how only where the rules publish it", () => {
    show("clerk", { vote: result, "result/v1": result });
    expect(screen.queryByText("Who voted how")).toBeNull();
    stage.post("desk", { "names/v1": names });
    const shown = screen.getByText("Who voted how").closest("details");
    expect(shown?.textContent).toMatch(/In favour \(1\).*1 Đại biểu 1.*Against \(1\).*2 Đại biểu 2/);
  });

  test("takes corrections that are claimed, beside the result", () => {
    const claim = { delegate: "d2", claimed: "Tán thành", reason: "Bấm nhầm", at: 0 };
    show("clerk", { vote: result, "result/v1": result }, { "corrections/v1": [claim] });
    const shown = screen.getByText("Corrections claimed").closest("details");
    expect(shown?.textContent).toContain("2 · Đại biểu 2 – Tán thành");
    fillIn("Delegate", "1");
    fillIn("Says they meant", "Against");
    expect(isDisabled("Record the claim")).toBe(true);
    fillIn("Reason", "Wrong key");
    click("Record the claim");
    expect(sent()).toEqual({
      t: "ClaimCorrection",
      vote: "v1",
      delegate: "d1",
      claimed: "Against",
      reason: "Wrong key",
    });
  });

  test("is annulled with what that does in words, and then can only be repeated", () => {
    show("chair", { vote: result, "result/v1": result });
    click("Annul the vote");
    const dialog = screen.getByRole("dialog");
    expect(dialog.textContent).toContain("shown as annulled on every screen");
    fill(dialog.querySelector("input"), "Sai thể thức");
    dialog.querySelector<HTMLButtonElement>(".primary")?.click();
    expect(sent()).toEqual({ t: "AnnulVote", vote: "v1", reason: "Sai thể thức" });
    const annulled = { ...result, state: "annulled", annulled: "Sai thể thức" };
    stage.post("hall", { vote: annulled, "result/v1": annulled });
    expect(screen.getByText(/Sai thể thức/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Annul the vote" })).toBeNull();
    expect(screen.queryByText("To be read out")).toBeNull();
    expect(isDisabled("Repeat this vote")).toBe(false);
  });

  test("is not acted on after the adjournment", () => {
    show("chair", { sitting: sitting("adjourned"), vote: result, "result/v1": result });
    expect(screen.queryByRole("button", { name: "Annul the vote" })).toBeNull();
    expect(screen.queryByRole("button", { name: "Repeat this vote" })).toBeNull();
  });
});

test("a text is copied without a clipboard too, as in a hall without TLS", async () => {
  show("chair", {});
  vi.stubGlobal("navigator", {});
  const asked: string[] = [];
  Object.assign(document, {
    execCommand: (command: string) => {
      asked.push(`${command} ${document.querySelector<HTMLTextAreaElement>("body > textarea")?.value ?? ""}`);
      return true;
    },
  });
  expect(await copyText("Kết quả")).toBe(true);
  expect(asked).toEqual(["copy Kết quả"]);
  expect(document.querySelector("body > textarea")).toBeNull();
  vi.unstubAllGlobals();
});
