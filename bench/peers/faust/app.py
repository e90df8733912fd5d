"""
The topology on stock Faust: agents, a table, its own transactions.

    python -m bench.peers.faust.app APPLICATION BOOTSTRAP MESH FOLDER
"""

import sys
from typing import Any

import faust
from bench.peers.join import AGENCIES, DOCUMENTS, decision, document

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
    inputs = (topics.TRADE_DOCUMENTS, *(agency.topic for agency in AGENCIES.values()))
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
            event = codec.decode(value)

            def get(kind: type[Any], key: bytes = key) -> Any:
                held = orders.get(_state_key(kind, key))
                return None if held is None else codec.decode(held)

            change = (document if type(event) in DOCUMENTS else decision)(get, event)
            for record in change.puts:
                orders[_state_key(type(record), key)] = codec.encode(record)
            for kind in change.deletes:
                orders.pop(_state_key(kind, key), None)
            for record in change.emits:
                await declarations.send(key=key, value=codec.encode(record))


def _agency(app: Any, mesh: str, application: str) -> None:
    agency = AGENCIES[application]
    decided = _topic(app, f"{mesh}.{agency.topic}")

    @app.agent(_topic(app, f"{mesh}.{topics.CUSTOMS_DECLARATIONS}"))  # type: ignore[untyped-decorator]
    async def decide(stream: Any) -> None:
        async for key, value in stream.items():
            if codec.schema_id(value) == ACCEPTED:
                await decided.send(key=key, value=codec.encode(agency.decide(codec.decode(value))))


def _state_key(kind: type[Any], key: bytes) -> bytes:
    return kind.__name__.encode() + b"/" + key


def main(application: str, bootstrap: str, mesh: str, folder: str) -> None:
    """Run one application until it is told to stop."""
    faust.Worker(build(application, bootstrap, mesh, folder), loglevel="WARN").execute_from_commandline()


if __name__ == "__main__":
    main(*sys.argv[1:])
