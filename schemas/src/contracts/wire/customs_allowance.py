# fmt: off
# ruff: noqa
# Generated from schemas/avro/mesh.customs.allowance.*.avsc by schemas/generate.py. Do not edit: change the contract and run it again.

"""Avro codecs of mesh.customs.allowance."""

from contracts.customs_allowance import Balance, QuantityBalance, QuantityReserved, Reservation, ReservationState
from contracts.errors import Undecodable
from contracts.wire.primitives import INT, LONG, SIZE, items, more, read_items, size

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


def write_quantity_balance(r: QuantityBalance) -> bytes:
    return b"".join((
        LONG[r.used_e5],
    ))


def read_quantity_balance(b: bytes, p: int) -> tuple[QuantityBalance, int]:
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    used_e5_ = (n >> 1) ^ -(n & 1)
    return QuantityBalance(
        used_e5=used_e5_,
    ), p


def write_quantity_reserved(r: QuantityReserved) -> bytes:
    return b"".join((
        SIZE[len(a := r.group.encode())], a,
        LONG[r.quantity_e5],
    ))


def read_quantity_reserved(b: bytes, p: int) -> tuple[QuantityReserved, int]:
    n = b[p]
    p += 1
    if n & 0x81:
        n, p = size(b, p, n)
    e = p + (n >> 1)
    group_ = b[p:e].decode()
    p = e
    n = b[p]
    p += 1
    if n > 0x7F:
        n, p = more(b, p, n)
    quantity_e5_ = (n >> 1) ^ -(n & 1)
    return QuantityReserved(
        group=group_,
        quantity_e5=quantity_e5_,
    ), p


def write_reservation(r: Reservation) -> bytes:
    return b"".join((
        INT[r.revision],
        LONG[r.amount_cny_e5],
        RESERVATION_STATE[r.state],
        b"\0" if r.quantities == () else items(r.quantities, write_quantity_reserved),
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
    quantities_: tuple[QuantityReserved, ...]
    if b[p] == 0:
        quantities_ = ()
        p += 1
    else:
        quantities_, p = read_items(b, p, read_quantity_reserved)
    return Reservation(
        revision=revision_,
        amount_cny_e5=amount_cny_e5_,
        state=state_,
        quantities=quantities_,
    ), p
