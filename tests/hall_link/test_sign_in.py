"""Signing in against a real HTTP server that gives the answers of the sign-in contract."""

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from hall_link import SignedIn, SignInRefused, sign_in, sign_out

TOKEN = "made-up-token"
DELEGATE = {
    "token": TOKEN,
    "role": "delegate",
    "device": "tablet-1",
    "delegate": "d01",
    "seat": "A-01",
    "name": "Nguyễn Văn Mẫu",
}


@dataclass
class Desk:
    """The other end: what it will answer, and what it was asked."""

    status: int = 200
    answer: bytes = b"{}"
    headers: dict[str, str] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str], Any]] = field(default_factory=list)
    url: str = ""


@pytest.fixture
def desk() -> Iterator[Desk]:
    desk = Desk()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            desk.asked.append((self.path, dict(self.headers), json.loads(body)))
            self.send_response(desk.status)
            for name, value in desk.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(desk.answer)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        desk.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield desk
        server.shutdown()
        thread.join()


async def test_code_becomes_a_token(desk: Desk) -> None:
    desk.answer = json.dumps(DELEGATE).encode()
    assert await sign_in(desk.url, "BCDF-GHJK") == SignedIn(**DELEGATE)
    path, _, body = desk.asked[0]
    assert (path, body) == ("/api/sign-in", {"code": "BCDF-GHJK"})


async def test_desk_names_its_role(desk: Desk) -> None:
    desk.answer = json.dumps(DELEGATE).encode()
    await sign_in(desk.url + "/", "BCDF-GHJK", "clerk")
    path, _, body = desk.asked[0]
    assert (path, body) == ("/api/sign-in", {"code": "BCDF-GHJK", "role": "clerk"})


async def test_refused_code_says_why_and_when_to_try_again(desk: Desk) -> None:
    desk.status = 429
    desk.headers = {"Retry-After": "30"}
    desk.answer = json.dumps(
        {"code": "too-many-attempts", "vi": "Thử quá nhiều lần.", "en": "Too many attempts."}
    ).encode()
    with pytest.raises(SignInRefused) as refused:
        await sign_in(desk.url, "BCDF-GHJK")
    assert refused.value.code == "too-many-attempts"
    assert (refused.value.vi, refused.value.en) == ("Thử quá nhiều lần.", "Too many attempts.")
    assert refused.value.retry_after_seconds == 30


@pytest.mark.parametrize("status", [200, 404, 502])
async def test_another_server_is_told_from_a_hall(desk: Desk, status: int) -> None:
    desk.status = status
    desk.answer = b"<html>a printer's page</html>"
    with pytest.raises(SignInRefused) as refused:
        await sign_in(desk.url, "BCDF-GHJK")
    assert refused.value.code == "no-hall-there"


async def test_absent_hall_is_an_os_error(desk: Desk) -> None:
    with pytest.raises(OSError, match="refused"):
        await sign_in("http://127.0.0.1:1", "BCDF-GHJK")


async def test_sign_out_shows_the_token(desk: Desk) -> None:
    await sign_out(desk.url, TOKEN)
    path, headers, _ = desk.asked[0]
    assert path == "/api/sign-out"
    assert headers["Authorization"] == f"Bearer {TOKEN}"


async def test_address_must_be_http() -> None:
    with pytest.raises(ValueError, match="http://"):
        await sign_in("file:///etc/passwd", "BCDF-GHJK")
