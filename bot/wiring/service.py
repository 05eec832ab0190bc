"""The service: every room joined, started in order, stopped in reverse."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import AsyncExitStack
from typing import Protocol, Self

import aiohttp
import structlog
from aiohttp import web

from actions.ports import Discovery, Ports
from bot.catalog.fill import Filling
from bot.catalog.living import LivingIndex
from bot.catalog.shelf import Shelf
from bot.clock import Clock
from bot.console.app import add_console
from bot.console.parts import Parts
from bot.control.server import ControlServer
from bot.dialogue.actions_route import PATH as ACTIONS
from bot.handover.answering import HandoverHours
from bot.handover.unanswered import HANDOVER, Unanswered
from bot.inbox.lane import Lane
from bot.inbox.ports import InboxRow
from bot.journey import Journey
from bot.payments.links import LinkSender
from bot.payments.missed import MISSED
from bot.settings import Settings
from bot.store.changes import Change
from bot.store.feed import ANY
from bot.store.handover_desk import SqlHandover
from bot.store.home import hold_home
from bot.store.links import SqlLinks
from bot.store.numbers import ensure_number, resume_all
from bot.store.timers import keep_timer
from bot.store.turns import SqlTurns
from bot.whatsapp.client import GraphClient
from bot.whatsapp.routes import Webhook
from bot.wiring.desk import open_desk
from bot.wiring.engine import Engine, open_engine
from bot.wiring.house import House, control_socket, open_house
from bot.wiring.local import open_graph
from bot.wiring.media import Media, open_media
from bot.wiring.metrics import Metrics
from bot.wiring.office import Office
from bot.wiring.search import Search, open_index, open_search
from bot.wiring.talk import Talk, find_model, open_talk
from bot.wiring.templates import KIND as TEMPLATES
from bot.wiring.templates import Templates
from bot.wiring.till import Till, open_till
from bot.wiring.traffic import Attention, DefaultSecrets, GraphSender
from bot.wiring.web import Listener, public_app
from bot.wiring.words import Words, open_words

log = structlog.get_logger(__name__)


class Starting(Protocol):
    """A part that runs between its start and its stop."""

    async def start(self) -> None: ...
    async def stop(self) -> None: ...


class Service:
    """One running installation. What it opened is closed in reverse order."""

    engine: Engine
    graph: GraphClient
    templates: Templates
    till: Till
    media: Media
    desk: Parts
    words: Words
    search: Search
    index: LivingIndex
    talk: Talk
    journey: Journey

    def __init__(self, settings: Settings, house: House, stack: AsyncExitStack) -> None:
        self.settings = settings
        self.house = house
        self.public = Listener(settings.host, settings.port)
        self.private = Listener("127.0.0.1", settings.private_port)
        port = settings.console_port
        self.console = None if port is None else Listener(settings.host, port)
        self.metrics = Metrics(house.database, house.clock)
        self._stack = stack
        self._awake = asyncio.Event()

    @classmethod
    async def start(cls, settings: Settings, clock: Clock | None = None) -> Self:
        """Start: webhooks are stored at once, answered as soon as index and Rasa are there."""
        async with AsyncExitStack() as stack:
            if not settings.database_url.get_secret_value():
                stack.enter_context(hold_home(settings.home))
            house = await open_house(settings, clock=clock)
            stack.push_async_callback(house.close)
            await house.database.preallocate_log()
            service = cls(settings, house, stack)
            await service._open()
            service._stack = stack.pop_all()
            return service

    async def stop(self) -> None:
        """Stop gracefully: turns finish or are given back; nothing is lost, all is on disk."""
        await self._stack.aclose()

    async def ready(self) -> bool:
        """Whether a message that comes now is answered at once."""
        return (
            self._awake.is_set() and self.index.loaded.is_set() and await self.talk.client.ready()
        )

    async def _open(self) -> None:
        url = self.public.bind()
        public_url = self.settings.public_url or url
        actions_url = self.private.bind() + ACTIONS
        http = await self._stack.enter_async_context(aiohttp.ClientSession())
        self.graph = open_graph(self.settings, http)
        self.words = await open_words(self.house)
        self.engine = open_engine(self.house.database, self.house.clock, self._take, self._sender())
        self.till = open_till(self.house, self.words.account, public_url)
        self._stack.push_async_callback(self.till.close)
        self.media = open_media(self.house, self.graph)
        self.desk = open_desk(self.house, self.till, self.media, self._discovery)
        if self.console is not None:
            self.console.bind()
        self.templates = Templates(self.house, self.graph)
        await self._own_number()
        await self._serve()
        await self._wake(http, actions_url, public_url)
        await self._run()

    def _sender(self) -> LinkSender:
        """The way to Meta; links to the checkout page are made on it."""
        links = SqlLinks(self.house.database, self.house.clock)
        return LinkSender(GraphSender(self.graph), links)

    async def _own_number(self) -> None:
        """Keep the configured number. Whoever restarts has mended what paused one."""
        number, waba = (
            self.settings.whatsapp_phone_number_id,
            self.settings.whatsapp_business_account_id,
        )
        if number:
            house, now = self.house, self.house.clock.now()
            await house.products.catalog(house.account_id)
            await house.database.write(ensure_number, house.account_id, number, waba, now)
            await house.database.write(resume_all, house.account_id, now)

    async def _serve(self) -> None:
        """Listen: from now on no webhook is lost."""
        webhook = Webhook(self.engine.receiver, DefaultSecrets(self.settings))
        app = public_app([*webhook.routes(), *self.till.routes], self.ready)
        if self.console is None:
            add_console(app, self.desk)
        else:
            own = web.Application()
            add_console(own, self.desk)
            await self._listen(self.console, own)
        await self._listen(self.public, app)

    async def _listen(self, listener: Listener, app: web.Application) -> None:
        await listener.start(app)
        self._stack.push_async_callback(listener.stop)

    async def _discovery(self) -> Discovery:
        await self._awake.wait()
        return self.search.discovery()

    async def _wake(self, http: aiohttp.ClientSession, actions_url: str, public_url: str) -> None:
        """Load what understands, finds and answers. Rasa takes longest: it starts first."""
        model = await asyncio.to_thread(find_model, self.settings)
        self.talk = open_talk(self.settings, http, actions_url, model)
        await self._started(self.talk)
        self.search = await asyncio.to_thread(open_search, self.settings)
        self.index = await open_index(self.search, self.house)
        route = self.talk.route(self._ports())
        private = web.Application()
        private.add_routes(
            [web.post(ACTIONS, route.handle), web.get("/metrics", self.metrics.serve)]
        )
        await self._listen(self.private, private)
        self.journey = Journey(
            turns=SqlTurns(self.house.database),
            dialogue=self.talk.client,
            board=self.talk.board,
            encode=self.search.vector,
            responses=self.words.wording,
            seen=Attention(self.graph).seen,
            clock=self.house.clock,
            public_url=public_url,
        )
        self._awake.set()

    def _control(self) -> ControlServer:
        """The office of this service, open to commands on this machine."""
        people = self.desk.people
        office = Office(self.house, self.search.embedder, self.till, people, self.graph)
        return ControlServer(control_socket(self.settings.home), office.commands())

    def _ports(self) -> Ports:
        return Ports(
            responses=self.words.wording,
            products=Shelf(self.house.products),
            discovery=self.search.discovery(),
            answers=self.search.answers(self.house),
            orders=self.till.orders,
            hours=HandoverHours(self.words.preferences.of),
        )

    async def _run(self) -> None:
        """Follow changes, load the index, then work on what waits."""
        feed, timers = self.engine.feed, self.engine.timers
        feed.on("product", self._products_changed)
        feed.on("faq", self._faq_changed)
        feed.on("setting", self.words.preferences.hear)
        feed.on(ANY, self.desk.live.hear)
        self.till.register(timers)
        self.media.register(timers)
        timers.register(TEMPLATES, self.templates.serve)
        for kind in (TEMPLATES, MISSED):
            await self.house.database.write(keep_timer, kind, self.house.clock.now(), kind)
        handover = SqlHandover(self.house.database)
        timers.register(HANDOVER, Unanswered(handover, self.words.account, self.house.clock))
        await self._started(self.engine)
        await self._started(self._control())
        await self._started(self.media.sweep)
        await self.index.load()
        await self._started(
            Filling(self.house.products, self.search.embedder, self.house.account_id)
        )
        log.info("service.ready", url=self.public.url, products=len(self.index.index))

    async def _started(self, part: Starting) -> None:
        await part.start()
        self._stack.push_async_callback(part.stop)

    async def _take(self, lane: Lane, rows: Sequence[InboxRow]) -> None:
        if not (self._awake.is_set() and self.talk.has_begun):
            async with lane.aside():
                await self._awake.wait()
                await self.talk.begun()
        with self.metrics.turn_seconds.time():
            await self.journey.take(lane, rows)

    async def _products_changed(self, changes: Sequence[Change]) -> None:
        ids = [int(change.key) for change in changes if change.key.isdecimal()]
        await self.index.refresh(ids)

    async def _faq_changed(self, _: Sequence[Change]) -> None:
        await self.index.refresh_faq()
