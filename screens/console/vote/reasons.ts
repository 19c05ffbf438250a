// How each reason for a missing ballot is named and drawn. Decides nothing.
import type { IconName } from "../../shared/components/icons";
import type { Key } from "../../shared/i18n/words.svelte";
import type { Reason } from "./missing";

export const reasonSaid: Readonly<Record<Reason, { readonly key: Key; readonly icon: IconName }>> = {
  silent: { key: "missing.silent", icon: "waiting" },
  offline: { key: "missing.offline", icon: "offline" },
  represented: { key: "missing.represented", icon: "people" },
  left: { key: "missing.left", icon: "out" },
  late: { key: "missing.late", icon: "enter" },
  recused: { key: "missing.recused", icon: "no" },
  absent: { key: "missing.absent", icon: "abstain" },
};
