# fmt: off
# ruff: noqa
# Generated from schemas/avro/mesh.customs.allowance.*.avsc by schemas/generate.py. Do not edit: change the contract and run it again.

"""Records of mesh.customs.allowance."""

import enum

import msgspec

__all__ = [
    "Balance",
    "QuantityBalance",
    "QuantityReserved",
    "Reservation",
    "ReservationState",
    "Reserved",
]


class ReservationState(enum.StrEnum):
    """State of a reservation."""

    RESERVED = "RESERVED"
    KEPT = "KEPT"
    FREED = "FREED"
    REFUSED = "REFUSED"
    UNKNOWN = "UNKNOWN"

    __hash__ = str.__hash__  # a symbol is its name; Enum's own goes through Python


class QuantityReserved(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A quantity of one reservation."""

    group: str
    """goods that share the limit"""
    quantity_e5: int
    """in 1/100,000 of the limit's unit"""


class Reservation(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One declaration's part of a balance. Key of an older one: pseudonym, year and declaration."""

    revision: int
    """newest revision seen"""
    amount_cny_e5: int
    """amount; counted while RESERVED or KEPT"""
    state: ReservationState
    """state of the reservation"""
    quantities: tuple[QuantityReserved, ...]
    """quantities; counted while RESERVED or KEPT"""


class Reserved(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A reservation kept in the balance of its buyer."""

    declaration_id: str
    """whose it is"""
    reservation: Reservation
    """the declaration's part of the balance"""


class Balance(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Use of the allowance by a buyer in a calendar year, and the newest reservations. Key: pseudonym and year."""

    used_cny_e5: int
    """reserved and kept"""
    newest: tuple[Reserved, ...]
    """the newest reservations, in the order of their first requests"""
    has_older: bool
    """whether there are older ones, each in a record of its own"""


class QuantityBalance(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Use of one limit on quantity by a buyer in a calendar year. Key: pseudonym, year and group."""

    used_e5: int
    """reserved and kept, in 1/100,000 of the limit's unit"""
