"""Who may come in: access codes that are printed, tokens that they are exchanged for.

A token has 256 random bits and is kept only as its SHA-256. Codes must be printed again at each
start, so they are kept readable, in a file for the owner alone. Must not know HTTP or sockets.
"""

import hashlib
import secrets
import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from hall_server.hall.answers import SHARED_DEVICE
from hall_server.sitting.authority import Actor
from hall_server.sitting.ids import Channel, DelegateId, Role

code_letters = "BCDFGHJKLMNPQRSTVWXZ"
"""No vowels, so no words; no digits, so nothing to confuse (RFC 8628 section 6.1)."""

code_characters = 8
"""34.5 bits: with five attempts before a wait, guessing is hopeless within a sitting."""

token_bytes = 32

tokens_per_delegate_max = 32
"""Devices that may be signed in for one delegate; the oldest is signed out by a further one."""

_CHANNELS: dict[Role, Channel] = {
    "chair": "desk",
    "clerk": "desk",
    "display": "desk",
    "delegate": "tablet",
    "bridge": "keypad",
}
_SCHEMA = """
CREATE TABLE IF NOT EXISTS code (
    kind TEXT NOT NULL, delegate TEXT NOT NULL, holder TEXT NOT NULL, code TEXT NOT NULL UNIQUE,
    PRIMARY KEY (kind, delegate)
) STRICT;
CREATE TABLE IF NOT EXISTS token (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    sha256 TEXT NOT NULL UNIQUE, role TEXT NOT NULL, delegate TEXT NOT NULL
) STRICT;
"""


class Grant(Struct, frozen=True):
    """What a token stands for: somebody who acts, from one device.

    `number` is the token's own; all bridges are one device, each with a token of its own.
    """

    actor: Actor
    number: int


class Code(Struct, frozen=True):
    """An access code: `kind` is desk, display, bridge or delegate; `holder` a delegate's name."""

    kind: str
    delegate: DelegateId
    holder: str
    code: str


class Access:
    """Codes and tokens, kept in one small file. Methods block for the time of a disk write."""

    def __init__(self, path: Path) -> None:
        """Open or make the file. Raises `sqlite3.Error`."""
        path.touch(mode=0o600)
        self._database = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._database.execute("PRAGMA journal_mode = WAL")
        self._database.executescript(_SCHEMA)
        self._codes: dict[str, Code] = {}
        self._grants: dict[str, Grant] = {}
        self._pushed_out: list[Grant] = []
        self._own: defaultdict[DelegateId, dict[str, Grant]] = defaultdict(dict)
        """The same by delegate, oldest first."""
        rows = self._database.execute("SELECT kind, delegate, holder, code FROM code")
        for kind, delegate, holder, code in rows:
            self._codes[code] = Code(kind, DelegateId(delegate), holder, code)
        rows = self._database.execute(
            "SELECT number, sha256, role, delegate FROM token ORDER BY number"
        )
        for number, digest, role, delegate in rows:
            self._keep(digest, _grant(role, delegate, digest, number))

    def ensure_codes(self, delegates: Mapping[DelegateId, str]) -> list[Code]:
        """Give the codes of desk, display, bridge and each delegate, making those that lack.

        `delegates` has their names: a delegate who took another's place gets a new code, and the
        other's tokens are worth nothing.
        """
        wanted = [(kind, DelegateId(""), "") for kind in ("desk", "display", "bridge")]
        wanted += [("delegate", delegate, name) for delegate, name in delegates.items()]
        known = {(code.kind, code.delegate): code for code in self._codes.values()}
        codes: list[Code] = []
        self._database.execute("BEGIN")
        for kind, delegate, holder in wanted:
            code = known.get((kind, delegate))
            if code is None or code.holder != holder:
                code = self._make(code, Code(kind, delegate, holder, _new_code()))
            codes.append(code)
        self._database.execute("COMMIT")
        return codes

    def _make(self, former: Code | None, code: Code) -> Code:
        if former is not None:
            del self._codes[former.code]
            for digest in list(self._own[former.delegate]):
                self._drop(digest)
        self._database.execute(
            "INSERT OR REPLACE INTO code VALUES (?, ?, ?, ?)",
            (code.kind, code.delegate, code.holder, code.code),
        )
        self._codes[code.code] = code
        return code

    def look_up(self, code: str) -> Code | None:
        """Find a code as a person types it: any case, with or without dashes and spaces."""
        return self._codes.get(code.upper().replace("-", "").replace(" ", ""))

    def issue(self, code: Code, desk_role: Role) -> tuple[str, Grant]:
        """Make a new token for a code; `desk_role` is what the desk's code stands for."""
        role: Role = desk_role if code.kind == "desk" else _ROLE_OF_KIND[code.kind]
        token = secrets.token_urlsafe(token_bytes)
        digest = _digest(token)
        cursor = self._database.execute(
            "INSERT INTO token (sha256, role, delegate) VALUES (?, ?, ?)",
            (digest, role, code.delegate),
        )
        grant = self._keep(digest, _grant(role, code.delegate, digest, cursor.lastrowid or 0))
        if code.delegate:
            self._forget_oldest(code.delegate)
        return token, grant

    def _forget_oldest(self, delegate: DelegateId) -> None:
        for digest in list(self._own[delegate])[:-tokens_per_delegate_max]:
            grant = self._drop(digest)
            if grant is not None:
                self._pushed_out.append(grant)

    def pushed_out(self) -> list[Grant]:
        """Give, once, what further sign-ins have signed out."""
        found, self._pushed_out = self._pushed_out, []
        return found

    def _keep(self, digest: str, grant: Grant) -> Grant:
        self._grants[digest] = grant
        self._own[grant.actor.delegate][digest] = grant
        return grant

    def _drop(self, digest: str) -> Grant | None:
        self._database.execute("DELETE FROM token WHERE sha256 = ?", (digest,))
        grant = self._grants.pop(digest, None)
        if grant is not None:
            del self._own[grant.actor.delegate][digest]
        return grant

    def find(self, token: str) -> Grant | None:
        """Find what a token stands for."""
        return self._grants.get(_digest(token))

    def revoke(self, token: str) -> Grant | None:
        """Make a token worthless; give what it stood for."""
        return self._drop(_digest(token))

    def close(self) -> None:
        """Close the file."""
        self._database.close()


_ROLE_OF_KIND: dict[str, Role] = {"display": "display", "bridge": "bridge", "delegate": "delegate"}


def _grant(role: Role, delegate: str, digest: str, number: int) -> Grant:
    """Name the device after its token, so that no other device of a sitting ever has its name."""
    device = SHARED_DEVICE if role == "bridge" else f"d{digest[:16]}"
    return Grant(Actor(role, _CHANNELS[role], DelegateId(delegate), device), number)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _new_code() -> str:
    return "".join(secrets.choice(code_letters) for _ in range(code_characters))
