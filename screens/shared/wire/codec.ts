// Bytes ↔ messages. Knows the shapes of messages, made from the Structs; the only error it lets
// out is `WireError`. Must not know what a message means.
import { decode as unpack, encode as pack } from "@msgpack/msgpack";

import { frame_bytes_max, shapes, type FromHall, type ToHall } from "./types";

export type WireFault =
  "message-too-big" | "message-unreadable" | "message-unknown" | "message-invalid";

/** Bytes that are no message of this wire; the codes are those of the hall's own codec. */
export class WireError extends Error {
  constructor(
    readonly code: WireFault,
    detail: string,
  ) {
    super(`${code}: ${detail}`);
  }
}

type Fields = Readonly<Record<string, unknown>>;
type Tag = keyof typeof shapes;
type Kind = "string" | "integer" | "boolean" | "strings" | "map" | Tag;

/** Pack one message to the hall. */
export function encode(message: ToHall): Uint8Array<ArrayBuffer> {
  return new Uint8Array(pack(message));
}

/** Read one message from the hall. Throws `WireError`. */
export function decode(data: Uint8Array): FromHall {
  if (data.length > frame_bytes_max) {
    throw new WireError("message-too-big", `${data.length} bytes`);
  }
  checkLead(data[0]);
  const found = read(data);
  if (!isMap(found)) {
    throw new WireError("message-invalid", "no map");
  }
  const tag = found.t;
  if (typeof tag !== "string" || !Object.hasOwn(shapes, tag)) {
    throw new WireError("message-unknown", JSON.stringify(tag));
  }
  checkFields(tag as Tag, found);
  return found as unknown as FromHall;
}

/** Refuse by its first byte what is no map, before anything is allocated for it. */
function checkLead(lead: number | undefined): void {
  if (lead === undefined || lead === 0xc1) {
    throw new WireError("message-unreadable", "nothing that can be read");
  }
  const map = (lead >= 0x80 && lead <= 0x8f) || lead === 0xde || lead === 0xdf;
  if (!map) {
    throw new WireError("message-invalid", "no map");
  }
}

function read(data: Uint8Array): unknown {
  try {
    return unpack(data, {
      maxArrayLength: frame_bytes_max,
      maxMapLength: frame_bytes_max,
      maxExtLength: 0,
    });
  } catch (error) {
    throw new WireError("message-unreadable", String(error));
  }
}

function checkFields(tag: Tag, found: Fields): void {
  const shape: Readonly<Record<string, { kind: Kind; needed: boolean }>> = shapes[tag];
  for (const [name, { kind, needed }] of Object.entries(shape)) {
    const value = found[name];
    const missing = !Object.hasOwn(found, name);
    if (missing ? needed : !isKind(kind, value)) {
      throw new WireError("message-invalid", `${tag}.${name}`);
    }
  }
}

function isKind(kind: Kind, value: unknown): boolean {
  switch (kind) {
    case "string":
      return typeof value === "string";
    case "integer":
      return Number.isSafeInteger(value);
    case "boolean":
      return typeof value === "boolean";
    case "strings":
      return Array.isArray(value) && value.every((entry) => typeof entry === "string");
    case "map":
      return isMap(value);
    case "welcome":
    case "patch":
    case "done":
    case "refused":
    case "pong":
      if (!isMap(value) || value.t !== kind) {
        return false;
      }
      checkFields(kind, value);
      return true;
  }
}

function isMap(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
