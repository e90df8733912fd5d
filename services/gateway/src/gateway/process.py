"""The HTTP process put together: database, keys, Kafka, intake, routes; then uvicorn."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from sqlalchemy import make_url
from starlette.applications import Starlette

from caseview.http.view_database import ViewDatabase
from caseview.settings import view_url
from contracts.topics import GATEWAY_REGISTER_CHANGES
from edge.access import directory
from edge.bus.publisher import KafkaPublisher
from edge.bus.read_back import KafkaReadBack
from edge.bus.reading_since import Bus
from edge.bus.registers import KEPT, KafkaRegisterEntries
from edge.bus.watch import BrokerProbe, BusWatch
from edge.door.bounds import Bounds
from edge.http.shared import Shared
from edge.serving import configured, serve
from edge.store.database import open_database
from gateway.http import readiness
from gateway.http.admission import Admission
from gateway.http.app import create_app
from gateway.http.services import Services
from gateway.intake.batches import Batches
from gateway.intake.evidence_reader import KafkaEvidenceReader
from gateway.intake.intake import Intake
from gateway.intake.resumer import Resumer
from gateway.personal.keys import KeyRing
from gateway.reading.batch import Limits
from gateway.settings import Settings
from mesh.clock.virtual_clock import VirtualClock
from mesh.process import telemetry
from mesh.process.health import Health
from mesh.process.process import settle_memory
from receipts.delivery.source import KafkaSource
from receipts.delivery.streams import Streams
from receipts.delivery.unread import Unread
from receipts.http.delivery import Delivery
from registrar.changes import Changes
from registrar.workflow import Registrar
from views.database.opening import views_url
from views.folding import Folding
from views.http.database import ViewsDatabase

BATCH_OBJECTS = 50_000
"""As many objects as a few batches make: more of them, left in cycles by requests that failed, would be megabytes."""


def run(settings: Settings) -> None:
    """Run the process until SIGTERM; requests at work are finished first."""
    telemetry.configure(service="gateway", log_format=settings.log_format, log_level=settings.log_level)
    app = build(settings)
    settle_memory(BATCH_OBJECTS)
    bounds = Bounds(
        connections=settings.gateway_connections,
        each=settings.gateway_connections_each,
        body_bytes=2 * settings.gateway_body_bytes,
    )
    config = configured(app, host=settings.gateway_host, port=settings.gateway_port, bounds=bounds)
    serve(
        config,
        Health(checks=readiness.checks(app.state.services)),
        setting="YIDIAN_GATEWAY_PORT",
        health_host=settings.http_host,
        health_port=settings.http_port,
        on_stop=app.state.delivery.streams.end,
    )


def build(settings: Settings) -> Starlette:
    """Build the application over the real database and the real Kafka. Raises ConfigurationError."""
    _make_folder(settings.database_url)
    engine = open_database(settings.database_url)
    if settings.organisations is not None:
        directory.store(engine, directory.read_file(settings.organisations))
    clock = VirtualClock.from_settings(settings)
    keys = KeyRing(engine, bytes.fromhex(settings.master_key.reveal()))
    keys.at(clock.now_ms())  # a wrong master key shows now
    watch = BusWatch()
    probe = BrokerProbe(watch, bootstrap=settings.kafka_bootstrap, mesh=settings.mesh)
    publisher = KafkaPublisher(bootstrap=settings.kafka_bootstrap, mesh=settings.mesh, watch=watch)
    batches = Batches(engine)
    bus = Bus(bootstrap=settings.kafka_bootstrap, mesh=settings.mesh)
    intake = Intake(
        batches=batches,
        keys=keys,
        publisher=publisher,
        evidence=KafkaEvidenceReader(bus, watch),
        read_back=KafkaReadBack(bus, watch),
        bus=watch,
        clock=clock,
        limits=Limits(body_bytes=settings.gateway_body_bytes),
    )
    resumer = Resumer(intake, batches)
    register_entries = KafkaRegisterEntries(bootstrap=settings.kafka_bootstrap, mesh=settings.mesh, watch=watch)
    registrar = Registrar(
        changes=Changes(engine),
        register_entries=register_entries,
        publisher=publisher,
        read_back=KafkaReadBack(bus, watch, topics=(*KEPT, GATEWAY_REGISTER_CHANGES)),
        bus=watch,
        clock=clock,
    )
    view = ViewDatabase(view_url(settings.database_url, settings.view_database_url))
    views = ViewsDatabase(views_url(settings.database_url))
    source = KafkaSource(settings.kafka_bootstrap, settings.mesh, watch)
    delivery = Delivery(source, Streams(), Unread(settings.unknown_schema_seconds))

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        folding = Folding(views.engine, bootstrap=settings.kafka_bootstrap, mesh=settings.mesh, watch=watch)
        tasks = [asyncio.create_task(resumer.run()), asyncio.create_task(registrar.run())]
        yield
        for task in tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        await delivery.receipts.close()
        view.close()
        await asyncio.to_thread(folding.close)
        views.close()
        await asyncio.to_thread(publisher.close)
        await asyncio.to_thread(register_entries.close)
        await asyncio.to_thread(probe.close)
        watch.close()
        engine.dispose()

    services = Services(
        shared=Shared(
            kafka_bootstrap=settings.kafka_bootstrap,
            mesh=settings.mesh,
            engine=engine,
            directory=directory.load(engine),
            publisher=publisher,
            bus=watch,
            register_entries=register_entries,
            clock=clock,
        ),
        intake=intake,
        admission=Admission(body=settings.gateway_body_bytes, total=settings.gateway_inflight_bytes),
        resumed=resumer.ready.is_set,
        registrar=registrar,
        view=view,
        views=views,
        delivery=delivery,
    )
    return create_app(services, lifespan=lifespan)


def _make_folder(url: str) -> None:
    """Make the folder of an embedded database."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite" and parsed.database and parsed.database != ":memory:":
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
