// Names for commands that nobody has used before. Knows chance, nothing else.

/**
 * Give 128 random bits in hexadecimal. Not `crypto.randomUUID`: browsers have that only on
 * secure pages, and a hall's own network may well be without certificates.
 */
export function newCommandId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
