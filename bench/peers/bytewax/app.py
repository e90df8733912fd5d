"""
The topology on Bytewax: a dataflow with state by key, snapshots in SQLite.

    python -m bench.peers.bytewax.app APPLICATION BOOTSTRAP MESH FOLDER

It writes without Kafka transactions, so after a failure what followed the last snapshot is written twice. Snapshots are
taken at its default interval.
"""

import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import bytewax.operators as op
from bytewax._bytewax import init_db_dir
from bytewax.connectors.kafka import KafkaSinkMessage
from bytewax.connectors.kafka import operators as kop
from bytewax.dataflow import Dataflow
from bytewax.recovery import RecoveryConfig
from bytewax.run import cli_main

from bench.peers.join import AGENCIES
from bench.peers.keeping import with_object
from contracts import codec, topics
from contracts.customs import DeclarationAccepted

SNAPSHOT = timedelta(seconds=10)
ACCEPTED = codec.id_of(DeclarationAccepted)
READING = {"isolation.level": "read_committed", "fetch.wait.max.ms": "50"}
WRITING = {"linger.ms": "20", "enable.idempotence": "true", "partitioner": "murmur2_random"}


def build(application: str, bootstrap: str, mesh: str) -> Dataflow:
    """Return the dataflow of an application."""
    flow = Dataflow(application)
    if application == "customs":
        inputs = (topics.TRADE_IMPORTS, *(agency.topic for agency in AGENCIES.values()))
        read = kop.input("read", flow, brokers=[bootstrap], topics=_named(mesh, inputs), add_config=READING)
        events = op.map("decode", read.oks, lambda message: (message.key.decode(), codec.decode(message.value)))
        emitted = op.stateful_flat_map("join", events, with_object)
        _write(emitted, bootstrap, f"{mesh}.{topics.CUSTOMS_DECLARATIONS}")
    else:
        agency = AGENCIES[application]
        inputs = (topics.CUSTOMS_DECLARATIONS,)
        read = kop.input("read", flow, brokers=[bootstrap], topics=_named(mesh, inputs), add_config=READING)
        accepted = op.filter("accepted", read.oks, lambda message: codec.schema_id(message.value) == ACCEPTED)
        decided = op.map("decide", accepted, lambda m: (m.key.decode(), agency.decide(codec.decode(m.value))))
        _write(decided, bootstrap, f"{mesh}.{agency.topic}")
    return flow


def _named(mesh: str, names: tuple[str, ...]) -> list[str]:
    return [f"{mesh}.{name}" for name in names]


def _write(records: Any, bootstrap: str, topic: str) -> None:
    messages = op.map("encode", records, lambda pair: KafkaSinkMessage(pair[0].encode(), codec.encode(pair[1])))
    kop.output("write", messages, brokers=[bootstrap], topic=topic, add_config=WRITING)


def main(application: str, bootstrap: str, mesh: str, folder: str) -> None:
    """Run one application until it is told to stop."""
    snapshots = Path(folder) / "snapshots"
    snapshots.mkdir()
    init_db_dir(snapshots, 1)
    cli_main(build(application, bootstrap, mesh), epoch_interval=SNAPSHOT, recovery_config=RecoveryConfig(snapshots))


if __name__ == "__main__":
    main(*sys.argv[1:])
