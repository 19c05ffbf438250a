// Brings a field before the person at the desk: opened if it is folded away, in view, in focus.

export function bring(id: string): void {
  const field = document.getElementById(id);
  const folded = field?.closest("details");
  if (folded) {
    folded.open = true;
  }
  field?.focus();
  field?.scrollIntoView({ block: "center" });
}
