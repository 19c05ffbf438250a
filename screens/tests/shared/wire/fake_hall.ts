// A hall's end of a websocket for tests of the link: what was sent, and what to answer.
import { decode as unpack, encode as pack } from "@msgpack/msgpack";

import type { Socket } from "../../../shared/wire/link";
import type { FromHall, ToHall } from "../../../shared/wire/types";

export class FakeSocket implements Socket {
  binaryType: BinaryType = "blob";
  closed = false;
  readonly sent: ToHall[] = [];
  onopen: Socket["onopen"] = null;
  onmessage: Socket["onmessage"] = null;
  onclose: Socket["onclose"] = null;

  send(data: Uint8Array): void {
    this.sent.push(unpack(data) as ToHall);
  }

  close(): void {
    this.closed = true;
  }

  open(): void {
    this.onopen?.call(this as unknown as WebSocket, new Event("open"));
  }

  say(message: FromHall): void {
    this.sayBytes(pack(message));
  }

  sayBytes(bytes: Uint8Array): void {
    const data = new Uint8Array(bytes).buffer;
    this.onmessage?.call(this as unknown as WebSocket, new MessageEvent("message", { data }));
  }

  hangUp(code: number): void {
    const event = Object.assign(new Event("close"), { code }) as CloseEvent;
    this.onclose?.call(this as unknown as WebSocket, event);
  }

  tags(): string[] {
    return this.sent.map((message) => message.t);
  }
}

export function welcome(rest: Partial<Extract<FromHall, { t: "welcome" }>> = {}): FromHall {
  return {
    t: "welcome",
    wire: 1,
    epoch: "e1",
    now: 1_000_000,
    role: "display",
    device: "x",
    boards: ["hall"],
    ...rest,
  };
}
