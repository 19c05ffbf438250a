"""What the hall says over HTTP: sign-in, its limits, pages, health, metrics, headers."""

import asyncio
import logging
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from prometheus_client.parser import text_string_to_metric_families

from hall_server.assembly import Hall, running_hall
from hall_server.hall.attempts import wrong_codes_max
from hall_server.web import lines
from hall_wire.closing import Close
from hall_wire.messages import Hello
from tests.gateway.talking import code_of, dialled, signed_in, token_of
from tests.making import preparation


@pytest.fixture
async def hall(tmp_path: Path) -> AsyncIterator[Hall]:
    async with running_hall(tmp_path, preparation(15), "127.0.0.1", 0) as running:
        yield running


@pytest.fixture
async def http(hall: Hall) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(base_url=hall.url) as session:
        yield session


async def _sign_in(
    http: aiohttp.ClientSession, body: Any, **headers: str
) -> tuple[int, dict[str, Any]]:
    async with http.post("/api/sign-in", json=body, headers=headers) as answer:
        return answer.status, await answer.json()


async def test_seat_code_gives_a_token_for_its_delegate(
    hall: Hall, http: aiohttp.ClientSession
) -> None:
    status, body = await _sign_in(http, {"code": code_of(hall, "3")})
    assert status == 200
    assert (body["role"], body["delegate"], body["seat"]) == ("delegate", "s3", "3")
    assert len(body["token"]) >= 43


async def test_code_is_read_as_people_type_it(hall: Hall, http: aiohttp.ClientSession) -> None:
    code = code_of(hall, "3")
    status, _ = await _sign_in(http, {"code": f" {code[:4].lower()}-{code[4:].lower()} "})
    assert status == 200


@pytest.mark.parametrize("role", ["chair", "clerk"])
async def test_desk_code_stands_for_chair_or_clerk(
    hall: Hall, http: aiohttp.ClientSession, role: str
) -> None:
    status, body = await _sign_in(http, {"code": code_of(hall, "chair"), "role": role})
    assert (status, body["role"]) == (200, role)


async def test_seat_code_cannot_become_the_chair(hall: Hall, http: aiohttp.ClientSession) -> None:
    status, body = await _sign_in(http, {"code": code_of(hall, "3"), "role": "chair"})
    assert (status, body["code"]) == (403, "role-unknown")


@pytest.mark.parametrize(
    "body", [[], {}, {"code": 1}, {"code": "x" * 33}, {"code": "B", "role": "house"}, "x", None]
)
async def test_request_that_is_no_sign_in_is_refused(
    http: aiohttp.ClientSession, body: Any
) -> None:
    status, answer = await _sign_in(http, body)
    assert (status, answer["code"]) == (400, "sign-in-invalid")
    assert answer["vi"]


async def test_long_body_is_refused(http: aiohttp.ClientSession) -> None:
    async with http.post("/api/sign-in", data=b"x" * 100_000) as answer:
        assert answer.status == 413


async def test_address_that_guesses_must_wait_and_seats_are_not_locked(
    hall: Hall, http: aiohttp.ClientSession
) -> None:
    token = await token_of(hall, "1")
    for _ in range(wrong_codes_max):
        status, body = await _sign_in(http, {"code": "BBBBBBBB"})
        assert (status, body["code"]) == (401, "code-unknown")
    async with http.post("/api/sign-in", json={"code": code_of(hall, "1")}) as answer:
        assert answer.status == 429
        assert int(answer.headers["Retry-After"]) == 30
        assert (await answer.json())["code"] == "too-many-attempts"
    async with dialled(hall) as seated:
        await seated.greet(token)


async def test_foreign_page_can_neither_sign_in_nor_connect(
    hall: Hall, http: aiohttp.ClientSession
) -> None:
    foreign = {"Origin": "http://elsewhere.example"}
    status, body = await _sign_in(http, {"code": code_of(hall, "3")}, **foreign)
    assert (status, body["code"]) == (403, "origin-refused")
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        await http.ws_connect("/socket", headers=foreign)
    assert refused.value.status == 403


async def test_own_page_can_connect(hall: Hall, http: aiohttp.ClientSession) -> None:
    async with http.ws_connect("/socket", headers={"Origin": hall.url}) as socket:
        assert not socket.closed


async def test_sign_out_makes_the_token_worthless(hall: Hall, http: aiohttp.ClientSession) -> None:
    token = await token_of(hall, "2")
    bearer = {"Authorization": f"Bearer {token}"}
    async with http.post("/api/sign-out", headers=bearer) as answer:
        assert answer.status == 204
    async with http.post("/api/sign-out", headers=bearer) as answer:
        assert answer.status == 401
    async with dialled(hall) as late:
        await late.send(Hello(wire=1, token=token))
        assert await late.ends_with() == Close.TOKEN_UNKNOWN


async def test_health_tells_where_the_sitting_stands(
    hall: Hall, http: aiohttp.ClientSession
) -> None:
    async with http.get("/health") as answer:
        body = await answer.json()
    assert answer.status == 200
    assert (body["status"], body["phase"], body["entry"]) == ("ok", "prepared", hall.clerk.seq)


async def test_metrics_count_what_happened(hall: Hall, http: aiohttp.ClientSession) -> None:
    async with signed_in(hall, "chair") as chair:
        await chair.done({"t": "CheckIn", "delegate": "s1"})
        await chair.refused({"t": "OpenSitting"})
        async with http.get("/metrics") as answer:
            text = await answer.text()
    samples = {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }
    assert samples["hall_connections", "chair"] == 1
    assert samples["hall_commands_total", "quorum-missing"] == 1
    assert samples["hall_journal_entry",] == hall.clerk.seq


async def test_every_answer_has_the_headers_that_browsers_obey(
    http: aiohttp.ClientSession,
) -> None:
    for path in ("/", "/console/", "/health"):
        async with http.get(path) as answer:
            assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
            assert answer.headers["X-Content-Type-Options"] == "nosniff"


async def test_door_without_a_slash_leads_to_the_page(http: aiohttp.ClientSession) -> None:
    async with http.get("/console", allow_redirects=False) as answer:
        assert (answer.status, answer.headers["Location"]) == (308, "/console/")


@pytest.mark.parametrize(
    "path", ["/assets/../pages.py", "/assets/%2e%2e/%2e%2e/pages.py", "/access.sqlite", "/nothing"]
)
async def test_nothing_but_the_screens_is_served(http: aiohttp.ClientSession, path: str) -> None:
    async with http.get(path) as answer:
        assert answer.status in (403, 404)


async def test_guesses_between_ones_own_codes_are_held_up(
    hall: Hall, http: aiohttp.ClientSession
) -> None:
    guess, own = "BBBBBBBB", code_of(hall, "1")
    codes = 2 * [*[guess] * (wrong_codes_max - 1), own]
    statuses = [(await _sign_in(http, {"code": code}))[0] for code in codes]
    assert statuses == [401] * 4 + [200] + [401] + [429] * 4


async def test_guesses_sent_all_at_once_are_counted_one_by_one(
    http: aiohttp.ClientSession,
) -> None:
    answers = await asyncio.gather(*(_sign_in(http, {"code": "BBBBBBBB"}) for _ in range(40)))
    assert [status for status, _ in answers].count(401) == wrong_codes_max


@pytest.mark.parametrize("origin", ["http://[", "null", "http://", "%"])
async def test_origin_that_is_none_is_refused(http: aiohttp.ClientSession, origin: str) -> None:
    status, body = await _sign_in(http, {"code": "BBBBBBBB"}, Origin=origin)
    assert (status, body["code"]) == (403, "origin-refused")


async def test_token_of_strange_letters_is_no_token(http: aiohttp.ClientSession) -> None:
    headers = {"Authorization": "Bearer \u00ff"}
    async with http.post("/api/sign-out", headers=headers) as answer:
        assert answer.status == 401


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/nothing", 404, "page-unknown"),
        ("PUT", "/api/sign-in", 405, "method-unknown"),
        ("GET", "/api/sign-in", 405, "method-unknown"),
        ("GET", "/socket", 400, "request-invalid"),
    ],
)
async def test_every_fault_of_a_request_has_a_code_and_the_headers(
    http: aiohttp.ClientSession, method: str, path: str, status: int, code: str
) -> None:
    async with http.request(method, path) as answer:
        assert (answer.status, (await answer.json())["code"]) == (status, code)
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


async def test_half_a_request_is_cut_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "request_seconds_max", 0.05)
    async with running_hall(tmp_path / "x", preparation(15), "127.0.0.1", 0) as slow:
        reader, writer = await asyncio.open_connection("127.0.0.1", slow.port)
        writer.write(b"GET /health HTTP/1.1\r\nHost: x\r\n")
        with pytest.raises((ConnectionResetError, asyncio.IncompleteReadError)):
            await reader.readexactly(1)
        writer.close()


async def test_request_that_was_whole_in_time_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "request_seconds_max", 0.05)
    async with (
        running_hall(tmp_path / "x", preparation(15), "127.0.0.1", 0) as quick,
        dialled(quick) as client,
    ):
        await client.greet(await token_of(quick, "1"))
        await asyncio.sleep(0.2)
        await client.done({"t": "CheckIn"})


async def test_flood_of_bytes_is_cut_off(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "bytes_burst_max", 10_000)
    monkeypatch.setattr(lines, "bytes_per_second_max", 10_000)
    reader, writer = await asyncio.open_connection("127.0.0.1", hall.port)
    writer.write(b"x" * 50_000)
    with pytest.raises((ConnectionResetError, asyncio.IncompleteReadError)):
        await reader.readexactly(1)
    writer.close()


async def test_malformed_requests_do_not_fill_the_log(
    hall: Hall, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        for request in (b"x" * 20_000, b"GET / HTTP/9.9\r\n\r\n", b"GET / HTTP/1.1\r\n: x\r\n\r\n"):
            reader, writer = await asyncio.open_connection("127.0.0.1", hall.port)
            writer.write(request)
            assert (await reader.read(20)).startswith(b"HTTP/1.")
            writer.close()
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []
