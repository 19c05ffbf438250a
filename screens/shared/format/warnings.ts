// From when on a clock warns. The same on every screen, so that hall and tablet warn together.

/** The last part of a speech: time for one closing sentence. */
export const speech_warning_seconds = 30;

/** The last part of a vote's window: time for one press. */
export const vote_warning_seconds = 10;
