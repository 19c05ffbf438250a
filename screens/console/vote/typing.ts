// What people type, as it is read: whole numbers, and texts of one line.

/** Read a whole number from `least` to `most`; nothing for any other text. */
export function whole(typed: string, least: number, most: number): number | undefined {
  const text = typed.trim();
  const read = /^\d{1,9}$/.test(text) ? Number(text) : undefined;
  return read !== undefined && read >= least && read <= most ? read : undefined;
}

export function inOneLine(text: string): string {
  return text.trim().replace(/\s+/g, " ");
}
