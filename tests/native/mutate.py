"""
Any bytes through both native modules: errors are ours or none, and what still is a record survives the wire.

Run under sanitizers by `tests/native/run.py`, which also sees what a wrong read or write leaves no trace of.
"""

import argparse
import random
import sys
import time
from collections.abc import Callable

import msgspec

from contracts import _avro, codec
from contracts.schemas import KINDS
from mesh import _records
from mesh.wire.records import Inbound, Outbound
from tests.support.mesh.golden import EXAMPLES
from tests.support.mesh.kafka_message import CountingMessage

INPUTS, SECONDS = 200_000, 120
TELLING = (
    b"\x00",
    b"\xff",
    b"\x80" * 10,
    b"\xfe\xff\xff\xff\xff\xff\xff\xff\xff\x01",
    b"\xff" * 9 + b"\x01",
    b"\x01",
    b"\xc0\xaf",
)
"""What upsets decoders: ends, long and negative lengths, numbers without an end, text that is none."""


def main() -> None:
    """Work so many inputs, or as many as there is time for. Exits with 1 at the first that does what it must not."""
    parser = argparse.ArgumentParser(description="Mutated inputs through the native modules.")
    parser.add_argument("--inputs", type=int, default=INPUTS)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument("--seed", type=int, default=random.randrange(2**32))
    asked = parser.parse_args()
    sys.stdout.write(f"native modules {_avro.__file__}, {_records.__file__}; seed {asked.seed}\n")
    draw, until, done = random.Random(asked.seed), time.monotonic() + asked.seconds, 0
    whole = [_encoded(path.parent.name, path.read_bytes()) for path in sorted(EXAMPLES.glob("*/*.json"))]
    works: tuple[Callable[[random.Random, bytes], None], ...] = (decode, take_over, frame, read_headers)
    while done < asked.inputs and time.monotonic() < until:
        value = mutated(draw, draw.choice(whole))
        for work in works if done % 10 == 0 else works[:1]:
            try:
                work(draw, value)
            except Exception as error:  # noqa: BLE001 - whatever it is, it is the finding
                sys.exit(f"{work.__name__} of {value.hex()}: {error!r}")
        done += 1
    sys.stdout.write(f"{done} inputs, no finding\n")


def decode(_draw: random.Random, value: bytes) -> None:
    """Decode; what is a record comes back from the wire as it is."""
    try:
        record = codec.decode(value)
    except (codec.Undecodable, codec.UnknownSchemaId):
        return
    try:
        again = codec.encode(record)
    except codec.Unencodable:
        return
    if codec.encode(codec.decode(again)) != again:
        raise AssertionError("a record is another one after the wire")


def take_over(draw: random.Random, value: bytes) -> None:
    """Take messages over from the client, and ask for partition and id of their keys."""
    messages = [
        CountingMessage(
            "m.t", draw.randrange(3), offset, key=draw.choice((None, b"", value)), value=draw.choice((None, value))
        )
        for offset in range(3)
    ]
    for record in _records.inbound(messages, {"m.t": "t"}, Inbound, None, _ignore):
        _records.partition_of(record.key, draw.randrange(1, 64))
        _records.murmur2(record.key)
        _records.event_id("cause", record.key, "type", draw.randrange(1_000))
        seed, header = value.decode("latin-1"), ("ce_time", value)
        _records.event(Outbound, "t", record.key, value, seed, (header,) * 2, seed, draw.randrange(9), header, header)


def frame(draw: random.Random, value: bytes) -> None:
    """Frame records to produce, and changes of state, of any content."""
    content = draw.choice((None, b"", value))
    headers = [(value.decode("latin-1"), content)] * draw.randrange(3)
    _records.changes_framed({value: content, b"": content, value[: draw.randrange(9)]: value})
    _records.framed([Outbound("t", draw.choice((None, 0, 7)), value, content, headers)] * draw.randrange(3))  # type: ignore[arg-type]


def read_headers(draw: random.Random, value: bytes) -> None:
    """Read headers with the names that are looked for and any content."""
    names = ("ce_id", "ce_time", "ce_causationid", "ce_type", value.decode("latin-1"))
    found = [(draw.choice(names), draw.choice((None, b"", value, b"2024-11-11T10:00:00.000Z"))) for _ in range(4)]
    _records.pairs(found)
    _records.id_and_time(found, 7, _other)
    _records.parse(found, 7, _other)


def mutated(draw: random.Random, value: bytes) -> bytes:
    """Return bytes changed in a few places; the schema id stays as a rule, so that what follows is read."""
    changed = bytearray(value)
    for _ in range(draw.randrange(1, 5)):
        at = draw.randrange(0 if draw.random() < 0.05 else 5, len(changed) + 1) if len(changed) > 5 else len(changed)
        match draw.randrange(5):
            case 0:
                changed[at : at + 1] = bytes((draw.randrange(256),))
            case 1:
                changed[at:at] = draw.choice(TELLING)
            case 2:
                del changed[at : at + draw.randrange(1, 9)]
            case 3:
                changed[at : at + 10] = draw.choice(TELLING)
            case _:
                changed[at:] = changed[at : at + draw.randrange(40)]
    return bytes(changed)


def _encoded(full_name: str, example: bytes) -> bytes:
    return codec.encode(msgspec.json.decode(example, type=KINDS[full_name]))


def _ignore(_message: object, _error: object) -> None:
    """No message here bears an error."""


def _other(text: bytes) -> int | None:
    """Stand for who reads times in another form."""
    return None


if __name__ == "__main__":
    main()
