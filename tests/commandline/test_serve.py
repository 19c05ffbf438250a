"""`hall serve` on what people do to it: a port in use, a sitting that is over."""

import asyncio
import socket
import sys
from pathlib import Path

import pytest

from hall_server.cli import EXIT_WRONG_INPUT, main
from hall_server.commandline.new_council import write_council
from hall_server.commandline.serve import cannot_serve, port_max
from rehearsal.desk import Desk
from rehearsal.processes import hall_process


def test_port_in_use_is_said_with_another_to_take(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_council(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        arguments = ["serve", str(tmp_path), "--host", "127.0.0.1", "--port", str(port)]
        assert main(arguments) == EXIT_WRONG_INPUT
    vi, en = capsys.readouterr().err.splitlines()
    assert vi.startswith(f"Cổng {port} đang được dùng; thêm --port ")
    assert en.startswith(f"Port {port} is in use; add --port ")
    assert 0 < int(vi.split()[-1]) <= port_max


def test_address_of_another_machine_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_council(tmp_path)
    arguments = ["serve", str(tmp_path), "--host", "192.0.2.1", "--port", "0"]
    assert main(arguments) == EXIT_WRONG_INPUT
    assert "Máy này không có địa chỉ 192.0.2.1" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "vi"),
    [
        (OSError(13, "Permission denied"), "Không được phép dùng cổng 80"),
        (OSError(13, "Permission denied", "hall/access"), "Không ghi được hall/access"),
        (OSError(28, "No space left on device"), "Không mở được 0.0.0.0:80"),
    ],
)
def test_other_reasons_are_not_called_a_port_in_use(error: OSError, vi: str) -> None:
    assert cannot_serve(error, "0.0.0.0", 80)[0].startswith(vi)


def test_highest_port_gets_a_port_that_there_is() -> None:
    assert f"--port {port_max - 10}" in cannot_serve(OSError(98, ""), "0.0.0.0", port_max)[0]


async def test_sitting_that_is_over_is_said_last_of_all(tmp_path: Path) -> None:
    write_council(tmp_path)
    async with hall_process(tmp_path) as hall, Desk.join(hall.url, hall.desk) as desk:
        for seat in range(1, 11):
            await desk.do("CheckIn", delegate=f"s{seat}")
        await desk.do("OpenSitting")
        await desk.do("AdjournSitting")
    again = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "hall_server", "serve", str(tmp_path)),
        *("--host", "127.0.0.1", "--port", "0", "--ready-file", "-"),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    assert again.stdout is not None
    said = ""
    while "IS ADJOURNED" not in said:
        line = (await again.stdout.readline()).decode()
        assert line, said
        said += line
    again.terminate()
    await again.communicate()
    assert "Mã ghế" in said.partition("ĐÃ BẾ MẠC")[0]
    assert "đổi sitting.id trong council.toml" in said.splitlines()[-2]
    assert "change sitting.id in council.toml" in said.splitlines()[-1]
