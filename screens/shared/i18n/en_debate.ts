// The words of the desk about the floor, questioning and attendance, in English.
import type { viDebate } from "./vi_debate";

export const enDebate: Readonly<Record<keyof typeof viDebate, string>> = {};
