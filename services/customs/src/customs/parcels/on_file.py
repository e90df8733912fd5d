"""
Which status of a waybill counts, and whose: it belongs to the order that held the number when it was told, or claimed
it first afterwards. Pure.

A number serves another order after six months, or once its waybill is deleted. The old status is not the new order's:
from the claim on it is no longer on file, and before the claim comes it stands in the way of no new one.
"""

from msgspec.structs import replace

from contracts.customs import NumberKind
from contracts.customs_numbers import Holding
from contracts.customs_parcels import Sighting, Waybill
from customs.numbers.uniqueness import is_order, is_over
from customs.reference import date_of, months_later
from customs.rules.state import OnRecord


def in_force(holding: Holding | None, at_ms: int, months: int) -> Holding | None:
    """Return who holds a waybill number at an instant, ms UTC, or None. months: how long a claim holds."""
    return None if holding is None or is_over(holding, NumberKind.WAYBILL, at_ms, months) else holding


def on_record(waybill: Waybill | None, holding: Holding | None, at_ms: int, months: int) -> OnRecord:
    """Return what is on file for a status that is told at an instant. holding: in force then."""
    sighting = waybill.sighting if waybill is not None else None
    if sighting is None:
        return OnRecord.NOTHING
    if sighting.order_no is None:
        return OnRecord.NOTHING if is_forgotten(sighting, at_ms, months) else OnRecord.FREE
    return OnRecord.FREE if is_of(sighting, holding) else OnRecord.AT_FAULT


def is_of(sighting: Sighting, holding: Holding | None) -> bool:
    """Whether a status belongs to the order that holds the number."""
    if holding is None or sighting.order_no is None:
        return False
    return is_order(holding, sighting.order_no, sighting.platform_code)


def is_forgotten(sighting: Sighting, at_ms: int, months: int) -> bool:
    """Whether nobody has claimed the number of a status for as long as a claim holds."""
    return date_of(at_ms) >= months_later(date_of(sighting.recorded_at_ms), months)


def given(sighting: Sighting, holding: Holding) -> Sighting:
    """Return a status as the holder's."""
    return replace(sighting, order_no=holding.order_no, platform_code=holding.platform_code)


def same_order(sighting: Sighting, before: Sighting) -> Sighting:
    """Return a status as that order's to which the one before belongs."""
    return replace(sighting, order_no=before.order_no, platform_code=before.platform_code)


def forgotten(waybill: Waybill) -> Waybill:
    """Return a waybill without its status; its newest answer stays, against repetition."""
    submission = replace(waybill.submission, counts=False, app_time="", recorded_at_ms=0)
    return replace(waybill, submission=submission, sighting=None)
