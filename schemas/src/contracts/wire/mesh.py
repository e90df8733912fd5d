# fmt: off
# ruff: noqa
# Generated from schemas/avro/mesh.mesh.*.avsc by schemas/generate.py. Do not edit: change the contract and run it again.

"""Avro codecs of mesh.mesh."""

from contracts.errors import Undecodable
from contracts.mesh import (
    ClockTicked,
    DeadLettered,
    Header,
    JournalEntry,
    JournalHead,
    KeyParked,
    OffsetRange,
    RecordParked,
    RedriveRequested,
    RegisterPosition,
    SchemaPublished,
    Wake,
)
from contracts.wire.primitives import INT, LONG, SIZE, SOME, items, more, read_int, read_items, read_text, size, text


def write_clock_ticked(r: ClockTicked) -> bytes:
    return b"".join((
        LONG[r.at_ms],
    ))


def read_clock_ticked(b: bytes, p: int) -> tuple[ClockTicked, int]:
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    at_ms_ = (n >> 1) ^ -(n & 1)
    return ClockTicked(
        at_ms=at_ms_,
    ), p


def write_dead_lettered(r: DeadLettered) -> bytes:
    return b"".join((
        SIZE[len(a := r.processor.encode())], a,
        SIZE[len(r.key)], r.key,
        SIZE[len(a := r.topic.encode())], a,
        INT[r.partition],
        LONG[r.offset],
        SIZE[len(a := r.code.encode())], a,
        SIZE[len(a := r.reason.encode())], a,
    ))


def read_dead_lettered(b: bytes, p: int) -> tuple[DeadLettered, int]:
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    processor_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    key_ = b[p:e]
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    topic_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
        if n > 0xFFFFFFFF:
            raise Undecodable("number out of range")
    partition_ = (n >> 1) ^ -(n & 1)
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    offset_ = (n >> 1) ^ -(n & 1)
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    code_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    reason_ = b[p:e].decode()
    p = e
    return DeadLettered(
        processor=processor_,
        key=key_,
        topic=topic_,
        partition=partition_,
        offset=offset_,
        code=code_,
        reason=reason_,
    ), p


def write_header(r: Header) -> bytes:
    return b"".join((
        SIZE[len(a := r.name.encode())], a,
        SIZE[len(r.value)], r.value,
    ))


def read_header(b: bytes, p: int) -> tuple[Header, int]:
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    name_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    value_ = b[p:e]
    p = e
    return Header(
        name=name_,
        value=value_,
    ), p


def write_offset_range(r: OffsetRange) -> bytes:
    return b"".join((
        SIZE[len(a := r.topic.encode())], a,
        LONG[r.first_offset],
        LONG[r.next_offset],
        INT[r.records],
    ))


def read_offset_range(b: bytes, p: int) -> tuple[OffsetRange, int]:
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    topic_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    first_offset_ = (n >> 1) ^ -(n & 1)
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    next_offset_ = (n >> 1) ^ -(n & 1)
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
        if n > 0xFFFFFFFF:
            raise Undecodable("number out of range")
    records_ = (n >> 1) ^ -(n & 1)
    return OffsetRange(
        topic=topic_,
        first_offset=first_offset_,
        next_offset=next_offset_,
        records=records_,
    ), p


def write_register_position(r: RegisterPosition) -> bytes:
    return b"".join((
        SIZE[len(a := r.topic.encode())], a,
        LONG[r.next_offset],
    ))


def read_register_position(b: bytes, p: int) -> tuple[RegisterPosition, int]:
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    topic_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    next_offset_ = (n >> 1) ^ -(n & 1)
    return RegisterPosition(
        topic=topic_,
        next_offset=next_offset_,
    ), p


def write_journal_entry(r: JournalEntry) -> bytes:
    return b"".join((
        LONG[r.sequence],
        SIZE[len(a := r.processor.encode())], a,
        INT[r.partition],
        b"\0" if r.ranges == () else items(r.ranges, write_offset_range),
        b"\0" if r.registers == () else items(r.registers, write_register_position),
        INT[r.outputs],
        SIZE[len(r.digest)], r.digest,
        SIZE[len(a := r.code_version.encode())], a,
        b"\0" if r.schemas == () else items(r.schemas, INT.__getitem__),
        b"\0" if r.parked == () else items(r.parked, text),
    ))


def read_journal_entry(b: bytes, p: int) -> tuple[JournalEntry, int]:
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    sequence_ = (n >> 1) ^ -(n & 1)
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    processor_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
        if n > 0xFFFFFFFF:
            raise Undecodable("number out of range")
    partition_ = (n >> 1) ^ -(n & 1)
    ranges_: tuple[OffsetRange, ...]
    if b[p] == 0:
        ranges_ = ()
        p += 1
    else:
        ranges_, p = read_items(b, p, read_offset_range)
    registers_: tuple[RegisterPosition, ...]
    if b[p] == 0:
        registers_ = ()
        p += 1
    else:
        registers_, p = read_items(b, p, read_register_position)
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
        if n > 0xFFFFFFFF:
            raise Undecodable("number out of range")
    outputs_ = (n >> 1) ^ -(n & 1)
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    digest_ = b[p:e]
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    code_version_ = b[p:e].decode()
    p = e
    schemas_: tuple[int, ...]
    if b[p] == 0:
        schemas_ = ()
        p += 1
    else:
        schemas_, p = read_items(b, p, read_int)
    parked_: tuple[str, ...]
    if b[p] == 0:
        parked_ = ()
        p += 1
    else:
        parked_, p = read_items(b, p, read_text)
    return JournalEntry(
        sequence=sequence_,
        processor=processor_,
        partition=partition_,
        ranges=ranges_,
        registers=registers_,
        outputs=outputs_,
        digest=digest_,
        code_version=code_version_,
        schemas=schemas_,
        parked=parked_,
    ), p


def write_journal_head(r: JournalHead) -> bytes:
    return b"".join((
        LONG[r.sequence],
        SIZE[len(r.digest)], r.digest,
    ))


def read_journal_head(b: bytes, p: int) -> tuple[JournalHead, int]:
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    sequence_ = (n >> 1) ^ -(n & 1)
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    digest_ = b[p:e]
    p = e
    return JournalHead(
        sequence=sequence_,
        digest=digest_,
    ), p


def write_key_parked(r: KeyParked) -> bytes:
    return b"".join((
        SIZE[len(r.key)], r.key,
        SIZE[len(a := r.code.encode())], a,
        SIZE[len(a := r.reason.encode())], a,
        LONG[r.parked_at_ms],
        LONG[r.first],
        LONG[r.next],
    ))


def read_key_parked(b: bytes, p: int) -> tuple[KeyParked, int]:
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    key_ = b[p:e]
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    code_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    reason_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    parked_at_ms_ = (n >> 1) ^ -(n & 1)
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    first_ = (n >> 1) ^ -(n & 1)
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    next_ = (n >> 1) ^ -(n & 1)
    return KeyParked(
        key=key_,
        code=code_,
        reason=reason_,
        parked_at_ms=parked_at_ms_,
        first=first_,
        next=next_,
    ), p


def write_record_parked(r: RecordParked) -> bytes:
    return b"".join((
        SIZE[len(a := r.topic.encode())], a,
        INT[r.partition],
        LONG[r.offset],
        b"\0" if r.value is None else SOME[len(r.value)], r.value or b"",
        b"\0" if r.headers == () else items(r.headers, write_header),
    ))


def read_record_parked(b: bytes, p: int) -> tuple[RecordParked, int]:
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    topic_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
        if n > 0xFFFFFFFF:
            raise Undecodable("number out of range")
    partition_ = (n >> 1) ^ -(n & 1)
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    offset_ = (n >> 1) ^ -(n & 1)
    value_: bytes | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n & 0x81:
            n, p = size(b, p, n)
        e = p + (n >> 1)
        value_ = b[p:e]
        p = e
    elif n == 0:
        value_ = None
    else:
        raise Undecodable("no such branch")
    headers_: tuple[Header, ...]
    if b[p] == 0:
        headers_ = ()
        p += 1
    else:
        headers_, p = read_items(b, p, read_header)
    return RecordParked(
        topic=topic_,
        partition=partition_,
        offset=offset_,
        value=value_,
        headers=headers_,
    ), p


def write_redrive_requested(r: RedriveRequested) -> bytes:
    return b"".join((
        SIZE[len(a := r.processor.encode())], a,
        SIZE[len(a := r.requested_by.encode())], a,
        SIZE[len(a := r.reason.encode())], a,
    ))


def read_redrive_requested(b: bytes, p: int) -> tuple[RedriveRequested, int]:
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    processor_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    requested_by_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    reason_ = b[p:e].decode()
    p = e
    return RedriveRequested(
        processor=processor_,
        requested_by=requested_by_,
        reason=reason_,
    ), p


def write_schema_published(r: SchemaPublished) -> bytes:
    return b"".join((
        INT[r.schema_id],
        SIZE[len(a := r.full_name.encode())], a,
        SIZE[len(a := r.schema_json.encode())], a,
    ))


def read_schema_published(b: bytes, p: int) -> tuple[SchemaPublished, int]:
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
        if n > 0xFFFFFFFF:
            raise Undecodable("number out of range")
    schema_id_ = (n >> 1) ^ -(n & 1)
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    full_name_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    schema_json_ = b[p:e].decode()
    p = e
    return SchemaPublished(
        schema_id=schema_id_,
        full_name=full_name_,
        schema_json=schema_json_,
    ), p


def write_wake(r: Wake) -> bytes:
    return b"".join((
        LONG[r.at_ms],
        SIZE[len(a := r.key.encode())], a,
        b"\0" if r.message_key is None else SOME[len(r.message_key)], r.message_key or b"",
    ))


def read_wake(b: bytes, p: int) -> tuple[Wake, int]:
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    at_ms_ = (n >> 1) ^ -(n & 1)
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    key_ = b[p:e].decode()
    p = e
    message_key_: bytes | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n & 0x81:
            n, p = size(b, p, n)
        e = p + (n >> 1)
        message_key_ = b[p:e]
        p = e
    elif n == 0:
        message_key_ = None
    else:
        raise Undecodable("no such branch")
    return Wake(
        at_ms=at_ms_,
        key=key_,
        message_key=message_key_,
    ), p
