"""A websocket frame from the hall, ready to write (RFC 6455 section 5.2): final, binary, unmasked.

Written here because one frame built once serves a thousand connections with one
`transport.write` each.
"""

from struct import Struct

_FINAL_BINARY = 0x82
_SHORT = [bytes((_FINAL_BINARY, size)) for size in range(126)]
_LONGER = Struct(">BBH")
_LONGEST = Struct(">BBQ")


def frame(payload: bytes) -> bytes:
    """Put the header before a payload."""
    size = len(payload)
    if size < 126:
        return _SHORT[size] + payload
    if size < 1 << 16:
        return _LONGER.pack(_FINAL_BINARY, 126, size) + payload
    return _LONGEST.pack(_FINAL_BINARY, 127, size) + payload
