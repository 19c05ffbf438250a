"""Sign-in: an access code for a token. Sign-out: the token becomes worthless at once."""

import asyncio
from collections.abc import Callable
from typing import Annotated, Literal

import msgspec
from aiohttp import web
from msgspec import Meta, Struct

from hall_server.hall.access import Access, Code, Grant
from hall_server.hall.attempts import Attempts
from hall_server.hall.clerk import Clerk
from hall_server.web.guard import problem

body_seconds_max = 5.0
"""From a sign-in's head to the end of its body: 200 bytes."""

code_characters_max = 32
"""A code has 8 letters; people add dashes and spaces."""


class SignIn(Struct, frozen=True):
    """What a client sends: the code, and with the desk's code which of its two roles."""

    code: Annotated[str, Meta(max_length=code_characters_max)]
    role: Literal["", "chair", "clerk"] = ""


_decoder = msgspec.json.Decoder(SignIn)


class SignInDesk:
    """The two handlers, over codes and tokens. `clock` is the clerk's, in ms."""

    def __init__(
        self,
        access: Access,
        clerk: Clerk,
        clock: Callable[[], int],
        on_sign_out: Callable[[Grant], None],
    ) -> None:
        self._access = access
        self._clerk = clerk
        self._clock = clock
        self._on_sign_out = on_sign_out
        self._attempts = Attempts()
        self._writing = asyncio.Lock()
        """One at a time on the file of tokens."""

    async def sign_in(self, request: web.Request) -> web.Response:
        """Exchange a code for a token."""
        address = request.remote or ""
        asked = await _asked(request)
        if asked is None:
            return problem(
                400, "sign-in-invalid", "Yêu cầu đăng nhập sai định dạng.", "Not a sign-in request."
            )
        # From here to the count nothing is awaited, so that many at once are counted one by one.
        wait = self._attempts.wait_seconds(address, self._clock())
        if wait:
            return _too_many(wait)
        code = self._access.look_up(asked.code)
        if code is None or not self._in_office(code):
            self._attempts.wrong(address, self._clock())
            return problem(401, "code-unknown", "Mã truy cập không đúng.", "The code is not right.")
        if asked.role and code.kind != "desk":
            return problem(
                403,
                "role-unknown",
                "Mã này không dùng cho bàn chủ tọa.",
                "This code is not the desk's.",
            )
        async with self._writing:
            token, grant = await asyncio.to_thread(self._access.issue, code, asked.role or "chair")
        for pushed_out in self._access.pushed_out():
            self._on_sign_out(pushed_out)
        return self._signed_in(token, grant)

    def _in_office(self, code: Code) -> bool:
        return not code.delegate or code.delegate in self._clerk.state.delegates

    def _signed_in(self, token: str, grant: Grant) -> web.Response:
        actor = grant.actor
        delegate = self._clerk.state.delegates.get(actor.delegate)
        return web.json_response(
            {
                "token": token,
                "role": actor.role,
                "device": actor.device,
                "delegate": actor.delegate,
                "seat": delegate.seat if delegate else "",
                "name": delegate.name if delegate else "",
            },
            headers={"Cache-Control": "no-store"},
        )

    async def sign_out(self, request: web.Request) -> web.Response:
        """Make the token in the Authorization header worthless and cut its connections."""
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        grant = None
        if scheme == "Bearer" and token.isascii():
            async with self._writing:
                grant = await asyncio.to_thread(self._access.revoke, token)
        if grant is None:
            return problem(401, "token-unknown", "Chưa đăng nhập.", "Not signed in.")
        self._on_sign_out(grant)
        return web.Response(status=204)


async def _asked(request: web.Request) -> SignIn | None:
    """Read a sign-in, None for anything else or for a body that does not come."""
    try:
        async with asyncio.timeout(body_seconds_max):
            return _decoder.decode(await request.read())
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, TimeoutError):
        return None


def _too_many(wait: int) -> web.Response:
    return problem(
        429,
        "too-many-attempts",
        f"Nhập sai quá nhiều lần, hãy đợi {wait} giây.",
        f"Too many wrong codes, wait {wait} seconds.",
        **{"Retry-After": str(wait)},
    )
