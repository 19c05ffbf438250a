import { screen } from "@testing-library/svelte";
import { flushSync } from "svelte";
import { afterEach, describe, expect, test, vi } from "vitest";

import { byGroup, bySpeaker, sorted } from "../../console/figures/spoken";
import { fetchTable } from "../../console/figures/tables";
import { guest, person, turnRecord } from "../samples";
import { choose, click, fillIn, sent, show, sitAtDesk } from "./at_desk";

const spoken = {
  "spoken/d1": { person: person("1", "An"), turns: 1, spoken_ms: 300_000 },
  "spoken/d2": { person: { ...person("2", "Bình"), group: "Tổ 2" }, turns: 3, spoken_ms: 60_000 },
  "spoken/d3": { person: person("3", "Chi"), turns: 1, spoken_ms: 90_000 },
  "spoken/g1": { person: guest("g1"), turns: 1, spoken_ms: 150_000 },
};
const all = Object.values(spoken);

describe("the figures at the desk", () => {
  sitAtDesk();

  const names = () => screen.getAllByRole("rowheader").map((cell) => cell.firstChild?.textContent);

  test("are sorted by any column, one way and the other", () => {
    show("clerk", {}, spoken, "figures");
    expect(names()).toEqual(["An", "Khách g1", "Chi", "Bình", "All"]);
    click("Turns");
    expect(names()[0]).toBe("Bình");
    expect(screen.getByRole("columnheader", { name: /Turns/ }).getAttribute("aria-sort")).toBe("descending");
    click("Name");
    expect(names()).toEqual(["An", "Bình", "Chi", "Khách g1", "All"]);
    click("Name");
    expect(names()[0]).toBe("Khách g1");
  });

  test("are added up by group, with guests by themselves", () => {
    show("clerk", {}, spoken, "figures");
    click("Group");
    expect(names()).toEqual(["Tổ 1", "Guests", "Tổ 2", "All"]);
    expect(screen.getAllByRole("row")[1]?.textContent).toMatch(/2 speakers\s*2\s*6:30\s*65%/);
  });

  test("have beside them a form for the speech of who was not reached", () => {
    show("clerk", {}, {}, "figures");
    fillIn("Handed in by", "2");
    choose(/^Item/, "i2");
    fillIn("The speech", "Kính thưa …");
    click("Put it on record");
    expect(sent()).toEqual({ t: "HandInSpeech", delegate: "d2", item: "i2", text: "Kính thưa …" });
  });

  test("have every turn beside them, by whom and on which item", () => {
    show("clerk", {}, { "turn/t1": turnRecord({ opening_ms: 210 }) }, "figures");
    const turns = screen.getByRole("region", { name: /Every turn/ }).textContent;
    expect(turns).toMatch(/Đại biểu 7.*Item 1.*1:00/s);
  });
});

test("figures of nobody are no rows", () => {
  expect(sorted(bySpeaker([]), "turns", false)).toEqual([]);
  expect(byGroup(all, "Khách", "Không").map(({ name }) => name)).toEqual(["Tổ 1", "Tổ 2", "Khách"]);
});

describe("a table that is taken away", () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });

  function answering(answer: Response) {
    const fetched = vi.fn(() => Promise.resolve(answer));
    vi.stubGlobal("fetch", fetched);
    return fetched;
  }

  test("is asked for with the desk's token, and bears the name the hall gives it", async () => {
    const headers = { "content-disposition": 'attachment; filename="s-turns.csv"' };
    const fetched = answering(new Response("a;b", { headers }));
    vi.spyOn(URL, "createObjectURL").mockReturnValue("blob:x");
    let saved = "";
    vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
      saved = this.download;
    });
    expect(await fetchTable("turns", "vi", "T")).toBe(true);
    expect(fetched).toHaveBeenCalledWith("../api/downloads/turns.csv?language=vi", {
      headers: { authorization: "Bearer T" },
    });
    expect(saved).toBe("s-turns.csv");
  });

  test("is not there when the hall refuses or cannot be reached", async () => {
    answering(new Response("{}", { status: 403 }));
    expect(await fetchTable("turns", "vi", "T")).toBe(false);
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("no hall")));
    expect(await fetchTable("turns", "vi", "T")).toBe(false);
    flushSync();
  });
});
