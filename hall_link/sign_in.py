"""Signing in and out over HTTP: a code from the clerk's list becomes a device's token.

Knows the two small JSON calls. Must not know where tokens are kept, nor what roles may do.
"""

import asyncio
import http.client
from http import HTTPStatus
from typing import Final
from urllib.parse import urlsplit

import msgspec
from msgspec import Struct

answer_seconds_max: Final = 10.0
"""A hall on the same network answers in milliseconds; longer is no hall."""

answer_bytes_max: Final = 16 * 1024
"""The longest honest answer, a refusal in two languages, is under 1 KiB."""


class SignedIn(Struct, frozen=True):
    """What the hall made of a code; strings are empty where there is none."""

    token: str
    role: str
    device: str
    delegate: str = ""
    seat: str = ""
    name: str = ""


class SignInRefused(Exception):
    """The hall did not accept the code.

    `code` is stable and for programs, `vi` and `en` are for people; `retry_after_seconds` is 0
    unless there were too many attempts.
    """

    def __init__(self, code: str, vi: str, en: str, retry_after_seconds: int = 0) -> None:
        super().__init__(f"{code}: {en}")
        self.code = code
        self.vi = vi
        self.en = en
        self.retry_after_seconds = retry_after_seconds


class _Refusal(Struct):
    code: str
    vi: str
    en: str


async def sign_in(url: str, code: str, role: str = "") -> SignedIn:
    """Turn a code into a token at the hall whose http base is `url`.

    `role` (`chair` or `clerk`) counts with the desk's code only. Raises `SignInRefused`, and
    `OSError` when the hall cannot be reached.
    """
    body = {"code": code, "role": role} if role else {"code": code}
    answer = await asyncio.to_thread(_post, url, "/api/sign-in", {}, msgspec.json.encode(body))
    try:
        return msgspec.json.decode(answer, type=SignedIn)
    except msgspec.DecodeError:
        raise _no_hall() from None


async def sign_out(url: str, token: str) -> None:
    """Make a token worthless. Raises `SignInRefused` if it was so already, and `OSError`."""
    await asyncio.to_thread(
        _post, url, "/api/sign-out", {"Authorization": f"Bearer {token}"}, b"{}"
    )


def _post(url: str, path: str, headers: dict[str, str], body: bytes) -> bytes:
    parts = urlsplit(url)
    kinds = {"http": http.client.HTTPConnection, "https": http.client.HTTPSConnection}
    if parts.scheme not in kinds or not parts.hostname:
        raise ValueError(f"the hall's address starts with http:// or https://, not {url!r}")
    connection = kinds[parts.scheme](parts.hostname, parts.port, timeout=answer_seconds_max)
    try:
        connection.request(
            "POST",
            parts.path.rstrip("/") + path,
            body,
            {"Content-Type": "application/json", **headers},
        )
        with connection.getresponse() as response:
            answer: bytes = response.read(answer_bytes_max)
    except http.client.HTTPException:
        raise _no_hall() from None
    finally:
        connection.close()
    if response.status >= HTTPStatus.MULTIPLE_CHOICES:
        raise _refusal(answer, response.getheader("Retry-After") or "")
    return answer


def _refusal(answer: bytes, retry_after: str) -> SignInRefused:
    try:
        said = msgspec.json.decode(answer, type=_Refusal)
    except msgspec.DecodeError:
        return _no_hall()
    seconds = int(retry_after) if retry_after.isdecimal() else 0
    return SignInRefused(said.code, said.vi, said.en, seconds)


def _no_hall() -> SignInRefused:
    return SignInRefused(
        "no-hall-there",
        "Địa chỉ này không phải là máy chủ nghị trường.",
        "There is no sitting hall at this address.",
    )
