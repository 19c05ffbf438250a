"""A client's websocket bytes, made by hand so that the load costs little (RFC 6455).

Knows handshake, masked frames and where a server's frame ends. Must not know what a payload says.
"""

from collections.abc import Callable
from typing import Final

MASK: Final = b"\x37\xfa\x21\x3d"
"""One mask for all: what is measured does not read minds, and frames are made beforehand."""

BINARY: Final = 0x82
TEXT: Final = 0x81
CLOSE: Final = 0x88
PING: Final = 0x89
PONG: Final = 0x8A


def handshake(host: str, port: int, path: str) -> bytes:
    """Give the request that opens a websocket."""
    return (
        f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nUpgrade: websocket\r\n"
        "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    ).encode()


def masked(payload: bytes, first: int = BINARY) -> bytes:
    """Give a client's whole frame; `first` is its first byte."""
    size = len(payload)
    if size < 126:
        head = bytes((first, 0x80 | size))
    elif size < 1 << 16:
        head = bytes((first, 0x80 | 126)) + size.to_bytes(2, "big")
    else:
        head = bytes((first, 0x80 | 127)) + size.to_bytes(8, "big")
    return head + MASK + unmask(payload)


def unmask(payload: bytes) -> bytes:
    """Put the mask on or off."""
    size = len(payload)
    mask = (MASK * (size // 4 + 1))[:size]
    whole = int.from_bytes(payload, "big") ^ int.from_bytes(mask, "big")
    return whole.to_bytes(size, "big")


def scan(data: bytes, take: Callable[[int, bytes, int, int], None]) -> bytes:
    """Hand each whole server frame to `take(first byte, data, start, stop)`; give the rest."""
    at, end = 0, len(data)
    while end - at >= 2:
        size, start = data[at + 1], at + 2
        if size >= 126:
            width = 2 if size == 126 else 8
            size = int.from_bytes(data[start : start + width], "big")
            start += width
        stop = start + size
        if stop > end or start > end:
            break
        take(data[at], data, start, stop)
        at = stop
    return data[at:]
