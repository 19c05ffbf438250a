// The keys that give the turn on the floor more time, or less.
import type { Key } from "../../shared/i18n/words.svelte";

interface TimeKey {
  readonly key: string;
  readonly seconds: number;
  readonly said: Key;
}

export const timeKeys: readonly TimeKey[] = [
  { key: "F6", seconds: -60, said: "turn.less.60" },
  { key: "F12", seconds: 30, said: "turn.more.30" },
  { key: "F7", seconds: 60, said: "turn.more.60" },
];
