"""The law of the sitting: pure functions and plain data; knows parliament and nothing else."""
