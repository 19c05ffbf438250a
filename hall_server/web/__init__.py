"""HTTP: pages, sign-in, health and metrics."""
