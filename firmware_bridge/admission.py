"""How the bridge gets in: its code becomes a token, and the token is kept beside the spool.

Knows the token file. With the same token the bridge is the same device to the hall after a
restart, so a press sent again under its old id gets its first answer. Must not log secrets.
"""

import asyncio
import logging
import os
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from hall_link import SignInRefused, sign_in

FILE_NAME: Final = "token.json"

ask_again_seconds: Final = 2.0
"""A hall that is not there yet is starting; nobody presses before it stands."""

log = logging.getLogger(__name__)


class _Kept(Struct):
    url: str
    token: str


async def admit(url: str, code: str, folder: Path) -> str:
    """Give the token for the hall at `url`: the kept one, or a new one for `code`.

    Waits for a hall that cannot be reached, or wants to be left alone for a while. Raises
    `SignInRefused`.
    """
    if kept := _read(folder / FILE_NAME, url):
        return kept
    while True:
        try:
            signed_in = await sign_in(url, code)
        except OSError as error:
            log.warning("hall %s: %s; asking again", url, error)
            await asyncio.sleep(ask_again_seconds)
            continue
        except SignInRefused as refused:
            if not refused.retry_after_seconds:
                raise
            log.warning("hall %s: %s; asking again as it says", url, refused)
            await asyncio.sleep(refused.retry_after_seconds)
            continue
        _write(folder / FILE_NAME, _Kept(url, signed_in.token))
        return signed_in.token


def forget(folder: Path) -> bool:
    """Throw the kept token away; False if there was none."""
    try:
        (folder / FILE_NAME).unlink()
    except FileNotFoundError:
        return False
    return True


def _read(path: Path, url: str) -> str:
    try:
        kept = msgspec.json.decode(path.read_bytes(), type=_Kept)
    except FileNotFoundError:
        return ""
    except msgspec.DecodeError:
        log.warning("%s: unreadable, signing in again", path)
        return ""
    return kept.token if kept.url == url else ""


def _write(path: Path, kept: _Kept) -> None:
    fresh = path.with_suffix(".new")
    file = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
    with os.fdopen(file, "wb") as stream:
        stream.write(msgspec.json.encode(kept))
    fresh.replace(path)
