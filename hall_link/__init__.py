"""A client's standing connection to the hall, written once for the seat and for the bridge.

Knows how to sign in, stay connected and deliver commands. Must not know what a command means,
nor what stands on a board: it imports the wire alone.
"""

from hall_link.link import CommandRefused, Link, LinkClosed
from hall_link.sign_in import SignedIn, SignInRefused, sign_in, sign_out

__all__ = [
    "CommandRefused",
    "Link",
    "LinkClosed",
    "SignInRefused",
    "SignedIn",
    "sign_in",
    "sign_out",
]
