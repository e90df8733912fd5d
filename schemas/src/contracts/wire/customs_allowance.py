# fmt: off
# ruff: noqa
# Generated from schemas/avro/mesh.customs.allowance.*.avsc by schemas/generate.py. Do not edit: change the contract and run it again.

"""Avro codecs of mesh.customs.allowance."""

from contracts.customs_allowance import Balance, Reservation, ReservationState
from contracts.errors import Undecodable
from contracts.wire.primitives import INT, LONG, more

RESERVATION_STATE = {
    ReservationState.RESERVED: b'\x00',
    ReservationState.KEPT: b'\x02',
    ReservationState.FREED: b'\x04',
    ReservationState.REFUSED: b'\x06',
    ReservationState.UNKNOWN: b'\x08',
}
RESERVATION_STATE_OF = {
    0: ReservationState.RESERVED,
    2: ReservationState.KEPT,
    4: ReservationState.FREED,
    6: ReservationState.REFUSED,
    8: ReservationState.UNKNOWN,
}


def read_reservation_state(b: bytes, p: int) -> tuple[ReservationState, int]:
    return RESERVATION_STATE_OF[b[p]], p + 1


def write_balance(r: Balance) -> bytes:
    return b"".join((
        LONG[r.used_cny_e5],
    ))


def read_balance(b: bytes, p: int) -> tuple[Balance, int]:
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    used_cny_e5_ = (n >> 1) ^ -(n & 1)
    return Balance(
        used_cny_e5=used_cny_e5_,
    ), p


def write_reservation(r: Reservation) -> bytes:
    return b"".join((
        INT[r.revision],
        LONG[r.amount_cny_e5],
        RESERVATION_STATE[r.state],
    ))


def read_reservation(b: bytes, p: int) -> tuple[Reservation, int]:
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
        if n > 0xFFFFFFFF:
            raise Undecodable("number out of range")
    revision_ = (n >> 1) ^ -(n & 1)
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    amount_cny_e5_ = (n >> 1) ^ -(n & 1)
    state_ = RESERVATION_STATE_OF[b[p]]
    p += 1
    return Reservation(
        revision=revision_,
        amount_cny_e5=amount_cny_e5_,
        state=state_,
    ), p
