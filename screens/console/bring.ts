// Brings a field before the person at the desk: its tab shown, opened if it is folded away, in
// view, in focus.
import { flushSync } from "svelte";

export function bring(id: string): void {
  const field = document.getElementById(id);
  const panel = field?.closest<HTMLElement>('[role="tabpanel"]');
  if (panel?.hidden === true) {
    document.getElementById(panel.getAttribute("aria-labelledby") ?? "")?.click();
    flushSync();
  }
  const folded = field?.closest("details");
  if (folded) {
    folded.open = true;
  }
  field?.focus();
  field?.scrollIntoView({ block: "center" });
}
