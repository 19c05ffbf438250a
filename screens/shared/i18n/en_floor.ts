// The words on all screens about the floor, questioning and attendance, in English.
import type { viFloor } from "./vi_floor";

export const enFloor: Readonly<Record<keyof typeof viFloor, string>> = {};
