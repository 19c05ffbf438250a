"""The memory of the hall: what has happened, in order, on disk, tamper-evident."""
