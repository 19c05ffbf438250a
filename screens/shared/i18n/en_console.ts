// The words of the desk about the kinds of vote, in English.
import type { viConsole } from "./vi_console";

export const enConsole: Readonly<Record<keyof typeof viConsole, string>> = {};
