"""The one port for pages and websockets: opened, guarded line by line, closed in time."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Final

from aiohttp import web
from aiohttp.http import HttpProcessingError

from hall_server.web.guard import guard
from hall_server.web.lines import Lines

request_bytes_max: Final = 64 * 1024
"""An HTTP request's body; a sign-in has under 200 bytes."""

backlog_connections: Final = 4096
"""Connections the kernel keeps waiting while a whole hall comes back at once."""

keepalive_seconds: Final = 30.0
"""A browser's idle connection; it opens another when it needs one."""

shutdown_seconds_max: Final = 2.0
"""Given to requests under way when the hall stops: it must be back within seconds."""

log = logging.getLogger("hall.web")


def _is_ours(record: logging.LogRecord) -> bool:
    """Keep a stranger's malformed request, as long as they like, out of the log: it got its 400."""
    fault = record.exc_info[1] if record.exc_info else None
    return not isinstance(fault, HttpProcessingError)


log.addFilter(_is_ours)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


Application = web.Application


def new_application() -> Application:
    """Make an application whose every answer is guarded."""
    return web.Application(middlewares=[guard], client_max_size=request_bytes_max)


@asynccontextmanager
async def open_door(app: Application, host: str, port: int) -> AsyncIterator[int]:
    """Serve an application until the block ends; give the port that was bound.

    Raises `OSError` when the port can't be had.
    """
    runner = web.AppRunner(
        app,
        logger=log,
        access_log=None,
        keepalive_timeout=keepalive_seconds,
        shutdown_timeout=shutdown_seconds_max,
    )
    lines: list[Lines] = []

    @web.middleware
    async def note(request: web.Request, handler: Handler) -> web.StreamResponse:
        lines[0].heard(request.protocol)
        return await handler(request)

    app.middlewares.insert(0, note)
    await runner.setup()
    try:
        assert runner.server is not None
        lines.append(Lines(runner.server))
        server = await asyncio.get_running_loop().create_server(
            lines[0].open, host, port, backlog=backlog_connections
        )
        try:
            yield server.sockets[0].getsockname()[1]
        finally:
            server.close()
    finally:
        await runner.cleanup()
