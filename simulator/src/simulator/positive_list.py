"""
Which goods may be sold how: the positive list of the demonstration's day, read from the register that customs reads.

A sound parcel takes its goods from `Assortment.sellable`; whatever is wrong with a planted one is taken on purpose.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from simulator.catalogue import Good, goods
from simulator.world import World, read_register

DEAR = Decimal(3000)
"""Goods from this price on are not put into a basket: two of them are over the limit of a transaction."""


@dataclass(frozen=True, slots=True)
class Listing:
    """
    A row of the positive list. trade_modes, licensed_modes: empty for all, for none.

    limit: per person and calendar year in `limit_unit_code`, together with all codes of the same `group`.
    """

    commodity_code: str
    trade_modes: frozenset[str]
    licensed_modes: frozenset[str]
    name_words: tuple[str, ...]
    limit: Decimal | None
    limit_unit_code: str
    group: str

    def admits(self, good: Good, mode: str) -> bool:
        """Whether an article of this code may come in a trade mode without licence, whatever the quantity."""
        if self.trade_modes and mode not in self.trade_modes:
            return False
        if self.name_words and not any(word in good.name_zh for word in self.name_words):
            return False
        return mode not in self.licensed_modes


def read_listings() -> dict[str, Listing]:
    """Return the positive list of the day by its 8-digit codes."""
    return {row["code"]: _listing(row) for row in read_register("customs.positive-list.v1")}


def _listing(row: dict[str, str]) -> Listing:
    return Listing(
        commodity_code=row["code"],
        trade_modes=_set(row["trade_modes"]),
        licensed_modes=_set(row["licensed_modes"]),
        name_words=tuple(filter(None, row["name_words"].split(";"))),
        limit=Decimal(row["quantity_limit"]) if row["quantity_limit"] else None,
        limit_unit_code=row["quantity_unit_code"],
        group=row["quantity_group"] or row["code"],
    )


def _set(text: str) -> frozenset[str]:
    return frozenset(filter(None, text.split(";")))


class Assortment:
    """The catalogue sorted by what the positive list and the alerts say of each article."""

    def __init__(self, world: World) -> None:
        self.listings: Mapping[str, Listing] = read_listings()
        self._alerted = frozenset(
            good.item_no for good in goods() if world.is_alerted(good.origin_country_code, good.heading)
        )
        self._sellable: dict[str, tuple[Good, ...]] = {}

    def listing(self, good: Good) -> Listing | None:
        """Return the row of an article, by the first eight digits of its code."""
        return self.listings.get(good.commodity_code[:8])

    def sellable(self, mode: str) -> tuple[Good, ...]:
        """Return what a sound parcel of a trade mode may hold: listed, admitted, under no alert, not too dear."""
        if mode not in self._sellable:
            self._sellable[mode] = tuple(good for good in goods() if self._is_sellable(good, mode))
        return self._sellable[mode]

    def unlisted(self) -> tuple[Good, ...]:
        """Return the articles that are on no list and under no alert."""
        return tuple(good for good in goods() if not self.listing(good) and good.item_no not in self._alerted)

    def alerted(self) -> tuple[Good, ...]:
        """Return the listed articles whose origin and heading raise an alert."""
        return tuple(good for good in goods() if self.listing(good) and good.item_no in self._alerted)

    def of(self, commodity_code: str) -> tuple[Good, ...]:
        """Return the articles of a commodity code or of the codes that begin so. Raises ValueError if there is none."""
        matching = tuple(good for good in goods() if good.commodity_code.startswith(commodity_code))
        if not matching:
            raise ValueError(f"goods.csv has no article of {commodity_code}")
        return matching

    def is_within_limits(self, basket: Iterable[tuple[Good, int]]) -> bool:
        """Whether the quantities of a buyer's only basket keep within the limits per person and year."""
        used: dict[str, Decimal] = {}
        for good, quantity in basket:
            row = self.listing(good)
            if row is None or row.limit is None:
                continue
            used[row.group] = used.get(row.group, Decimal(0)) + good.statutory_quantity * quantity
            if good.statutory_unit_code != row.limit_unit_code or used[row.group] > row.limit:
                return False
        return True

    def _is_sellable(self, good: Good, mode: str) -> bool:
        row = self.listing(good)
        return row is not None and row.admits(good, mode) and good.item_no not in self._alerted and good.price < DEAR
