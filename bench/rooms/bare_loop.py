"""The least that a fan-out can cost in Python: uvloop, and one `transport.write` a client.

Whatever a client sends goes out, as one ready frame, to all the others.
"""

import asyncio
from typing import cast

import uvloop

from bench.frames import unmask
from bench.rooms.starting import listening_socket, say_ready
from hall_server.gateway.frames import frame

_ACCEPT = (
    b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n"
)
"""The answer to the one key that the load's clients send (RFC 6455 section 1.3)."""

_head_bytes = {126: 8, 127: 14}


class Peer(asyncio.Protocol):
    """One client; the request is taken to be a good one."""

    def __init__(self, peers: dict["Peer", asyncio.Transport]) -> None:
        self._peers = peers

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Remember the client."""
        self._peers[self] = cast("asyncio.Transport", transport)  # uvloop's has another ancestry

    def data_received(self, data: bytes) -> None:
        """Answer the handshake, then send a message on to the others."""
        if data.startswith(b"GET"):
            self._peers[self].write(_ACCEPT)
            return
        ready = frame(unmask(data[_head_bytes.get(data[1] & 0x7F, 6) :]))
        for peer, transport in self._peers.items():
            if peer is not self:
                transport.write(ready)

    def connection_lost(self, _error: Exception | None) -> None:
        """Forget the client."""
        del self._peers[self]


async def serve() -> None:
    """Serve until the process is ended."""
    listener = listening_socket()
    peers: dict[Peer, asyncio.Transport] = {}
    await asyncio.get_running_loop().create_server(lambda: Peer(peers), sock=listener)
    say_ready(listener)
    await asyncio.Event().wait()


if __name__ == "__main__":
    uvloop.run(serve())
