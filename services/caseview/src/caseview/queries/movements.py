"""
Of which declaration a line about a parcel is, where it names a waybill number and no declaration. Pure.

Several platforms may use one order number, and of foreign platforms, which share the code 无, several merchants: what
moved of one parcel is not the other's.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from caseview.fold.rows import Row
from mesh.declared.keys import order_key

Waybills = Mapping[str, str]
"""The waybill number of each declaration, as keys have it."""


def waybills_of(cases: Iterable[Row], contents: Mapping[str, Row]) -> dict[str, str]:
    """Return the waybill numbers that declarations name in their newest revision."""
    named = {case["declaration_id"]: contents.get(case["declaration_id"], {}).get("waybill_no") for case in cases}
    return {declaration_id: order_key(number) for declaration_id, number in named.items() if number}


def declarations_of(line: Mapping[str, Any], waybills: Waybills) -> frozenset[str]:
    """Return the declarations whose waybill a line names, or none."""
    number = line["details"].get("waybill_no")
    if line["declaration_id"] or not number:
        return frozenset()
    wanted = order_key(number)
    return frozenset(declaration_id for declaration_id, known in waybills.items() if known == wanted)


def is_elsewhere(line: Mapping[str, Any], platform: str | None, theirs: Collection[str], waybills: Waybills) -> bool:
    """Whether a line is of a parcel that none of these declarations of a platform is about."""
    found = declarations_of(line, waybills)
    if found:
        return found.isdisjoint(theirs)
    place = line["details"].get("platform_code")
    return bool(place and platform and line["details"].get("waybill_no")) and place.partition("|")[0] != platform
