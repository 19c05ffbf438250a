"""The demo's chair: commands that a visitor may have overtaken, and words to the room."""

from typing import Any

from rich.console import Console

from hall_link import CommandRefused
from rehearsal.desk import Desk
from rehearsal.house import OVERTAKEN


class Chair:
    """A program at the desk, beside which somebody else may sit."""

    def __init__(self, desk: Desk, console: Console) -> None:
        self.desk = desk
        self._console = console

    async def gives(self, name: str, **fields: object) -> bool:
        """Give a command of the chair's; False when somebody at the desk was quicker."""
        try:
            await self.desk.do(name, **fields)
        except CommandRefused as refused:
            if refused.code not in OVERTAKEN:
                raise
            return False
        return True

    def says(self, vi: str, en: str) -> None:
        """Say a line in both languages."""
        self._console.print(f"• {vi}\n  [dim]{en}[/dim]", soft_wrap=True)

    def end_of(self, vote: str) -> dict[str, Any] | None:
        """Give a vote that is declared or annulled, whoever did it; None before that."""
        value: dict[str, Any] | None = self.desk.read("hall", "vote")
        if value is None or value["id"] != vote:
            value = self.desk.read("hall", f"result/{vote}")
            return value or {"id": vote, "state": "annulled"}
        return value if value["state"] in ("declared", "annulled") else None
