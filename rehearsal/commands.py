"""The verbs that the rehearsal adds to the `hall` command."""

import argparse


def add_verbs(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `demo` and `replay`."""
