// A component before a fake hall: what the hall says is shown, what it does is sent.
import { cleanup, render } from "@testing-library/svelte";
import { flushSync, type Component } from "svelte";

import { Hall } from "../shared/hall/hall.svelte";
import { Words, type Language } from "../shared/i18n/words.svelte";
import type { Command, FromHall, Role } from "../shared/wire/types";
import { FakeSocket, welcome } from "./shared/wire/fake_hall";
import Stand from "./Stand.svelte";

export class Stage {
  readonly sockets: FakeSocket[] = [];
  readonly hall: Hall;
  #version = 0;

  constructor(role: Role) {
    let made = 0;
    const identity = { token: "T", role, device: "x", delegate: "d1", seat: "1", name: "An" };
    this.hall = new Hall(
      identity,
      () => {
        const socket = new FakeSocket();
        this.sockets.push(socket);
        return socket;
      },
      () => `id${String((made += 1))}`,
    );
    this.hall.start();
    this.socket.open();
    this.welcome();
  }

  /** Let the hall in that has just been connected to; it owes the `boards` that it names. */
  welcome(...boards: string[]): void {
    this.say(welcome({ role: this.hall.identity.role, boards }));
  }

  /** Connect again after a drop. */
  comeBack(...boards: string[]): void {
    this.hall.nudge();
    this.socket.open();
    this.welcome(...boards);
  }

  /** The hall closes the connection with a code. */
  hangUp(code: number): void {
    this.socket.hangUp(code);
    flushSync();
  }

  get socket(): FakeSocket {
    const socket = this.sockets.at(-1);
    if (socket === undefined) {
      throw new Error("nothing has connected");
    }
    return socket;
  }

  /** The commands that were sent over the latest connection. */
  get commands(): readonly Command[] {
    return this.socket.sent.flatMap((message) => (message.t === "do" ? [message.command] : []));
  }

  say(message: FromHall): void {
    this.socket.say(message);
    flushSync();
  }

  post(board: string, set: Readonly<Record<string, unknown>>): void {
    this.#version += 1;
    this.say({ t: "patch", board, base: 0, version: this.#version, set });
  }

  close(): void {
    cleanup();
    this.hall.stop();
  }

  drop(): void {
    this.socket.hangUp(1006);
    flushSync();
  }

  show<Props extends Record<string, unknown>>(
    component: Component<Props>,
    props: Props,
    language: Language = "en",
  ): void {
    const words = new Words(localStorage, language);
    const given = { hall: this.hall, words, component, props };
    render(Stand as Component<typeof given>, { props: given });
  }
}
