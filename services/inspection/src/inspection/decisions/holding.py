"""Why inspection holds goods: an alert, or the draw, which the agency can repeat and no declarant foresee."""

import hmac
from collections.abc import Iterable
from decimal import Decimal

from agency.reasons import Particular, reason
from agency.rules import Evaluated, failed, passed
from contracts.common import ParameterSet
from contracts.customs import DeclaredLine
from contracts.inspection import RiskRated
from mesh.declared.lookup import Lookup

NO_ALERT, NOT_DRAWN = Evaluated(passed("INS-05")), Evaluated(passed("INS-08"))


def find_alerts(lookup: Lookup, lines: Iterable[DeclaredLine]) -> Evaluated:
    """Give a reason per alert in force on the lines' origins and four-digit headings (INS-05)."""
    codes = dict.fromkeys(f"alert/{line.origin_country_code}/{line.commodity_code[:4]}" for line in lines)
    alerts = [entry for entry in (lookup.find(RiskRated, code) for code in codes) if entry is not None]
    reasons = [reason("99601", "INS-05", Particular(entry.text_zh, entry.text_en)) for entry in alerts]
    return failed(*reasons) if reasons else NO_ALERT


def draw_sample(declaration_id: str, rate: Decimal, sampling_key: bytes) -> Evaluated:
    """Give a reason if the declaration is drawn; the rates are ours (INS-08)."""
    return failed(reason("99602", "INS-08")) if is_drawn(declaration_id, rate, sampling_key) else NOT_DRAWN


def sampling_rate(lookup: Lookup, strictness: str) -> Decimal:
    """Return the share of declarations of a grade, or under an alert, that are drawn, from 0 to 1."""
    return Decimal(lookup.need(ParameterSet, f"sampling.rate.{strictness}").value)


def is_drawn(declaration_id: str, rate: Decimal, sampling_key: bytes) -> bool:
    """
    Say whether a declaration is drawn at a rate from 0 to 1.

    It is, if the first eight bytes of HMAC-SHA256(key, declaration id), read as a big-endian number, are below rate x
    2^64. A later revision of the same declaration is drawn or not as the first.
    """
    drawn = int.from_bytes(hmac.digest(sampling_key, declaration_id.encode(), "sha256")[:8])
    return drawn < rate * 2**64
