// The tabs of the desk. Knows their names, no panel.
import type { IconName } from "../shared/components/icons";
import type { Key } from "../shared/i18n/words.svelte";
import type { SittingState, VoteState } from "../shared/wire/types";

export type Tab = "floor" | "questions" | "votes" | "members" | "figures";

interface Shown {
  readonly name: Tab;
  readonly icon: IconName;
  readonly said: Key;
}

export const tabs: readonly Shown[] = [
  { name: "floor", icon: "microphone", said: "tabs.floor" },
  { name: "questions", icon: "question", said: "tabs.questions" },
  { name: "votes", icon: "ballot", said: "tabs.votes" },
  { name: "members", icon: "people", said: "tabs.members" },
  { name: "figures", icon: "rated", said: "tabs.figures" },
];

/** The tab a desk begins with: what is under way. */
export function firstTab(sitting: SittingState, vote: VoteState | undefined): Tab {
  if (vote === "open" || vote === "held" || vote === "closed") {
    return "votes";
  }
  return sitting === "prepared" ? "members" : sitting === "adjourned" ? "figures" : "floor";
}

export function following(tab: Tab): Tab {
  const at = tabs.findIndex(({ name }) => name === tab);
  return tabs[(at + 1) % tabs.length]?.name ?? tab;
}

export function tabOf(name: Tab): string {
  return `tab-${name}`;
}

export function panelOf(name: Tab): string {
  return `panel-${name}`;
}
