"""Sound parcels: deals drawn from one seed, with order, payment, waybill and list that agree with each other."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from uuid import UUID

from simulator.catalogue import Good
from simulator.documents import Deal, Document, Line, write_list, write_order, write_payment, write_waybill
from simulator.people import Person, invent_person
from simulator.positive_list import Assortment
from simulator.world import Party, World

CENT = Decimal("0.01")
TAX_WITHIN_LIMITS = Decimal("0.091")
"""Shown to buyers for goods without consumption tax; what a shop collects in advance, not what is assessed."""

BONDED = ("1210", "1239")
MODES = ("9610", "9610", "9610", "9610", "1210", "1210", "1239")
"""Trade modes as they are drawn: direct purchase, bonded in and outside the pilot cities."""
BASKET = Decimal(4000)
"""Value in yuan that a drawn basket keeps below, so that freight never lifts it over the limit of a transaction."""

_FLIGHTS = ("YD201", "YD315", "YD478", "YD566")


@dataclass(slots=True)
class Parcel:
    """A deal and its four documents, which may be changed."""

    deal: Deal
    order: Document
    payment: Document
    waybill: Document
    declaration: Document

    @property
    def documents(self) -> tuple[Document, Document, Document, Document]:
        """Order, payment, waybill, list."""
        return self.order, self.payment, self.waybill, self.declaration


class Trade:
    """Makes parcels from one seed. The invariant: serial numbers, and so people and business numbers, never repeat."""

    def __init__(self, world: World, seed: int) -> None:
        self.world = world
        self.random = Random(seed)  # noqa: S311 - repeatable on purpose; nothing secret comes from it
        self._series = f"{seed % 1000:03}"
        self._serial = 0
        self.assortment = Assortment(world)

    def person(self, *, check_character: str | None = None) -> Person:
        """Invent a person who has not bought before."""
        self._serial += 1
        return invent_person(self.random, self._serial, check_character=check_character)

    def guid(self) -> str:
        """Return a record id as enterprises make them: upper-case, 36 characters."""
        return str(UUID(int=self.random.getrandbits(128), version=4)).upper()

    def good(self, commodity_code: str) -> Good:
        """Draw an article of a commodity code."""
        return self.random.choice(self.assortment.of(commodity_code))

    def article(self, item_no: str) -> Good:
        """Return the article of an item number."""
        return next(good for good in self.assortment.of("") if good.item_no == item_no)

    def bag(self) -> Good:
        """Draw a leather handbag: the one article of the catalogue that can cost anything."""
        return self.good("42022100")

    def basket(self, mode: str) -> tuple[Line, ...]:
        """Fill a basket of one to four lines worth less than 4,000 yuan, which the positive list admits."""
        lines: list[Line] = []
        for good in self.random.sample(self.assortment.sellable(mode), self.random.choice((1, 1, 1, 2, 2, 3, 4))):
            line = Line(good, self.random.choice((1, 1, 1, 2, 2, 3)), good.price)
            if not lines and not self._fits((line,)):
                line = Line(good, 1, good.price)  # a basket is never empty
            if self._fits((*lines, line)):
                lines.append(line)
        return tuple(lines)

    def _fits(self, lines: tuple[Line, ...]) -> bool:
        value = sum((line.total for line in lines), Decimal(0))
        return value < BASKET and self.assortment.is_within_limits((line.good, line.quantity) for line in lines)

    def parcel(
        self,
        *,
        lines: tuple[Line, ...] | None = None,
        buyer: Person | None = None,
        mode: str | None = None,
        freight: Decimal | None = None,
        institution: Party | None = None,
        merchant: Party | None = None,
        guarantor: Party | None = None,
        platform: Party | None = None,
        order_no: str | None = None,
    ) -> Parcel:
        """Make a parcel with which nothing is wrong; whatever is not given is drawn."""
        draw, world = self.random, self.world
        buyer = buyer or self.person()
        self._serial += 1
        mode = mode or draw.choice(MODES)
        lines = lines or self.basket(mode)
        value = sum((line.total for line in lines), Decimal(0))
        freight = Decimal(draw.choice((0, 0, 8, 12, 18))) if freight is None else freight
        platform = platform or draw.choice(world.platforms)
        merchant = merchant or draw.choice(world.merchants)
        carrier, agent = draw.choice(world.carriers), draw.choice(world.agents)
        numbers = f"{self._series}{self._serial:07}"
        deal = Deal(
            order_no=order_no or f"DD{platform.code[-4:]}{numbers}",
            payment_no=f"ZF{numbers}",
            waybill_no=f"YD{numbers}",
            bill_no=f"999-{draw.randint(10_000_000, 99_999_999)}",
            cop_no=f"QD{numbers}",
            guids=(self.guid(), self.guid(), self.guid(), self.guid()),
            minute=f"202411110{draw.randint(6, 9)}{draw.randint(0, 59):02}",
            buyer=buyer,
            platform=platform,
            merchant=merchant,
            institution=institution or draw.choice(world.institutions),
            carrier=carrier,
            agent=agent,
            guarantor=guarantor or draw.choice((merchant, merchant, carrier, agent)),
            mode=mode,
            warehouse=draw.choice(world.warehouses) if mode in BONDED else None,
            flight=draw.choice(_FLIGHTS),
            lines=lines,
            freight=freight,
            discount=Decimal(draw.choice((0, 0, 0, 5, 10))) if value > 50 else Decimal(0),
            tax=((value + freight) * TAX_WITHIN_LIMITS).quantize(CENT, ROUND_HALF_UP),
        )
        return Parcel(deal, write_order(deal), write_payment(deal), write_waybill(deal), write_list(deal))
