// Who signed in on this device, kept over reloads; and the HTTP by which one signs in and out.
// Knows the sign-in contract and the browser's storage. Must not know boards.

export type Door = "console" | "tablet" | "display";

/** What sign-in gave; empty strings where there is none. */
export interface Identity {
  readonly token: string;
  readonly role: string;
  readonly device: string;
  readonly delegate: string;
  readonly seat: string;
  readonly name: string;
}

/**
 * Why one could not sign in: by the hall, in both languages, or by the network; `too-many` wrong
 * codes came from here, and the hall listens again after `seconds`.
 */
export type SignInFault =
  | { readonly kind: "too-many"; readonly seconds: number }
  | { readonly kind: "refused"; readonly code: string; readonly vi: string; readonly en: string }
  | { readonly kind: "unreachable" | "wrong-door" };

export type SignedIn = { readonly identity: Identity } | { readonly fault: SignInFault };

const roles: Readonly<Record<Door, readonly string[]>> = {
  console: ["chair", "clerk"],
  tablet: ["delegate"],
  display: ["display"],
};

/** Exchange a code for a token; `role` only with the desk's code. */
export async function signIn(door: Door, code: string, role?: string): Promise<SignedIn> {
  const body = JSON.stringify(role === undefined ? { code } : { code, role });
  let found: Readonly<Record<string, string>>;
  let ok: boolean;
  let seconds: number;
  try {
    const headers = { "Content-Type": "application/json" };
    const response = await fetch("../api/sign-in", { method: "POST", headers, body });
    found = (await response.json()) as Readonly<Record<string, string>>;
    ok = response.ok;
    seconds = Number(response.headers.get("Retry-After") ?? 0);
  } catch {
    return { fault: { kind: "unreachable" } };
  }
  const field = (name: string): string => found[name] ?? "";
  if (!ok && seconds > 0) {
    return { fault: { kind: "too-many", seconds } };
  }
  if (!ok) {
    const [code, vi, en] = [field("code"), field("vi"), field("en")];
    return { fault: { kind: "refused", code, vi, en } };
  }
  const identity: Identity = {
    token: field("token"),
    role: field("role"),
    device: field("device"),
    delegate: field("delegate"),
    seat: field("seat"),
    name: field("name"),
  };
  if (!roles[door].includes(identity.role)) {
    await signOut(identity.token);
    return { fault: { kind: "wrong-door" } };
  }
  return { identity };
}

/** Tell the hall to forget a token; false if it could not be told. */
export async function signOut(token: string): Promise<boolean> {
  try {
    const headers = { Authorization: `Bearer ${token}` };
    const response = await fetch("../api/sign-out", { method: "POST", headers });
    return response.ok;
  } catch {
    return false;
  }
}

/** The token of one door, kept in the browser so that a reload or a restart resumes. */
export class Keeping {
  readonly #key: string;

  constructor(
    door: Door,
    private readonly storage: Storage,
  ) {
    this.#key = `sitting-hall/${door}`;
  }

  read(): Identity | undefined {
    const text = this.storage.getItem(this.#key);
    if (text === null) {
      return undefined;
    }
    try {
      const found = JSON.parse(text) as Partial<Identity>;
      return typeof found.token === "string" ? (found as Identity) : undefined;
    } catch {
      this.forget();
      return undefined;
    }
  }

  keep(identity: Identity): void {
    this.storage.setItem(this.#key, JSON.stringify(identity));
  }

  forget(): void {
    this.storage.removeItem(this.#key);
  }
}

/** Where the hall's websocket is, seen from a page of the hall. */
export function socketAddress(location: Location): URL {
  const address = new URL("../socket", location.href);
  address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
  return address;
}

/** Find the code in what was typed: also when it is a whole address that carries one. */
export function codeIn(typed: string): string {
  const fragment = typed.split("#", 2)[1] ?? "";
  return new URLSearchParams(fragment).get("code") ?? typed;
}

/** Take the code out of the address bar, so that nobody reads it there later. */
export function takeCode(location: Location, history: History): string | undefined {
  const code = new URLSearchParams(location.hash.slice(1)).get("code") ?? undefined;
  if (code !== undefined) {
    history.replaceState(null, "", location.pathname + location.search);
  }
  return code;
}
