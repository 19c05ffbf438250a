"""Why a connection ends. The range of the code tells the client whether to come back by itself.

4000–4499: do not come back by yourself; something must change first (sign in, mend the client).
4500–4999: come back, with full jitter. Of the standard codes, 1001, 1006 and 1011–1014 mean
come back; 1000, 1002, 1003 and 1007–1010 do not.
"""

from enum import IntEnum

COME_BACK_FROM = 4500
_STANDARD_COME_BACK = frozenset({1001, 1006, 1011, 1012, 1013, 1014})


class Close(IntEnum):
    """The close codes of the hall; the reason phrase of the close frame is the member's word."""

    NORMAL = 1000
    TOO_BIG = 1009
    BAD_MESSAGES = 4000
    WIRE_UNKNOWN = 4001
    NO_HELLO = 4002
    TOKEN_UNKNOWN = 4003
    SIGNED_OUT = 4004
    TOO_SLOW = 4500
    IDLE = 4501
    TOO_MANY = 4502
    RESTART = 4503
    CROWDED = 4504
    HELLO_LATE = 4505

    @property
    def word(self) -> str:
        """The stable word for this code, as it stands in the close frame's reason."""
        return self.name.lower().replace("_", "-")


def may_come_back(code: int) -> bool:
    """Tell whether a client closed with `code` should reconnect by itself."""
    return code >= COME_BACK_FROM or code in _STANDARD_COME_BACK
