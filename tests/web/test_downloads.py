"""Downloads over HTTP: for the desk alone, as files that a spreadsheet opens."""

from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from hall_server.assembly import Hall, running_hall
from hall_server.export.downloads import DOWNLOADS
from tests.gateway.talking import signed_in, token_of
from tests.making import DEBATE, preparation


@pytest.fixture
async def hall(tmp_path: Path) -> AsyncIterator[Hall]:
    prepared = preparation(5, DEBATE, guests=1)
    async with running_hall(tmp_path, prepared, "127.0.0.1", 0) as running:
        yield running


@pytest.fixture
async def http(hall: Hall) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(base_url=hall.url) as session:
        yield session


async def fetched(
    http: aiohttp.ClientSession, name: str, token: str = "", language: str = ""
) -> tuple[aiohttp.ClientResponse, bytes]:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    query = {"language": language} if language else {}
    async with http.get(f"/api/downloads/{name}.csv", headers=headers, params=query) as answer:
        return answer, await answer.read()


@pytest.mark.parametrize("name", sorted(DOWNLOADS))
@pytest.mark.parametrize("who", ["chair", "clerk"])
async def test_desk_takes_every_table_away_as_a_file(
    hall: Hall, http: aiohttp.ClientSession, name: str, who: str
) -> None:
    answer, body = await fetched(http, name, await token_of(hall, who))
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    named = f'attachment; filename="thu-nghiem-1-{name}.csv"'
    assert answer.headers["Content-Disposition"] == named
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert body.startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("name", sorted(DOWNLOADS))
@pytest.mark.parametrize("who", ["1", "display", "bridge"])
async def test_nobody_but_the_desk_is_given_any(
    hall: Hall, http: aiohttp.ClientSession, name: str, who: str
) -> None:
    answer, body = await fetched(http, name, await token_of(hall, who))
    assert answer.status == 403
    assert b"role-missing" in body


@pytest.mark.parametrize("name", [*sorted(DOWNLOADS), "nothing"])
@pytest.mark.parametrize("header", ["", "Bearer", "Bearer x", "Basic {}", "{}", "Bearer ệ"])
async def test_without_a_token_of_the_desk_there_is_not_even_a_name(
    hall: Hall, http: aiohttp.ClientSession, name: str, header: str
) -> None:
    headers = {"Authorization": header.format(await token_of(hall, "chair"))} if header else {}
    async with http.get(f"/api/downloads/{name}.csv", headers=headers) as answer:
        assert answer.status == 401
        assert (await answer.json())["code"] == "token-unknown"


async def test_token_in_the_address_opens_nothing(hall: Hall, http: aiohttp.ClientSession) -> None:
    token = await token_of(hall, "chair")
    async with http.get(f"/api/downloads/questions.csv?token={token}") as answer:
        assert answer.status == 401


async def test_token_that_was_signed_out_opens_nothing(
    hall: Hall, http: aiohttp.ClientSession
) -> None:
    token = await token_of(hall, "chair")
    async with http.post("/api/sign-out", headers={"Authorization": f"Bearer {token}"}):
        pass
    answer, _body = await fetched(http, "questions", token)
    assert answer.status == 401


async def test_table_that_there_is_not_is_unknown(hall: Hall, http: aiohttp.ClientSession) -> None:
    token = await token_of(hall, "clerk")
    answer, body = await fetched(http, "ballots", token)
    assert (answer.status, b"page-unknown" in body) == (404, True)
    answer, body = await fetched(http, "questions", token, "fr")
    assert (answer.status, b"language-unknown" in body) == (400, True)


async def test_table_is_as_the_sitting_stands_now_in_the_language_asked_for(
    hall: Hall, http: aiohttp.ClientSession
) -> None:
    async with signed_in(hall, "2") as delegate:
        await delegate.done({"t": "FileQuestion", "to": "g1", "topic": "Rác", "text": "=1+1"})
    token = await token_of(hall, "clerk")
    _answer, body = await fetched(http, "questions", token)
    heading, row = body.decode("utf-8-sig").splitlines()
    assert heading.startswith("Mã;Thứ tự;Nhóm vấn đề;Đại biểu;")
    assert row.startswith("q1;;;Đại biểu Mẫu 2;2;Tổ 1;Khách mời 1;Giám đốc Sở 1;Rác;'=1+1;")
    _answer, body = await fetched(http, "questions", token, "en")
    assert body.decode("utf-8-sig").startswith("Id,Order,Topic,Delegate,")
