"""The clerk and the timers: one writer for a sitting."""
