"""Frames on a serial line: COBS between zero bytes, with a CRC-16 inside. Does no I/O.

Knows where a frame begins and ends and whether it is intact. Must not know what a frame says.
"""

import binascii
from typing import Final

from cobs import cobs

DELIMITER: Final = b"\x00"

frame_bytes_max: Final = 128
"""Between two delimiters. The longest message of the seat protocol takes 38; a noise source that
never sends a zero can hold no more memory than this."""

checksum_bytes: Final = 2
checksum_start: Final = 0xFFFF
"""CRC-16/IBM-3740: polynomial 0x1021, not reflected, starts at 0xFFFF; "123456789" gives 0x29B1."""


def encode_frame(content: bytes) -> bytes:
    """Wrap `content` for the line, with a delimiter before and after.

    The one before ends whatever noise an idle line has collected; without it the first frame
    after a pause would be lost with the noise.
    """
    checksum = binascii.crc_hqx(content, checksum_start).to_bytes(checksum_bytes, "little")
    stuffed: bytes = cobs.encode(content + checksum)
    return DELIMITER + stuffed + DELIMITER


class FrameDecoder:
    """Finds intact frames in a stream cut anywhere; whatever is damaged is dropped and counted."""

    def __init__(self) -> None:
        self.damaged = 0
        """Pieces between delimiters that were no intact frame."""
        self._rest = b""
        self._overlong = False

    def feed(self, data: bytes) -> list[bytes]:
        """Take bytes in; return the contents of the frames that they completed."""
        *pieces, rest = (self._rest + data).split(DELIMITER)
        if self._overlong and pieces:
            pieces[0] = b""
            self._overlong = False
        if len(rest) > frame_bytes_max:
            self.damaged += not self._overlong
            self._overlong = True
            rest = b""
        self._rest = b"" if self._overlong else rest
        return [content for piece in pieces if piece and (content := self._open(piece))]

    def _open(self, piece: bytes) -> bytes:
        content = _intact(piece) if len(piece) <= frame_bytes_max else b""
        self.damaged += not content
        return content


def _intact(piece: bytes) -> bytes:
    """Give the content of a frame, empty if it is damaged."""
    try:
        whole: bytes = cobs.decode(piece)
    except cobs.DecodeError:
        return b""
    content, checksum = whole[:-checksum_bytes], whole[-checksum_bytes:]
    expected = binascii.crc_hqx(content, checksum_start).to_bytes(checksum_bytes, "little")
    return content if checksum == expected else b""
