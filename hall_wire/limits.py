"""Every limit of the wire: a named constant, its unit last, its reason beside it."""

from typing import Final

WIRE_VERSION: Final = 1
"""Raised when an old client could misread a new message; fields may be added without it."""

message_bytes_max: Final = 32 * 1024
"""A client's message. The longest honest one is a speech handed in in writing: 8,000 characters
of three bytes."""

frame_bytes_max: Final = 4 * 1024 * 1024
"""A hall's message. A whole desk board of 5,000 delegates is about 1 MiB."""

command_id_characters_max: Final = 64
"""Room for a UUID, or for a keypad's unit, boot, poll and change counters."""

token_characters_max: Final = 64
"""256 bits in URL-safe base 64 are 43 characters."""

client_name_characters_max: Final = 80
"""A program's name and version, for the log."""

boards_max: Final = 16
"""Boards a client may name in its hello; no role has more than four."""

title_characters_max: Final = 500
"""The longest title of a resolution met in published agendas is about 300."""

text_characters_max: Final = 8_000
"""A speech of seven minutes read aloud has about 6,500 characters."""

word_characters_max: Final = 64
"""Names of votes, items, seats, delegates: identifiers, not prose."""

hello_seconds_max: Final = 5.0
"""From connecting to hello. Longer is a port scanner or a slow-loris."""

idle_seconds_max: Final = 30.0
"""Without any message. Clients ping every `ping_seconds`; two may be lost."""

ping_seconds: Final = 10.0
"""How often a client measures the clock and shows that it lives."""

messages_per_second_max: Final = 20
"""Steady rate of a person's device: nobody presses faster."""

messages_burst_max: Final = 120
"""At once, after a reconnect: what a person's device can have kept, and pings."""

desk_messages_per_second_max: Final = 100
"""The desk may check in a whole hall by one key held down."""

desk_messages_burst_max: Final = 600
"""As much as a client may have unacknowledged, and a ping."""

bridge_messages_per_second_max: Final = 5_000
"""A bridge speaks for hundreds of seats that press in the same second."""

bridge_messages_burst_max: Final = 10_000
"""One full hall pressing twice, at once."""

bad_messages_max: Final = 20
"""Refused messages of the wire itself (not of the law) before the connection is closed."""

unacknowledged_commands_max: Final = 512
"""Commands a client keeps in flight; the hall remembers at least as many answers a device."""

reconnect_seconds_base: Final = 0.5
"""First back-off; the wait is drawn evenly from 0 to base × 2^attempt (full jitter)."""

reconnect_seconds_max: Final = 8.0
"""Longest back-off: a restarted hall has everybody back within ten seconds."""
