"""Servers to stand beside the hall: an echo, a bare loop of writes, and two small voting rooms."""
