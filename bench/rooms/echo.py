"""aiohttp on uvloop, giving every message back: what a websocket server of this kind costs."""

import asyncio

import uvloop
from aiohttp import WSMsgType, web

from bench.rooms.starting import listening_socket, say_ready
from hall_wire.limits import message_bytes_max


async def echo(request: web.Request) -> web.WebSocketResponse:
    """Give back what comes, with the settings that the hall's gateway has."""
    socket = web.WebSocketResponse(compress=False, max_msg_size=message_bytes_max, heartbeat=None)
    await socket.prepare(request)
    async for message in socket:
        if message.type is WSMsgType.BINARY:
            await socket.send_bytes(message.data)
    return socket


async def serve() -> None:
    """Serve until the process is ended."""
    app = web.Application()
    app.router.add_get("/socket", echo)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    listener = listening_socket()
    await web.SockSite(runner, listener).start()
    say_ready(listener)
    await asyncio.Event().wait()


if __name__ == "__main__":
    uvloop.run(serve())
