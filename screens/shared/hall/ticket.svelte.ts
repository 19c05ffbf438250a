// What became of a command. Knows three states; must not know what was asked.
import type { Command, Refused } from "../wire/types";

export type TicketState = "sent" | "done" | "refused" | "lost";

/**
 * A command on its way: `sent` until the hall has it on disk, or refuses it; `lost` when it was
 * given up without an answer.
 */
export class Ticket {
  state = $state<TicketState>("sent");
  refusal = $state.raw<Refused>();

  constructor(readonly command: Command) {}
}
