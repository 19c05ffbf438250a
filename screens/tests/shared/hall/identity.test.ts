import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { codeIn, Keeping, signIn, socketAddress, takeCode } from "../../../shared/hall/identity";

const given = { token: "T", role: "delegate", device: "d", delegate: "d1", seat: "1", name: "An" };
const asked: { path: string; body: unknown; headers: unknown }[] = [];

function answer(status: number, body: unknown): void {
  asked.length = 0;
  vi.stubGlobal("fetch", (path: string, request: RequestInit) => {
    const sent = typeof request.body === "string" ? request.body : "null";
    asked.push({ path, body: JSON.parse(sent), headers: request.headers });
    return Promise.resolve(Response.json(body, { status }));
  });
}

beforeEach(() => {
  localStorage.clear();
});

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("signing in", () => {
  test("exchanges a code for an identity", async () => {
    answer(200, given);
    expect(await signIn("tablet", "BCDF-GHJK")).toEqual({ identity: given });
    expect(asked[0]).toMatchObject({ path: "../api/sign-in", body: { code: "BCDF-GHJK" } });
  });

  test("names the role only at the desk", async () => {
    answer(200, { ...given, role: "clerk" });
    expect(await signIn("console", "C", "clerk")).toHaveProperty("identity.role", "clerk");
    expect(asked[0]?.body).toEqual({ code: "C", role: "clerk" });
  });

  test("gives the hall's own reason in both languages", async () => {
    answer(401, { code: "code-unknown", vi: "Sai mã.", en: "Wrong code." });
    expect(await signIn("tablet", "X")).toEqual({
      fault: { kind: "refused", code: "code-unknown", vi: "Sai mã.", en: "Wrong code." },
    });
  });

  test("says for how long the hall does not listen after too many wrong codes", async () => {
    const headers = { "Retry-After": "30" };
    const body = { code: "too-many-attempts", vi: "Đợi.", en: "Wait." };
    vi.stubGlobal("fetch", () => Promise.resolve(Response.json(body, { status: 429, headers })));
    expect(await signIn("tablet", "X")).toEqual({ fault: { kind: "too-many", seconds: 30 } });
  });

  test("finds the code in a whole address that was pasted", () => {
    expect(codeIn("http://10.0.0.2:8080/tablet/#code=BCDFGHJK")).toBe("BCDFGHJK");
    expect(codeIn(" http://hall/console/?lang=en#code=BCDF-GHJK\n").trim()).toBe("BCDF-GHJK");
    expect(codeIn("BCDF-GHJK")).toBe("BCDF-GHJK");
  });

  test("says when the hall cannot be reached", async () => {
    vi.stubGlobal("fetch", () => Promise.reject(new TypeError("no network")));
    expect(await signIn("tablet", "X")).toEqual({ fault: { kind: "unreachable" } });
  });

  test("gives a token back that belongs to another door", async () => {
    answer(200, given);
    expect(await signIn("display", "X")).toEqual({ fault: { kind: "wrong-door" } });
    expect(asked[1]).toMatchObject({
      path: "../api/sign-out",
      headers: { Authorization: "Bearer T" },
    });
  });
});

describe("keeping", () => {
  test("is apart for each door, survives a reload and can be undone", () => {
    new Keeping("tablet", localStorage).keep(given);
    expect(new Keeping("tablet", localStorage).read()).toEqual(given);
    expect(new Keeping("console", localStorage).read()).toBeUndefined();
    new Keeping("tablet", localStorage).forget();
    expect(new Keeping("tablet", localStorage).read()).toBeUndefined();
  });

  test.each(["{", "{}", '{"token":7}'])("does not trip over %s", (text) => {
    localStorage.setItem("sitting-hall/tablet", text);
    expect(new Keeping("tablet", localStorage).read()).toBeUndefined();
  });
});

describe("the address", () => {
  function at(href: string): Location {
    return new URL(href) as unknown as Location;
  }

  test("loses the code as soon as it is read", () => {
    const replaced: unknown[] = [];
    const history = {
      replaceState: (...given: unknown[]) => replaced.push(given.at(-1)),
    } as unknown as History;
    expect(takeCode(at("http://hall/tablet/?lang=en#code=BCDFGHJK"), history)).toBe("BCDFGHJK");
    expect(replaced).toEqual(["/tablet/?lang=en"]);
    expect(takeCode(at("http://hall/tablet/"), history)).toBeUndefined();
    expect(replaced).toHaveLength(1);
  });

  test("leads to the hall's socket, secure where the page is", () => {
    expect(socketAddress(at("http://hall:8080/tablet/")).href).toBe("ws://hall:8080/socket");
    expect(socketAddress(at("https://hall/x/display/#a")).href).toBe("wss://hall/x/socket");
  });
});
