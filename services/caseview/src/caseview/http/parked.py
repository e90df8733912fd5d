"""
For operators: parked keys, the bytes that one waits with, what is asked about one, and what came of that.

A key is named as `keys.written` writes it, and the view tells in which partition it is parked. There the command
is sent: for a misplaced key that is not the partition of its hash.
"""

import hashlib
from collections.abc import Collection
from typing import Any

import msgspec
from msgspec import UNSET
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from caseview.fold.rows import Row
from caseview.http.findings import sent
from caseview.http.parked_shapes import (
    AnswersAsked,
    AskedAbout,
    Commanded,
    CommandOutcome,
    Discard,
    OutcomeList,
    ParkedAsked,
    ParkedKey,
    ParkedList,
    ParkedRecord,
    RecordAsked,
    RecordShown,
    Redrive,
)
from caseview.http.view_database import looked_up
from caseview.queries import parked as queries
from caseview.queries import parked_record
from caseview.queries.one_record import one_record
from contracts.mesh import DiscardRequested, DiscardScope, RedriveRequested
from contracts.topics import MESH_CLOCK, PROCESSORS
from edge.access.principal import Principal
from edge.access.reads import Read, Reads
from edge.http.inputs import body
from edge.http.operation import Operation
from edge.http.parameters import bad_parameter, query
from edge.http.shared import from_bus, principal, shared
from edge.problems.problem import Problem
from mesh.clock.virtual_clock import real_ms
from mesh.declared.keys import digest, digest_of, written
from mesh.wire import names


async def parked(request: Request) -> ParkedList:
    """Return the keys that wait for a redrive, the oldest first."""
    principal(request, "operator", "auditor")
    rows, total = await looked_up(request, queries.parked, limit=query(request, ParkedAsked).limit)
    return ParkedList(total=total, parked=[ParkedKey(**_shown(row)) for row in rows])


async def answers(request: Request) -> OutcomeList:
    """Return what came of commands about parked keys, the newest first: who asked, why, and what was given up."""
    principal(request, "operator", "auditor")
    parameters = query(request, AnswersAsked)
    after = _after(parameters.after)
    rows = await looked_up(
        request, queries.answers, limit=parameters.limit, after=after, command_id=parameters.command_id
    )
    return OutcomeList(
        answers=[msgspec.convert(row | _key(row["key_hex"]), CommandOutcome) for row in rows],
        next=_next(rows[-1]) if len(rows) == parameters.limit else UNSET,
    )


async def record(request: Request) -> ParkedRecord:
    """Return the bytes that a parked key waits with and what they mean; who reads them is written down before."""
    caller = principal(request, "operator", "auditor")
    parameters = query(request, RecordAsked)
    row = await _one(request, parameters.processor, _digest(parameters.key, parameters.key_hex), parameters.partition)
    parts = shared(request)
    place = row["topic"], row["partition"], row["offset"]
    number = f"{row['processor']}/{row['topic']}/{row['partition']}/{row['offset']}"
    read = Read(parts.clock.now_ms(), real_ms(), caller.organisation, parameters.person, parameters.purpose, number, [])
    await run_in_threadpool(Reads(parts.engine).note, read)
    if row["topic"] == MESH_CLOCK:  # a timer comes from state: its name says when it was due and for what
        return ParkedRecord(**_shown(row), record=None, is_timer=True)
    parked = await from_bus(request, one_record, parts.kafka_bootstrap, parts.mesh, place)
    key = bytes.fromhex(row["key_hex"])
    shown = None if parked is None else parked_record.shown(parked, key=key, event_id=row["event_id"])
    return ParkedRecord(**_shown(row), record=msgspec.convert(shown, RecordShown | None), is_timer=False)


async def redrive(request: Request) -> Commanded:
    """Ask a processor to work a parked key again, in order; it answers what came of it."""
    caller = principal(request, "operator")
    given = await body(request, Redrive)
    row = await _one(request, given.processor, _digest(given.key, given.key_hex), given.partition)
    command = RedriveRequested(processor=given.processor, requested_by=caller.organisation, reason=given.reason)
    return await _commanded(request, caller, row, command, ("redrive",))


async def discard(request: Request) -> Commanded:
    """
    Ask a processor to give up the record that a key waits with, or all that wait; what is left is worked in order.

    The command names the dead letter: a key that waits with another record by then is left alone.
    """
    caller = principal(request, "operator")
    given = await body(request, Discard)
    row = await _one(request, given.processor, _digest(given.key, given.key_hex), given.partition)
    letter = row["dead_letter_id"] if given.dead_letter_id is None else given.dead_letter_id
    if row["released_ms"] is not None or letter != row["dead_letter_id"]:
        raise Problem("parked_otherwise")
    command = DiscardRequested(
        processor=given.processor,
        dead_letter_id=letter,
        scope=DiscardScope.FIRST if given.records == "first" else DiscardScope.ALL,
        requested_by=caller.organisation,
        person=given.person or caller.name,
        reason=given.reason,
    )
    return await _commanded(request, caller, row, command, ("discard", given.records, given.person or ""))


async def _commanded(
    request: Request, caller: Principal, row: Row, command: msgspec.Struct, said: Collection[str]
) -> Commanded:
    """Send a command to the partition in which its key is parked; the same one about the same letter has one id."""
    now = shared(request).clock.now_ms()
    processor, partition, key_hex = row["processor"], row["partition"], row["key_hex"]
    reason: str = command.reason  # type: ignore[attr-defined]
    seed = "\x1f".join(
        (processor, str(partition), key_hex, caller.organisation, row["dead_letter_id"], str(row["parked_ms"]), reason)
    )
    event_id = hashlib.sha256("\x1f".join((seed, *said)).encode()).hexdigest()[:32]
    key = bytes.fromhex(key_hex)
    topic = names.command_topic(processor)
    await sent(request, topic, key, command, event_id=event_id, at_ms=now, partition=partition)
    return Commanded(processor=processor, partition=partition, **_key(key_hex), event_id=event_id)


async def _one(request: Request, processor: str, key_digest: str, partition: int | None) -> Row:
    """Return what is known of a key in the one partition that is meant. Raises Problem."""
    rows = await looked_up(request, queries.parked_key, processor, key_digest) if processor in PROCESSORS else []
    if partition is not None:
        rows = [row for row in rows if row["partition"] == partition]
    if not rows:
        raise Problem("not_found", zh="没有这样的挂起键", en="No such key was parked")
    waiting = [row for row in rows if row["released_ms"] is None] or rows
    if len(waiting) > 1:
        places = ", ".join(str(row["partition"]) for row in waiting)
        raise Problem(
            "invalid_request",
            zh=f"该键在分区 {places} 均被挂起，须给出 partition",
            en=f"The key is parked in partitions {places}: give partition",
        )
    return waiting[0]


def _digest(key: str | None, key_hex: str | None) -> str:
    """Return the digest of the key that is meant. Raises Problem unless it is given once, in a way that can be read."""
    if (key is None) == (key_hex is None):
        raise Problem("invalid_request", zh="key 与 key_hex 须且只须给出一个", en="Give key or key_hex, one of them")
    try:
        return digest_of(key) if key is not None else digest(bytes.fromhex(key_hex or ""))
    except ValueError as error:
        raise Problem(
            "invalid_request",
            zh="hex: 后须为偶数个十六进制数字，sha256: 后须为 64 个",
            en="hex: is followed by an even number of hex digits, sha256: by 64 of them",
        ) from error


def _after(text: str) -> queries.After | None:
    if not text:
        return None
    recorded, topic, partition, offset, *more = [*text.split("~"), "", "", ""]
    if any(more) or not all(one.isascii() and one.isdigit() and len(one) < 19 for one in (recorded, partition, offset)):
        raise bad_parameter("after", "不是有效的游标", "is no cursor of this list")
    return queries.After(int(recorded), topic, int(partition), int(offset))


def _next(last: Row) -> str:
    return "~".join(str(last[name]) for name in ("recorded_ms", "topic", "partition", "offset"))


def _shown(row: Row) -> Row:
    names_ = ("processor", "partition", "code", "reason", "topic", "offset", "event_id", "dead_letter_id", "parked_ms")
    last_command = None
    if row["asked_offset"] is not None and row["asked_offset"] > (row["answered_offset"] or -1):
        last_command = AskedAbout(by=row["asked_by"], asked_ms=row["asked_ms"])
    shown = {name: row[name] for name in names_} | _key(row["key_hex"])
    return shown | {"is_parked": row["released_ms"] is None, "asked": last_command}


def _key(key_hex: str) -> dict[str, str]:
    return {"key": written(bytes.fromhex(key_hex)), "key_hex": key_hex}


def _get(path: str, handler: Any, name: str, summary: str, says: str, **more: Any) -> Operation:
    refuses = 400, 403, 503, *more.pop("refuses", ())
    return Operation(
        method="GET", path=path, handler=handler, name=name, tag="operators", summary=summary, says=says,
        refuses=refuses, **more,
    )  # fmt: skip


def _post(path: str, handler: Any, name: str, summary: str, kind: type[msgspec.Struct], *refuses: int) -> Operation:
    return Operation(
        method="POST", path=path, handler=handler, name=name, tag="operators", summary=summary, status=202,
        says="Asked for; what comes of it: /v1/parked/answers?command_id=", body=kind,
        refuses=(400, 403, 404, 413, 503, *refuses),
    )  # fmt: skip


OPERATIONS = (
    _get(
        "/v1/parked",
        parked,
        "listParked",
        "Keys that wait for a redrive 挂起的键",
        "The oldest first",
        query=ParkedAsked,
    ),
    _get(
        "/v1/parked/record",
        record,
        "readParkedRecord",
        "The bytes that a parked key waits with 挂起记录原文；the read is logged",
        "With headers, and decoded if it can be",
        query=RecordAsked,
        refuses=(404,),
    ),
    _get(
        "/v1/parked/answers",
        answers,
        "listParkedAnswers",
        "What came of commands about parked keys 处理结果",
        "The newest first",
        query=AnswersAsked,
    ),
    _post("/v1/parked/redrive", redrive, "redriveParked", "Work a parked key again 重新处理挂起的键", Redrive),
    _post(
        "/v1/parked/discard",
        discard,
        "discardParked",
        "Give up what a parked key waits with, for good 放弃挂起记录",
        Discard,
        409,
    ),
)
