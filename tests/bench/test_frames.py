import pytest
from websockets.frames import Frame, Opcode
from websockets.streams import StreamReader

from bench.frames import MASK, masked, scan, unmask
from hall_server.gateway.frames import frame

SIZES = [0, 1, 3, 4, 125, 126, 65_535, 65_536]


def payload_of(size: int) -> bytes:
    return bytes(number * 7 % 256 for number in range(size))


@pytest.mark.parametrize("size", SIZES)
def test_masked_frame_is_read_by_an_independent_library(size: int) -> None:
    reader = StreamReader()
    reader.feed_data(masked(payload_of(size)))
    parsing = Frame.parse(reader.read_exact, mask=True)
    with pytest.raises(StopIteration) as ended:
        next(parsing)
    read = ended.value.value
    assert (read.opcode, read.fin, read.data) == (Opcode.BINARY, True, payload_of(size))


def test_mask_put_on_twice_is_off() -> None:
    assert unmask(unmask(b"ballot")) == b"ballot"
    assert unmask(bytes(4)) == MASK


@pytest.mark.parametrize("cut", [1, 2, 3, 5, 200])
def test_frames_cut_anywhere_are_all_found(cut: int) -> None:
    sent = [payload_of(size) for size in (0, 3, 126, 300, 70_000)]
    stream = b"".join(map(frame, sent))
    found: list[bytes] = []
    rest = b""
    for start in range(0, len(stream), cut):
        data = rest + stream[start : start + cut]
        rest = scan(data, lambda _first, whole, start, stop: found.append(whole[start:stop]))
    assert found == sent
    assert rest == b""
