"""Health for people and scripts, metrics for Prometheus. Reads counters, never changes anything."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from aiohttp import web
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

from hall_server.hall.clerk import Clerk


class Doors(Protocol):
    """What of the gateway is measured."""

    @property
    def refused(self) -> Mapping[str, int]:
        """How often a message or connection was refused, by code."""
        ...

    def connected(self) -> Mapping[str, int]:
        """How many connections there are, by role."""
        ...


class HallCollector:
    """Reads the clerk's and the gateway's own counters when Prometheus asks."""

    def __init__(self, clerk: Clerk, doors: Doors) -> None:
        self._clerk = clerk
        self._doors = doors

    def collect(self) -> Iterable[Metric]:
        """Give all metrics of the hall."""
        connections = GaugeMetricFamily("hall_connections", "Open connections", labels=["role"])
        for role, number in self._doors.connected().items():
            connections.add_metric([role], number)
        yield connections
        yield _counts("hall_commands", "Commands answered", "outcome", self._clerk.answered)
        yield _counts("hall_refused", "Refused at the door", "code", self._doors.refused)
        yield GaugeMetricFamily("hall_waiting", "Commands in line", self._clerk.waiting)
        yield GaugeMetricFamily("hall_journal_entry", "Last entry on disk", self._clerk.seq)
        yield GaugeMetricFamily("hall_journal_failed", "1: stopped", int(self._clerk.failed))
        yield CounterMetricFamily("hall_batches", "Batches written", self._clerk.batches)
        yield CounterMetricFamily(
            "hall_write_seconds", "Time spent waiting for the disk", self._clerk.write_seconds
        )


def _counts(name: str, text: str, label: str, counts: Mapping[str, int]) -> CounterMetricFamily:
    family = CounterMetricFamily(name, text, labels=[label])
    for key, number in counts.items():
        family.add_metric([key], number)
    return family


class Instruments:
    """The two handlers."""

    def __init__(self, clerk: Clerk, doors: Doors) -> None:
        self._clerk = clerk
        self._registry = CollectorRegistry()
        self._registry.register(HallCollector(clerk, doors))

    async def health(self, _request: web.Request) -> web.Response:
        """Say whether the hall takes commands; 503 when it does not."""
        failed = self._clerk.failed
        body = {
            "status": "journal-failed" if failed else "ok",
            "sitting": self._clerk.state.id,
            "phase": self._clerk.state.phase,
            "entry": self._clerk.seq,
            "waiting": self._clerk.waiting,
        }
        return web.json_response(body, status=503 if failed else 200)

    async def metrics(self, _request: web.Request) -> web.Response:
        """Give all metrics in Prometheus' text format."""
        text = generate_latest(self._registry)
        return web.Response(body=text, headers={"Content-Type": CONTENT_TYPE_PLAIN_0_0_4})
