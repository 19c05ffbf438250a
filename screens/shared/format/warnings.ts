// From when on the clock of a vote warns. The same on every screen, so that hall and tablet warn
// together; clocks of the floor carry their warning with them.

/** The last part of a vote's window: time for one press. */
export const vote_warning_seconds = 10;
