// How the doors of the house are named.
import type { Door } from "../hall/identity";
import type { Key } from "../i18n/words.svelte";

export const doorKey: Readonly<Record<Door, Key>> = {
  console: "door.console",
  tablet: "door.tablet",
  display: "door.display",
};
