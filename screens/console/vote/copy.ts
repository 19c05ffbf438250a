// Puts a text on the clipboard. Knows the browser alone.

/** Tell whether the text could be copied. */
export async function copyText(text: string): Promise<boolean> {
  // Browsers keep the clipboard from pages of a plain hall network without TLS.
  const clipboard = navigator.clipboard as Clipboard | undefined;
  if (clipboard !== undefined) {
    return clipboard.writeText(text).then(
      () => true,
      () => copySelected(text),
    );
  }
  return copySelected(text);
}

function copySelected(text: string): boolean {
  const field = document.createElement("textarea");
  field.value = text;
  field.setAttribute("readonly", "");
  field.className = "visually-hidden";
  document.body.append(field);
  field.select();
  // The only way without TLS.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  const done = document.execCommand("copy");
  field.remove();
  return done;
}
