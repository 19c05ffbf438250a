"""Words of the law as tables show them, in both languages. Knows no state."""

from hall_server.export.table import Language, Said, in_language
from hall_server.sitting.ids import Channel, UndertakingState

_CHANNELS: dict[Channel, Said] = {
    "desk": ("bàn chủ tọa", "desk"),
    "tablet": ("máy tính bảng", "tablet"),
    "keypad": ("bàn phím", "keypad"),
    "card": ("thẻ", "card"),
    "roll-call": ("gọi tên", "roll call"),
    "house": ("hệ thống", "the hall"),
}
_UNDERTAKINGS: dict[UndertakingState, Said] = {
    "open": ("đang thực hiện", "open"),
    "done": ("đã thực hiện", "done"),
    "dropped": ("không theo dõi nữa", "dropped"),
}


def channel(name: Channel, language: Language) -> str:
    """Say by what somebody came or answered."""
    return in_language(_CHANNELS[name], language)


def undertaking_state(name: UndertakingState, language: Language) -> str:
    """Say what became of an undertaking."""
    return in_language(_UNDERTAKINGS[name], language)


def yes(language: Language) -> str:
    """Say yes."""
    return in_language(("có", "yes"), language)
