"""Downloads: tables of the sitting as files, for whoever signed in at the desk alone."""

import asyncio

from aiohttp import web

from hall_server.export.downloads import DOWNLOADS
from hall_server.export.table import LANGUAGES, to_csv
from hall_server.hall.access import Access
from hall_server.hall.clerk import Clerk
from hall_server.sitting.authority import Actor
from hall_server.sitting.refusals import RoleMissing
from hall_server.web.guard import problem

DESK = ("chair", "clerk")


class Downloads:
    """The handler of `GET /api/downloads/{name}.csv`."""

    def __init__(self, access: Access, clerk: Clerk) -> None:
        self._access = access
        self._clerk = clerk

    async def download(self, request: web.Request) -> web.Response:
        """Give a table as it stands now, in the language that is asked for."""
        refused = self._refuse(request)
        if refused is not None:
            return refused
        make = DOWNLOADS.get(request.match_info["name"])
        if make is None:
            raise web.HTTPNotFound
        asked = request.query.get("language", LANGUAGES[0])
        language = next((known for known in LANGUAGES if known == asked), None)
        if language is None:
            return problem(
                400, "language-unknown", "Chỉ có vi và en.", "There are vi and en alone."
            )
        state = self._clerk.state
        table = make(state, language)
        name = f"{state.id}-{request.match_info['name']}.csv"
        return web.Response(
            # The state moves on; the table does not, and may be long.
            body=await asyncio.to_thread(to_csv, table, language),
            headers={
                "Content-Type": "text/csv; charset=utf-8",
                "Content-Disposition": f'attachment; filename="{name}"',
                "Cache-Control": "no-store",
            },
        )

    def _refuse(self, request: web.Request) -> web.Response | None:
        actor = self._actor(request)
        if actor is None:
            return problem(401, "token-unknown", "Chưa đăng nhập.", "Not signed in.")
        if actor.role not in DESK:
            refusal = RoleMissing(actor.role, "download")
            return problem(403, refusal.code, refusal.vi, refusal.en)
        return None

    def _actor(self, request: web.Request) -> Actor | None:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        grant = self._access.find(token) if scheme == "Bearer" and token.isascii() else None
        return None if grant is None else grant.actor
