"""The command as people meet it: faults are named, and a bridge gets in with its code."""

import asyncio
import json
from collections.abc import AsyncIterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

import hall_link
from firmware_bridge import admission, cli
from firmware_bridge.admission import FILE_NAME, admit, forget
from firmware_bridge.cli import FAILED, MISUSED, main
from firmware_bridge.simulator import SimulatedHub
from hall_link import SignedIn, SignInRefused
from hall_wire.closing import Close
from tests.firmware_bridge.run_bridge import kill, start_bridge
from tests.firmware_bridge.small_hall import TOKEN, SmallHall

CODE = "BCDFGHJK"


class SignInDesk(BaseHTTPRequestHandler):
    """Gives out token after token for the right code."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if asked["code"] == CODE:
            given = {"token": TOKEN, "role": "bridge", "device": "bridge-1"}
            self._answer(200, given)
        else:
            self._answer(403, {"code": "code-unknown", "vi": "Mã sai.", "en": "Unknown code."})

    def _answer(self, http_status: int, body: dict[str, str]) -> None:
        data = json.dumps(body).encode()
        self.send_response(http_status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
async def desk() -> AsyncIterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), SignInDesk)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def run_arguments(folder: Path, *more: str) -> list[str]:
    where = ["--hall=http://127.0.0.1:9", f"--code={CODE}", "--port=/dev/null"]
    return ["run", *where, f"--spool={folder}", *more]


def test_wrong_map_is_named_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "seats.csv"
    path.write_text("hub,address,seat\n2,1,A-01\n")
    assert main(run_arguments(tmp_path, f"--seats={path}")) == MISUSED
    assert f"{path}:2: hub '2' is not a number from 1 to 1" in capsys.readouterr().err


def test_spool_that_cannot_be_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("")
    assert main(run_arguments(tmp_path / "file", "--first-seat=A1")) == FAILED
    assert f"spool {tmp_path / 'file'}" in capsys.readouterr().err


def test_script_that_is_wrong_is_named_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script = tmp_path / "script"
    script.write_text("1 card in\n1 dance\n")
    assert main(["simulate", "--seats=2", f"--script={script}"]) == MISUSED
    assert f"{script}:2: 'dance' is no order" in capsys.readouterr().err


def test_script_plays_until_it_says_quit(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script = tmp_path / "script"
    script.write_text("2 card in\n2 show\nquit\n")
    assert main(["simulate", "--seats=2", f"--link={tmp_path / 'hub'}", f"--script={script}"]) == 0
    assert "2: card in, present no" in capsys.readouterr().out


@pytest.mark.parametrize("wrong", [["--baud=0"], ["--noise=2"], ["--seats=x"]])
def test_wrong_argument_is_refused(wrong: list[str]) -> None:
    with pytest.raises(SystemExit):
        main(["simulate", *wrong])


async def test_token_is_kept_for_the_next_start_and_only_for_this_hall(
    desk: str, tmp_path: Path
) -> None:
    assert await admit(desk, CODE, tmp_path) == TOKEN
    assert (tmp_path / FILE_NAME).stat().st_mode & 0o777 == 0o600
    assert await admit(desk, "not asked for", tmp_path) == TOKEN
    (tmp_path / FILE_NAME).write_text('{"url": "http://elsewhere", "token": "other"}')
    assert await admit(desk, CODE, tmp_path) == TOKEN
    (tmp_path / FILE_NAME).write_text("torn {")
    assert await admit(desk, CODE, tmp_path) == TOKEN
    assert forget(tmp_path)
    assert not forget(tmp_path)


async def test_wrong_code_is_refused(desk: str, tmp_path: Path) -> None:
    with pytest.raises(SignInRefused, match="code-unknown"):
        await admit(desk, "WRONG", tmp_path)
    assert not (tmp_path / FILE_NAME).exists()


async def test_hall_that_has_had_too_many_attempts_is_asked_again_when_it_says(
    desk: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    refusals = iter([SignInRefused("too-many-attempts", "Đợi.", "Wait.", 30)])

    async def sign_in(url: str, code: str) -> SignedIn:
        if refused := next(refusals, None):
            raise refused
        return await hall_link.sign_in(url, code)

    async def sleep(seconds: float) -> None:
        waits.append(seconds)

    monkeypatch.setattr(admission, "sign_in", sign_in)
    monkeypatch.setattr("firmware_bridge.admission.asyncio.sleep", sleep)
    assert await admit(desk, CODE, tmp_path) == TOKEN
    assert waits == [30]


async def test_hall_that_is_not_there_yet_is_asked_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(admission, "ask_again_seconds", 0.0)
    asked = asyncio.Event()
    replies = iter([OSError("refused"), OSError("refused")])

    async def sign_in(_url: str, _code: str) -> None:
        if error := next(replies, None):
            raise error
        asked.set()
        await asyncio.Event().wait()

    monkeypatch.setattr(admission, "sign_in", sign_in)
    task = asyncio.create_task(admit("http://hall", CODE, tmp_path))
    await asked.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert caplog.text.count("hall http://hall: refused; asking again") == 2


async def test_worthless_token_that_was_just_given_is_no_endless_loop(
    hall: SmallHall, hub: SimulatedHub, tmp_path: Path
) -> None:
    """The kept token is refused, and the sign-in that follows is not to be had."""
    hall.tokens.clear()
    (tmp_path / FILE_NAME).write_text(json.dumps({"url": hall.url, "token": "stale"}))
    process = await start_bridge(hall.url, hub, tmp_path)
    _, said = await process.communicate()
    await kill(process)
    assert process.returncode == FAILED
    assert "no-hall-there" in said.decode()
    assert not (tmp_path / FILE_NAME).exists()


@pytest.mark.parametrize("code", [Close.NO_HELLO, Close.WIRE_UNKNOWN, Close.NORMAL])
async def test_bridge_that_is_sent_away_for_good_says_why(
    hall: SmallHall, hub: SimulatedHub, tmp_path: Path, code: Close
) -> None:
    (tmp_path / FILE_NAME).write_text(f'{{"url": "{hall.url}", "token": "{TOKEN}"}}')
    hall.closing_with = code
    process = await start_bridge(hall.url, hub, tmp_path)
    _, said = await process.communicate()
    assert process.returncode == FAILED
    assert f"the hall ended the connection for good ({code} {code.word}): " in said.decode()


async def test_bridge_that_is_signed_out_signs_in_again_however_often(
    hall: SmallHall, hub: SimulatedHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def let_in(*_: object) -> str:
        return TOKEN

    monkeypatch.setattr(admission, "admit", let_in)
    where = [f"--hall={hall.url}", f"--code={CODE}", f"--port={hub.path}", f"--spool={tmp_path}"]
    options = cli._parser().parse_args(["run", *where, "--first-seat=A1"])
    task = asyncio.create_task(cli._run(options))
    for _ in range(cli.sign_ins_max + 2):
        await hall.until(lambda: hall.welcomed == 1)
        hall.welcomed = 0
        await hall.hang_up_all(Close.SIGNED_OUT)
    await hall.until(lambda: hall.welcomed == 1)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_bridge_whose_new_token_is_worthless_gives_up_and_says_so(
    hall: SmallHall, hub: SimulatedHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def let_in(*_: object) -> str:
        return TOKEN

    monkeypatch.setattr(admission, "admit", let_in)
    hall.tokens.clear()
    where = [f"--hall={hall.url}", f"--code={CODE}", f"--port={hub.path}", f"--spool={tmp_path}"]
    options = cli._parser().parse_args(["run", *where, "--first-seat=A1"])
    with pytest.raises(cli.CannotRun, match="does not accept the token"):
        await cli._run(options)
