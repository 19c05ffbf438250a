"""The only place that puts the house together: adapters, clerk, boards, doors, one port.

Knows how to start and how to stop; decides nothing of a sitting.
"""

import asyncio
import gc
import logging
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from msgspec import structs

from hall_server.boards.values import NoticeValue
from hall_server.gateway.gateway import Gateway
from hall_server.hall.access import Access, Code
from hall_server.hall.carried import Carried, carried_from, folders_beside
from hall_server.hall.clerk import Clerk
from hall_server.hall.clock import SteadyClock
from hall_server.hall.replay import Past
from hall_server.hall.timers import Timers
from hall_server.journal.journal import JournalError
from hall_server.journal.sqlite import SqliteJournal
from hall_server.sitting.commands import PrepareSitting
from hall_server.sitting.events import AnyEvent
from hall_server.sitting.ids import DelegateId
from hall_server.sitting.model import Preparation
from hall_server.sitting.refusals import JournalFailed, Refusal
from hall_server.sitting.state import State
from hall_server.web.door import Application, new_application, open_door
from hall_server.web.downloads import Downloads
from hall_server.web.metrics import Instruments
from hall_server.web.pages import add_pages
from hall_server.web.sign_in import SignInDesk

SITTINGS_FOLDER = "sittings"
ACCESS_FOLDER = "access"
EVERYWHERE = "0.0.0.0"  # noqa: S104
"""The hall serves its own network; `--host` narrows it."""

garbage_threshold = 50_000
"""Allocations between collections: the default of 700 shows as pauses in a storm of votes."""

log = logging.getLogger("hall")


class Hall:
    """A running hall: where it listens, its codes, and the state behind it."""

    def __init__(
        self, clerk: Clerk, gateway: Gateway, codes: list[Code], host: str, port: int
    ) -> None:
        self.clerk = clerk
        self.gateway = gateway
        self.codes = codes
        self.port = port
        self.url = f"http://{'127.0.0.1' if host == EVERYWHERE else host}:{port}"
        self.died: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        """Gets the exception when the clerk dies of a bug: the process must end then."""


def sitting_folder(folder: Path, sitting: str) -> Path:
    """Name the folder of a sitting's journal within a council's folder."""
    return folder / SITTINGS_FOLDER / sitting


def access_of(folder: Path, sitting: str) -> Access:
    """Open the codes and tokens of a sitting.

    Each sitting has its own, apart from its journal: seats change hands between sittings, and a
    journal is given to others.
    """
    place = folder / ACCESS_FOLDER
    place.mkdir(mode=0o700, exist_ok=True)
    return Access(place / f"{sitting}.sqlite")


@asynccontextmanager
async def running_hall(
    folder: Path, preparation: Preparation, host: str, port: int
) -> AsyncIterator[Hall]:
    """Run a hall over a council's folder until the block ends.

    `port` 0 takes a free one. Raises `JournalError` when the journal can't be trusted or written,
    `OSError` when the port can't be had.
    """
    past = Past()
    place = sitting_folder(folder, preparation.sitting)
    journal = _open(place, past)
    access = access_of(folder, preparation.sitting)
    try:
        preparation, warning = _with_carried(preparation, place, past.state)
        async with _assembled(journal, past, access, preparation, host, port) as hall:
            if warning is not None:
                hall.gateway.boards.warn_desk(warning)
            yield hall
    finally:
        await journal.close()
        access.close()


@asynccontextmanager
async def _assembled(
    journal: SqliteJournal,
    past: Past,
    access: Access,
    preparation: Preparation,
    host: str,
    port: int,
) -> AsyncIterator[Hall]:
    clock = SteadyClock()
    clerk = Clerk(
        journal,
        past,
        clock,
        on_committed=lambda state, events: _committed(gateway, timers, state, events),
        on_failed=lambda error: _journal_failed(gateway, error),
    )
    gateway = Gateway(clerk, access, epoch=secrets.token_hex(8), clock=clock)
    timers = Timers(clerk, clock)
    clock.not_before(clerk.state.last_at)
    async with AsyncExitStack() as stack:
        work = asyncio.create_task(clerk.run(), name="clerk")
        stack.push_async_callback(_finish, clerk, work)
        watch = asyncio.create_task(gateway.watch(), name="watch")
        stack.callback(watch.cancel)
        await _prepare(clerk, preparation)
        gateway.boards.show_all(clerk.state)
        timers.follow(clerk.state)
        stack.callback(timers.stop)
        codes = access.ensure_codes(_holders(clerk))
        app = _application(clerk, gateway, access, clock)
        bound = await stack.enter_async_context(open_door(app, host, port))
        stack.push_async_callback(gateway.close)
        hall = Hall(clerk, gateway, codes, host, bound)
        work.add_done_callback(lambda task: _pass_on(task, hall.died))
        _settle_memory()
        yield hall


def _with_carried(
    preparation: Preparation, place: Path, state: State
) -> tuple[Preparation, NoticeValue | None]:
    """Add what other sittings left open, while this one has not opened; after that it is fixed.

    With it comes what the desk must know of journals that could not be read.
    """
    known = state.preparation.undertakings if state.preparation is not None else ()
    if state.phase != "prepared":
        return structs.replace(preparation, undertakings=known), None
    try:
        carried = carried_from(folders_beside(place), known)
    except JournalError as error:
        carried = Carried(known, {place.parent.name: error})
    for sitting, trouble in carried.troubles.items():
        log.warning(
            "Lời hứa ghi ở phiên %s không được đưa sang. "
            "Undertakings of sitting %s are not carried over: %s",
            sitting,
            sitting,
            trouble,
        )
    taken = structs.replace(preparation, undertakings=carried.still_open)
    return taken, _warning(carried) if carried.troubles else None


def _warning(carried: Carried) -> NoticeValue:
    names = ", ".join(f"«{sitting}»" for sitting in carried.troubles)
    return NoticeValue(
        "undertakings-unreadable",
        f"Không đọc được nhật ký của phiên {names}: lời hứa ghi ở đó không có trong danh sách. "
        "Hãy chạy hall verify.",
        f"The journal of {names} can’t be read: what was undertaken there is not on the list. "
        "Run hall verify.",
    )


async def _finish(clerk: Clerk, work: asyncio.Task[None]) -> None:
    clerk.finish()
    await asyncio.wait([work])


def _holders(clerk: Clerk) -> dict[DelegateId, str]:
    return {delegate.id: delegate.name for delegate in clerk.state.delegates.values()}


def _committed(gateway: Gateway, timers: Timers, state: State, events: list[AnyEvent]) -> None:
    gateway.boards.take(state, events)
    timers.follow(state)


def _journal_failed(gateway: Gateway, error: JournalError) -> None:
    log.critical("%s", error)
    words = JournalFailed()
    gateway.boards.post_notice(NoticeValue(error.code, words.vi, words.en))


def _pass_on(task: asyncio.Task[None], died: asyncio.Future[None]) -> None:
    if not task.cancelled() and task.exception() is not None and not died.done():
        died.set_exception(task.exception() or RuntimeError())


async def _prepare(clerk: Clerk, preparation: Preparation) -> None:
    """Take the folder's preparation while the sitting has not opened; after that it is fixed.

    Raises `JournalError` when it can't be written.
    """
    if clerk.state.phase != "prepared":
        if preparation != clerk.state.preparation:
            log.warning(
                "Phiên họp đã khai mạc: các thay đổi trong thư mục không được áp dụng. "
                "The sitting has opened: what was changed in the folder since is not taken."
            )
        return
    outcome = await clerk.do(PrepareSitting(preparation))
    if clerk.failure is not None:
        raise clerk.failure
    assert not isinstance(outcome, Refusal), outcome


def _application(
    clerk: Clerk, gateway: Gateway, access: Access, clock: Callable[[], int]
) -> Application:
    app = new_application()
    desk = SignInDesk(access, clerk, clock, gateway.sign_out)
    instruments = Instruments(clerk, gateway)
    app.router.add_get("/socket", gateway.handle)
    app.router.add_post("/api/sign-in", desk.sign_in)
    app.router.add_post("/api/sign-out", desk.sign_out)
    app.router.add_get("/api/downloads/{name}.csv", Downloads(access, clerk).download)
    app.router.add_get("/health", instruments.health)
    app.router.add_get("/metrics", instruments.metrics)
    add_pages(app)
    return app


def _open(folder: Path, past: Past) -> SqliteJournal:
    """Read the journal without collecting garbage: of a million entries none is."""
    gc.disable()
    try:
        return SqliteJournal(folder, past.take)
    finally:
        gc.enable()


def _settle_memory() -> None:
    """Keep what start-up made out of every later garbage collection."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(garbage_threshold)
