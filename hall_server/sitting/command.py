"""What every command has in common, and the numbers that several of them use."""

from typing import Annotated

from msgspec import Meta, Struct

seconds_max = 86_400
Seconds = Annotated[int, Meta(ge=1, le=seconds_max)]


class Command(Struct, frozen=True, tag_field="t", tag=True, omit_defaults=True, gc=False):
    """Its name is in the field `t`."""
