"""The golden vectors: our codec, and an independent one, agree with every byte of them."""

import json
from pathlib import Path
from typing import Any

import msgpack
import msgspec
import pytest

from hall_server.sitting import commands
from hall_server.sitting.command import Command
from hall_server.sitting.floor_commands import HandInSpeech
from hall_wire import limits
from hall_wire.codec import ClientCodec, HallCodec, WireError, encode
from hall_wire.messages import Do
from scripts import wire_vectors

VECTORS: dict[str, Any] = json.loads(
    (Path(__file__).parent.parent / "vectors" / "wire.json").read_text(encoding="utf-8")
)
HALL = HallCodec[Command](commands.FromClients)
CLIENT = ClientCodec()


def _each(kind: str) -> list[Any]:
    return [pytest.param(vector, id=vector["name"]) for vector in VECTORS[kind]]


def test_committed_vectors_are_current() -> None:
    assert wire_vectors.main(["--check"]) == 0


def test_check_fails_when_the_vectors_are_not_current(tmp_path: Path) -> None:
    old = tmp_path / "wire.json"
    assert wire_vectors.main(["--check", "--out", str(old)]) == 1
    assert wire_vectors.main(["--out", str(old)]) == 0
    assert wire_vectors.main(["--check", "--out", str(old)]) == 0


@pytest.mark.parametrize("vector", _each("to_hall"))
def test_message_to_the_hall_reads_and_writes_the_same_bytes(vector: dict[str, Any]) -> None:
    message = HALL.decode(bytes.fromhex(vector["hex"]))
    assert json.loads(msgspec.json.encode(message)) == vector["json"]
    assert encode(message).hex() == vector["hex"]


@pytest.mark.parametrize("vector", _each("from_hall"))
def test_message_from_the_hall_reads_and_writes_the_same_bytes(vector: dict[str, Any]) -> None:
    message = CLIENT.decode(bytes.fromhex(vector["hex"]))
    assert json.loads(msgspec.json.encode(message)) == vector["json"]
    assert encode(message).hex() == vector["hex"]


@pytest.mark.parametrize("vector", _each("to_hall") + _each("from_hall"))
def test_an_independent_codec_reads_and_writes_the_same_bytes(vector: dict[str, Any]) -> None:
    assert msgpack.unpackb(bytes.fromhex(vector["hex"])) == vector["json"]
    assert msgpack.packb(vector["json"]).hex() == vector["hex"]


@pytest.mark.parametrize("vector", _each("bad_to_hall"))
def test_bytes_that_are_no_message_to_the_hall_are_refused(vector: dict[str, Any]) -> None:
    with pytest.raises(WireError) as refused:
        HALL.decode(bytes.fromhex(vector["hex"]))
    assert refused.value.code == vector["code"]


@pytest.mark.parametrize("vector", _each("bad_from_hall"))
def test_bytes_that_are_no_message_from_the_hall_are_refused(vector: dict[str, Any]) -> None:
    with pytest.raises(WireError) as refused:
        CLIENT.decode(bytes.fromhex(vector["hex"]))
    assert refused.value.code == vector["code"]


def test_the_longest_speech_in_writing_fits_into_one_message() -> None:
    text = "ế" * limits.text_characters_max
    speech = Do(id="x" * 64, command=HandInSpeech(text=text, item="y" * 64, delegate="z" * 64))
    assert HALL.decode(encode(speech)) == speech
