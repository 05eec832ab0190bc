"""/metrics on the private listener: what waits, how long, what ran. Prometheus' text format."""

from __future__ import annotations

from aiohttp import web
from prometheus_client import CollectorRegistry, Gauge, Histogram, generate_latest

from bot.clock import SECOND, Clock
from bot.store.database import Database
from bot.store.failing import timers_given_up
from bot.store.inbox import count_dead, count_open, oldest_open
from bot.store.outbox import oldest_waiting, outbox_counts
from bot.store.reviews import count_reviews
from bot.store.sending import paused_numbers

OUTBOX_STATES = ("queued", "sending", "held", "dead")


class Metrics:
    """The service's own figures. Gauges of the database are read when somebody asks."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._db = database
        self._clock = clock
        self.registry = CollectorRegistry()
        self.turn_seconds = Histogram(
            "millennium_turn_seconds",
            "Seconds from a lane's rows to the closing commit.",
            buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
            registry=self.registry,
        )
        self._inbox = self._gauge("millennium_inbox_open", "Updates that wait for their turn.")
        self._inbox_age = self._gauge(
            "millennium_inbox_oldest_seconds", "Age of the oldest update that waits."
        )
        self._outbox = Gauge(
            "millennium_outbox", "Messages by state.", ["state"], registry=self.registry
        )
        self._outbox_age = self._gauge(
            "millennium_outbox_oldest_seconds", "Age of the oldest message that is not out."
        )
        self._paused = self._gauge("millennium_numbers_paused", "Numbers that stopped sending.")
        self._inbox_dead = self._gauge("millennium_inbox_dead", "Updates that were given up.")
        self._given_up = self._gauge("millennium_timers_given_up", "Work that is tried no more.")
        self._reviews = self._gauge(
            "millennium_payment_reviews", "Payments that wait for a person."
        )

    def _gauge(self, name: str, about: str) -> Gauge:
        return Gauge(name, about, registry=self.registry)

    async def serve(self, _request: web.Request) -> web.Response:
        """Answer a scrape."""
        await self._read()
        return web.Response(body=generate_latest(self.registry), content_type="text/plain")

    async def _read(self) -> None:
        now = self._clock.now()
        self._inbox.set(await self._db.read(count_open))
        self._inbox_age.set(_age(await self._db.read(oldest_open), now))
        counts = await self._db.read(outbox_counts)
        for state in OUTBOX_STATES:
            self._outbox.labels(state).set(counts.get(state, 0))
        self._outbox_age.set(_age(await self._db.read(oldest_waiting), now))
        self._paused.set(await self._db.read(paused_numbers))
        self._inbox_dead.set(await self._db.read(count_dead))
        self._given_up.set(await self._db.read(timers_given_up))
        self._reviews.set(await self._db.read(count_reviews))


def _age(since: int | None, now: int) -> float:
    return 0.0 if since is None else max(0, now - since) / SECOND
