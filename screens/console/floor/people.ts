// Who may be called to speak: delegates and guests. Knows names, seats and offices, no command.
import type { DeskBoard } from "../../shared/wire/boards";
import type { PersonValue } from "../../shared/wire/types";

/** Somebody of whom the desk knows name and seat. */
export interface Seated {
  readonly person: PersonValue;
}

/** Delegates in office and guests. */
export function speakersOf(desk: DeskBoard): readonly Seated[] {
  return [...desk.delegates.values(), ...desk.guests];
}

/** What an input says of somebody: the seat tells people of one name apart. */
export function saying({ person }: Seated): string {
  return person.seat === "" ? person.name : `${person.seat} · ${person.name}`;
}

