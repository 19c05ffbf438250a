"""A websocket frame from the hall, ready to write (RFC 6455 section 5.2): final, binary, unmasked.

Written here because one frame built once serves a thousand connections with one
`transport.write` each.
"""

_FINAL_BINARY = 0x82


def frame(payload: bytes) -> bytes:
    """Put the header before a payload."""
    size = len(payload)
    if size < 126:
        return bytes((_FINAL_BINARY, size)) + payload
    if size < 1 << 16:
        return bytes((_FINAL_BINARY, 126)) + size.to_bytes(2, "big") + payload
    return bytes((_FINAL_BINARY, 127)) + size.to_bytes(8, "big") + payload
