"""
The topology on stock Faust: agents, a table, its own transactions.

    python -m bench.peers.faust.app APPLICATION BOOTSTRAP MESH FOLDER

State stands in one table of bytes; the transaction interval is that of all contenders.
"""

import sys
from typing import Any

import faust

from bench.peers.join import AGENCIES
from bench.peers.keeping import with_bytes
from contracts import codec, topics
from contracts.customs import DeclarationAccepted

INTERVAL_SECONDS = 0.1
PARTITIONS = 4
ACCEPTED = codec.id_of(DeclarationAccepted)


def build(application: str, bootstrap: str, mesh: str, folder: str) -> Any:
    """Return the Faust application."""
    app = faust.App(
        f"{mesh}.{application}",
        broker=f"kafka://{bootstrap}",
        store="rocksdb://",
        processing_guarantee="exactly_once",
        broker_commit_interval=INTERVAL_SECONDS,
        consumer_auto_offset_reset="earliest",
        topic_partitions=PARTITIONS,
        topic_replication_factor=1,
        topic_disable_leader=True,
        key_serializer="raw",
        value_serializer="raw",
        web_enabled=False,
        datadir=folder,
    )
    if application == "customs":
        _customs(app, mesh)
    else:
        _agency(app, mesh, application)
    return app


def _topic(app: Any, *names: str) -> Any:
    return app.topic(*names, key_type=bytes, value_type=bytes)


def _customs(app: Any, mesh: str) -> None:
    inputs = (topics.TRADE_IMPORTS, *(agency.topic for agency in AGENCIES.values()))
    declarations = _topic(app, f"{mesh}.{topics.CUSTOMS_DECLARATIONS}")
    orders = app.Table(
        "orders",
        key_type=bytes,
        value_type=bytes,
        partitions=PARTITIONS,
        options={"driver": "rocksdict"},
    )

    @app.agent(_topic(app, *(f"{mesh}.{name}" for name in inputs)))  # type: ignore[untyped-decorator]
    async def join(stream: Any) -> None:
        async for key, value in stream.items():
            order = _Order(orders, key)
            emitted = with_bytes(codec.decode(value), order.get, order.put, order.delete)
            for record in emitted:
                await declarations.send(key=key, value=codec.encode(record))


def _agency(app: Any, mesh: str, application: str) -> None:
    agency = AGENCIES[application]
    decided = _topic(app, f"{mesh}.{agency.topic}")

    @app.agent(_topic(app, f"{mesh}.{topics.CUSTOMS_DECLARATIONS}"))  # type: ignore[untyped-decorator]
    async def decide(stream: Any) -> None:
        async for key, value in stream.items():
            if codec.schema_id(value) == ACCEPTED:
                await decided.send(key=key, value=codec.encode(agency.decide(codec.decode(value))))


class _Order:
    """An order's part of the table."""

    def __init__(self, table: Any, key: bytes) -> None:
        self._table, self._key = table, b"/" + key

    def get(self, name: str) -> bytes | None:
        value: bytes | None = self._table.get(name.encode() + self._key)
        return value

    def put(self, name: str, value: bytes) -> None:
        self._table[name.encode() + self._key] = value

    def delete(self, name: str) -> None:
        self._table.pop(name.encode() + self._key, None)


def main(application: str, bootstrap: str, mesh: str, folder: str) -> None:
    """Run one application until it is told to stop."""
    faust.Worker(build(application, bootstrap, mesh, folder), loglevel="WARN").execute_from_commandline()


if __name__ == "__main__":
    main(*sys.argv[1:])
