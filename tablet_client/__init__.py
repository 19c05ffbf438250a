"""A delegate's seat in Python: for kiosks, integrators, rehearsal and load.

Ask for the floor, and vote for the next matter that is put to the vote:

    import asyncio
    from tablet_client import Seat

    async def main() -> None:
        async with Seat.join("http://127.0.0.1:8080", "BCDF-GHJK") as seat:
            await seat.check_in()
            await seat.request_floor()
            await seat.until(lambda seat: seat.open_vote)
            await seat.cast("yes")
            vote = await seat.until(lambda seat: seat.result)
            print(vote.title, vote.counts, vote.verdict)

    asyncio.run(main())

Knows what stands on the boards of a seat. Must not know how the hall decides, nor what other
seats see: it imports the wire and the standing connection alone.
"""

from hall_link import CommandRefused, LinkClosed, SignedIn, SignInRefused
from tablet_client.changes import Change
from tablet_client.seat import Seat

__all__ = ["Change", "CommandRefused", "LinkClosed", "Seat", "SignInRefused", "SignedIn"]
