"""
The topology on Quix Streams: streaming dataframes with state by message key, exactly once.

    python -m bench.peers.quix.app APPLICATION BOOTSTRAP MESH FOLDER

The agencies write their decisions to the topic of the documents, so that customs reads one topic. Its documented way to
read several, `concat`, aligns them by time and waits for each up to the end that readers of committed records cannot
see; while transactions follow each other it hardly moved (500 orders per second were not held).
"""

import sys
from typing import Any

from quixstreams import Application
from quixstreams.models import Deserializer, Serializer

from bench.peers.join import AGENCIES, Agency
from bench.peers.keeping import with_bytes
from contracts import codec, topics
from contracts.customs import DeclarationAccepted

INTERVAL_SECONDS = 0.1
ACCEPTED = codec.id_of(DeclarationAccepted)


class Reading(Deserializer):  # type: ignore[misc]
    """Bytes to records."""

    def __call__(self, value: bytes, ctx: Any) -> Any:
        return codec.decode(value)


class ReadingAccepted(Deserializer):  # type: ignore[misc]
    """Accepted declarations to records, other types to None, undecoded."""

    def __call__(self, value: bytes, ctx: Any) -> Any:
        return codec.decode(value) if codec.schema_id(value) == ACCEPTED else None


class Writing(Serializer):  # type: ignore[misc]
    """Records to bytes."""

    def __call__(self, value: Any, ctx: Any) -> bytes:
        return codec.encode(value)


def join(event: Any, state: Any) -> list[Any]:
    """Apply the join to the state of the event's key. Returns what it emits."""
    return with_bytes(event, state.get_bytes, state.set_bytes, state.delete)


def main(application: str, bootstrap: str, mesh: str, folder: str) -> None:
    """Run one application until it is told to stop."""
    app = Application(
        broker_address=bootstrap,
        consumer_group=f"{mesh}.{application}",
        auto_offset_reset="earliest",
        processing_guarantee="exactly-once",
        commit_interval=INTERVAL_SECONDS,
        consumer_extra_config={"fetch.wait.max.ms": 50},
        state_dir=folder,
        loglevel="WARNING",
        producer_extra_config={"partitioner": "murmur2_random"},
    )
    if application == "customs":
        _customs(app, mesh)
    else:
        _agency(app, mesh, AGENCIES[application])
    app.run()


def _customs(app: Application, mesh: str) -> None:
    events = app.topic(f"{mesh}.{topics.TRADE_IMPORTS}", value_deserializer=Reading())
    declarations = app.topic(f"{mesh}.{topics.CUSTOMS_DECLARATIONS}", value_serializer=Writing())
    app.dataframe(events).apply(join, stateful=True, expand=True).to_topic(declarations)


def _agency(app: Application, mesh: str, agency: Agency) -> None:
    declarations = app.topic(f"{mesh}.{topics.CUSTOMS_DECLARATIONS}", value_deserializer=ReadingAccepted())
    decided = app.topic(f"{mesh}.{topics.TRADE_IMPORTS}", value_serializer=Writing())
    accepted = app.dataframe(declarations).filter(lambda event: event is not None)
    accepted.apply(agency.decide).to_topic(decided)


if __name__ == "__main__":
    main(*sys.argv[1:])
