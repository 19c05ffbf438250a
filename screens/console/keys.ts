// The keys of the desk. Function keys, since every letter may belong to somebody's typing.

/** Give the function key that was pressed alone, once; nothing for any other press. */
export function functionKey(event: KeyboardEvent): string | undefined {
  const modified = event.altKey || event.ctrlKey || event.metaKey || event.shiftKey;
  return modified || event.repeat || !/^F\d+$/.test(event.key) ? undefined : event.key;
}
