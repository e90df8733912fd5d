# fmt: off
# ruff: noqa
# Generated from schemas/avro/mesh.tax.guarantee.*.avsc by schemas/generate.py. Do not edit: change the contract and run it again.

"""Records of mesh.tax.guarantee."""

import enum

import msgspec

__all__ = [
    "Balance",
    "Place",
    "Reservation",
    "ReservationStatus",
]


class ReservationStatus(enum.StrEnum):
    """Status of a reservation of a guarantee (state)."""

    WAITING = "WAITING"
    RESERVED = "RESERVED"
    KEPT = "KEPT"
    FREED = "FREED"
    REFUSED = "REFUSED"
    UNKNOWN = "UNKNOWN"

    __hash__ = str.__hash__  # a symbol is its name; Enum's own goes through Python


class Balance(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The guarantee of one guarantor. Key: guarantor code (state)."""

    guarantor_code: str
    """whose guarantee"""
    reserved_cny_e5: int
    """sum of amounts reserved or kept"""
    waiting: int
    """how many reservations wait"""
    first_position: int
    """no reservation waits before this position"""
    next_position: int
    """position that the next one to wait gets"""
    least_waiting_cny_e5: int
    """nobody who waits asks for less; 0 if nobody waits"""
    retry_at_ms: int | None = None
    """when those who wait are tried again, if a timer runs"""


class Place(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A place in the line of those who wait for a guarantee. Key: guarantor code/position (state)."""

    declaration_id: str
    """who waits there"""


class Reservation(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Reservation of one declaration on a guarantee. Key: guarantor code/declaration id (state)."""

    declaration_id: str
    """the declaration"""
    revision: int
    """the newest revision asked for"""
    status: ReservationStatus
    """status of the reservation"""
    amount_cny_e5: int
    """amount asked for"""
    position: int | None = None
    """place among those who wait"""
    answer_key: str
    """normalised order number, key of the answer"""
