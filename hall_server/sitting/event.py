"""What every event has in common."""

from msgspec import Struct


class Event(Struct, frozen=True, tag_field="type", tag=True, gc=False):
    """Its name is in `type`, its version in `v`."""
