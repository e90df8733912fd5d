# fmt: off
# ruff: noqa
# Generated from schemas/avro/mesh.tax.guarantee.*.avsc by schemas/generate.py. Do not edit: change the contract and run it again.

"""Avro codecs of mesh.tax.guarantee."""

from contracts.errors import Undecodable
from contracts.tax_guarantee import Balance, Place, Reservation, ReservationStatus
from contracts.wire.primitives import INT, LONG, SIZE, more, size

RESERVATION_STATUS = {
    ReservationStatus.WAITING: b'\x00',
    ReservationStatus.RESERVED: b'\x02',
    ReservationStatus.KEPT: b'\x04',
    ReservationStatus.FREED: b'\x06',
    ReservationStatus.REFUSED: b'\x08',
    ReservationStatus.UNKNOWN: b'\n',
}
RESERVATION_STATUS_OF = {
    0: ReservationStatus.WAITING,
    2: ReservationStatus.RESERVED,
    4: ReservationStatus.KEPT,
    6: ReservationStatus.FREED,
    8: ReservationStatus.REFUSED,
    10: ReservationStatus.UNKNOWN,
}


def read_reservation_status(b: bytes, p: int) -> tuple[ReservationStatus, int]:
    return RESERVATION_STATUS_OF[b[p]], p + 1


def write_balance(r: Balance) -> bytes:
    return b"".join((
        SIZE[len(a := r.guarantor_code.encode())], a,
        LONG[r.reserved_cny_e5],
        INT[r.waiting],
        LONG[r.first_position],
        LONG[r.next_position],
        LONG[r.least_waiting_cny_e5],
        b"\0" if r.retry_at_ms is None else b"\2" + LONG[r.retry_at_ms],
    ))


def read_balance(b: bytes, p: int) -> tuple[Balance, int]:
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    guarantor_code_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    reserved_cny_e5_ = (n >> 1) ^ -(n & 1)
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
        if n > 0xFFFFFFFF:
            raise Undecodable("number out of range")
    waiting_ = (n >> 1) ^ -(n & 1)
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    first_position_ = (n >> 1) ^ -(n & 1)
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    next_position_ = (n >> 1) ^ -(n & 1)
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    least_waiting_cny_e5_ = (n >> 1) ^ -(n & 1)
    retry_at_ms_: int | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n > 0x7F:
            n, p = more(b, p, n)
        retry_at_ms_ = (n >> 1) ^ -(n & 1)
    elif n == 0:
        retry_at_ms_ = None
    else:
        raise Undecodable("no such branch")
    return Balance(
        guarantor_code=guarantor_code_,
        reserved_cny_e5=reserved_cny_e5_,
        waiting=waiting_,
        first_position=first_position_,
        next_position=next_position_,
        least_waiting_cny_e5=least_waiting_cny_e5_,
        retry_at_ms=retry_at_ms_,
    ), p


def write_place(r: Place) -> bytes:
    return b"".join((
        SIZE[len(a := r.declaration_id.encode())], a,
    ))


def read_place(b: bytes, p: int) -> tuple[Place, int]:
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    declaration_id_ = b[p:e].decode()
    p = e
    return Place(
        declaration_id=declaration_id_,
    ), p


def write_reservation(r: Reservation) -> bytes:
    return b"".join((
        SIZE[len(a := r.declaration_id.encode())], a,
        INT[r.revision],
        RESERVATION_STATUS[r.status],
        LONG[r.amount_cny_e5],
        b"\0" if r.position is None else b"\2" + LONG[r.position],
        SIZE[len(a := r.answer_key.encode())], a,
    ))


def read_reservation(b: bytes, p: int) -> tuple[Reservation, int]:
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    declaration_id_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
        if n > 0xFFFFFFFF:
            raise Undecodable("number out of range")
    revision_ = (n >> 1) ^ -(n & 1)
    status_ = RESERVATION_STATUS_OF[b[p]]
    p += 1
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    amount_cny_e5_ = (n >> 1) ^ -(n & 1)
    position_: int | None
    n = b[p]
    p += 1
    if n == 2:
        n = b[p]
        p += 1
        if n > 0x7F:
            n, p = more(b, p, n)
        position_ = (n >> 1) ^ -(n & 1)
    elif n == 0:
        position_ = None
    else:
        raise Undecodable("no such branch")
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    answer_key_ = b[p:e].decode()
    p = e
    return Reservation(
        declaration_id=declaration_id_,
        revision=revision_,
        status=status_,
        amount_cny_e5=amount_cny_e5_,
        position=position_,
        answer_key=answer_key_,
    ), p
