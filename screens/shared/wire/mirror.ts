// A client's copy of its boards, as reactive maps: whoever reads a key is told when it changes.
// Knows versions and keys, not what they mean.
import { SvelteMap } from "svelte/reactivity";

import type { Patch } from "./types";

export type Board = SvelteMap<string, unknown>;

/** A patch starts after the version that the mirror has: something between is missing. */
export class MirrorGap extends Error {}

/** Boards by name, each a flat map key → value, with the version it stands at. */
export class Mirror {
  /** The run of the hall that the versions belong to. */
  epoch = "";
  readonly versions = new Map<string, number>();
  readonly #boards = new SvelteMap<string, Board>();

  /** Give the board of that name; nothing if nothing has come for it yet. */
  board(name: string): Board | undefined {
    return this.#boards.get(name);
  }

  /**
   * Take a patch in; one that is already contained is passed over. Throws `MirrorGap`, and then
   * has forgotten the board's version, so that the next hello asks for all of it.
   */
  apply(patch: Patch): void {
    const have = this.versions.get(patch.board) ?? 0;
    if (patch.whole === true) {
      this.#replace(patch);
    } else if (patch.version <= have) {
      return;
    } else if (patch.base > have) {
      this.versions.delete(patch.board);
      throw new MirrorGap(`${patch.board}: patch from ${patch.base}, mirror at ${have}`);
    } else {
      this.#change(patch);
    }
    this.versions.set(patch.board, patch.version);
  }

  /** Forget the versions (not the values) when the hall has started anew. */
  enterEpoch(epoch: string): void {
    if (epoch !== this.epoch) {
      this.epoch = epoch;
      this.versions.clear();
    }
  }

  #replace(patch: Patch): void {
    const board = this.#boards.get(patch.board);
    const set = patch.set ?? {};
    if (board === undefined) {
      this.#boards.set(patch.board, new SvelteMap(Object.entries(set)));
      return;
    }
    for (const key of [...board.keys()].filter((key) => !Object.hasOwn(set, key))) {
      board.delete(key);
    }
    put(board, set);
  }

  #change(patch: Patch): void {
    let board = this.#boards.get(patch.board);
    if (board === undefined) {
      board = new SvelteMap();
      this.#boards.set(patch.board, board);
    }
    put(board, patch.set ?? {});
    for (const key of patch.gone ?? []) {
      board.delete(key);
    }
  }
}

function put(board: Board, set: Readonly<Record<string, unknown>>): void {
  for (const [key, value] of Object.entries(set)) {
    board.set(key, value);
  }
}
