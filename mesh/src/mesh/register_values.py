"""
What the values of register entries may be: one table, for whoever writes an entry and for whoever reads it. Pure.

A proposal and a register file are refused a value outside it. A number or a list of deciders that is in force
nevertheless (an older version, somebody else's record) is not read: what needs it is parked as `configuration`, which
names entry and bounds. A word that is in force nevertheless is the rule's to answer.
What is not listed may be any text: no rule reads it as a number.
"""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from contracts.agencies import SOURCES, Source
from contracts.common import ParameterSet
from contracts.customs import GoodsFiled, GoodsListed
from contracts.forex import LicenceIssued
from contracts.inspection import RiskRated
from contracts.tax import GuaranteeRegistered, RateSet

E5 = "_e5"
PLACES_E5 = 5
_PLAIN = re.compile(r"-?[0-9]{1,30}(?:\.([0-9]{1,30}))?")


class Number(NamedTuple):
    """A number written in digits, from `least` to `most`, with so many decimals at most."""

    least: str
    most: str
    places: int = 0

    def holds(self, text: str) -> bool:
        """Whether a value is one of these."""
        found = _PLAIN.fullmatch(text)
        if found is None or len((found[1] or "").rstrip("0")) > self.places:
            return False
        return Decimal(self.least) <= Decimal(text) <= Decimal(self.most)

    @property
    def zh(self) -> str:
        """What it must be, in Chinese."""
        kind = f"数，小数至多 {self.places} 位" if self.places else "整数"
        return f"须为 {self.least} 至 {self.most} 的{kind}"

    @property
    def en(self) -> str:
        """What it must be."""
        bounds = f"from {self.least} to {self.most}"
        return f"a number {bounds} with at most {self.places} decimals" if self.places else f"a whole number {bounds}"


class Words(NamedTuple):
    """A text of this form, whole."""

    form: str
    zh: str
    en: str

    def holds(self, text: str) -> bool:
        """Whether a value is one of these."""
        return re.fullmatch(self.form, text) is not None


class Deciders(NamedTuple):
    """
    Sources of the contract, each once, one at least that can stop a declaration.

    A source that another asks and that other stand together: alone it would never decide, and what it guards, such as
    the guarantee of a tax, would be let go without it.
    """

    known: Mapping[str, Source]

    def holds(self, text: str) -> bool:
        """Whether a value is such a list."""
        named = text.replace(",", " ").split()
        if not named or len(set(named)) != len(named) or not set(named) <= self.known.keys():
            return False
        if not any(self.known[name].stops for name in named):
            return False
        return all((name in named) is (asker in named) for name, asker in self._asked())

    @property
    def zh(self) -> str:
        """What it must be, in Chinese."""
        asked = "；".join(f"{name} 与 {asker} 须同列" for name, asker in self._asked())
        return f"须为本版本所知的决定来源，以空格分隔，各列一次：{' '.join(self.known)}；{asked}"

    @property
    def en(self) -> str:
        """What it must be."""
        asked = "; ".join(f"{name} and {asker} together" for name, asker in self._asked())
        return f"sources that this version knows, separated by blanks, each once: {' '.join(self.known)}; {asked}"

    def _asked(self) -> Iterator[tuple[str, str]]:
        return ((name, source.asked_by) for name, source in self.known.items() if source.asked_by is not None)


Kind = Number | Words | Deciders


class Wrong(NamedTuple):
    """
    A field of an entry that is outside the table: what stands there and what may, in Chinese and English.

    stops: no rule can go on with what stands there.
    """

    stops: bool
    zh: str
    en: str


def one_of(*words: str) -> Words:
    """Return the kind of a value that is one of these words."""
    listed = ", ".join(words)
    return Words("|".join(words), f"须为其一：{listed}", f"one of {listed}")


def list_of(form: str, zh: str, en: str) -> Words:
    """Return the kind of a list of such words, separated by blanks or commas."""
    return Words(f"(?:{form})(?:[ ,]+(?:{form}))*", zh, en)


YEAR_SECONDS = "31536000"
PERCENT = Number("0", "100", 4)
DUTY_PERCENT = Number("0", "1000", 4)
CONSUMPTION_PERCENT = Number("0", "99", 4)
"""Of a price that contains the tax (TAX-03): at 100 there would be nothing else in it."""
SHARE = Number("0", "1", 6)
AMOUNT = Number("0", "1000000000", PLACES_E5)
GUARANTEE = Number("0", "1000000000000", PLACES_E5)
QUANTITY = Number("0", "10000000", PLACES_E5)
PER_ORDER = Number("1", "10000")
RELEASE_MODES = (
    "inspect_then_release",
    "through_inspect_through_release",
    "fast_inspect_fast_release",
    "inspect_while_releasing",
    "air_inspection_sea_release",
    "instant_inspect_instant_release",
    "inspected_abroad_released_at_home",
    "few_inspected_many_released",
    "inspected_by_others_released_by_us",
    "no_inspection_release",
)
"""The ten of "ten inspect, ten release" (Shanghai plan of 2016, item 16), the strictest first."""
GRADE = one_of("A", "B", "C", "ALERT")

PARAMETERS: Mapping[str, Kind] = {
    "limits.single_cny": AMOUNT,
    "limits.annual_cny": AMOUNT,
    "limits.over_single": one_of("full_tax", "single_item_full_tax"),
    "match.tolerance_cny": AMOUNT,
    "match.rules_off": list_of("[A-Z]+-[0-9]+", "须为规则编号，以空格分隔", "ids of rules, separated by blanks"),
    "clearance.match_deadline_seconds": Number("1", YEAR_SECONDS),
    "clearance.loose_document_days": Number("1", "3650"),
    "clearance.app_time_ahead_seconds": Number("0", YEAR_SECONDS),
    "clearance.payments_per_order": PER_ORDER,
    "clearance.waybills_per_order": PER_ORDER,
    "numbers.waybill_unique_months": Number("0", "1200"),
    "deciders.": Deciders(SOURCES),
    "vat.": PERCENT,
    "preferential.duty_pct": PERCENT,
    "preferential.consumption_tax_factor": SHARE,
    "preferential.vat_factor": SHARE,
    "high_end_cosmetics.headings": list_of("[0-9]{4}", "须为四位税则号，以空格分隔", "headings of four digits"),
    "high_end_cosmetics.from_cny_per_": AMOUNT,
    "exchange.usd_cny": Number("0.0001", "10000", 6),
    "bill.summary_day": Number("1", "366"),
    "guarantee.hold_seconds": Number("1", YEAR_SECONDS),
    "guarantee.retry_seconds": Number("1", "86400"),
    "sampling.rate.": SHARE,
    "release_mode.": one_of(*RELEASE_MODES),
    "credit.": GRADE,
    "worklist.hours": Number("0", "100000", 3),
    "worklist.fresh_chapters": list_of("[0-9]{2}", "须为两位章号，以空格分隔", "chapters of two digits"),
}
"""By code. One that ends with a dot or underscore, and the hours of the worklist, stand for all that begin so."""

FIELDS: Mapping[type[Any], Mapping[str, Kind]] = {
    RateSet: {
        "mfn_pct": DUTY_PERCENT,
        "provisional_pct": DUTY_PERCENT,
        "vat_class": one_of("standard", "reduced"),
        "consumption_pct": CONSUMPTION_PERCENT,
        "consumption_specific_cny_e5": AMOUNT,
        "consumption_from_cny_e5": AMOUNT,
        "consumption_price_from_usd_e5": AMOUNT,
        "consumption_specific_below_cny_e5": AMOUNT,
        "litres_per_tonne": Number("1", "100000"),
    },
    GuaranteeRegistered: {"amount_cny_e5": GUARANTEE},
    LicenceIssued: {"single_limit_cny_e5": GUARANTEE},
    GoodsListed: {"quantity_limit_e5": QUANTITY},
    GoodsFiled: {"net_content_e5": QUANTITY},
    RiskRated: {"grade": GRADE},
}
"""By field, of all entries of a kind; a field in 1/100,000 is held to its bounds in units."""

_FAMILIES = ("worklist.hours.", *(code for code in PARAMETERS if code.endswith((".", "_"))))


@lru_cache(maxsize=1_024)
def kind_of(code: str) -> Kind | None:
    """Return what a parameter's value must be, None if it may be any text."""
    family = next((begin for begin in _FAMILIES if code.startswith(begin)), code)
    return PARAMETERS.get(code) or PARAMETERS.get(family) or PARAMETERS.get(family.removesuffix("."))


def wrong(entry: Any) -> list[Wrong]:
    """Return the values of an entry that are outside the table; a withdrawn one's are not read."""
    return [] if getattr(entry, "withdrawn", None) else list(_wrong(entry))


def _wrong(entry: Any) -> Iterator[Wrong]:
    if isinstance(entry, ParameterSet):
        kind = kind_of(entry.code)
        held = {} if kind is None else {"value": kind}
    else:
        held = dict(FIELDS.get(type(entry), {}))
    for field, kind in held.items():
        value = getattr(entry, field)
        if value is None:
            continue
        name, text = field.removesuffix(E5), str(value)
        if field.endswith(E5):
            text = f"{Decimal(value).scaleb(-PLACES_E5):f}"
        if not kind.holds(text):
            shown = text if len(text) <= 60 else f"{text[:60]}…"
            yield Wrong(
                isinstance(kind, Number | Deciders),
                f"{name} 为“{shown}”，{kind.zh}",
                f"{name} is {shown!r}, and must be {kind.en}",
            )
