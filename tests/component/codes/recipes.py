"""
How each code of an agency comes about: documents that provoke it, played through every processor.

A recipe submits to a world at rest; `run`, `tick` and `finding` are the world's. One entry per code; a test holds the
table total over the catalogue.
"""

from collections.abc import Callable

import msgspec

from contracts import topics
from contracts.common import FindingAction, FindingRecorded, Operation
from contracts.customs import DeclarationCleared, DeclarationHeld, DeclarationSubject
from contracts.forex import LicenceIssued
from contracts.inspection import RiskRated
from customs.clearance.processor import CLEARANCE
from forex.decisions.processor import DECISIONS as FOREX
from inspection.decisions.processor import decisions_processor
from mesh.testing.world import World
from tests.support.customs.builders import (
    CNY,
    PAYER_BANK,
    PLATFORM,
    TEN_O_CLOCK,
    Document,
    a_cancellation,
    a_list,
    a_list_line,
    a_payment,
    a_waybill,
    an_order,
    an_order_line,
    four_documents,
)
from tests.support.customs.lifecycle import a_subject, accepted
from tests.support.customs.registers import OTHER_MERCHANT, UNLICENSED_BANK, a_listed_code
from tests.support.spine.world import YEAR, submit

DAY_MS = 86_400_000
LATER, EARLIER = "20241111110000", "20241110000000"
CHANGE, UNKNOWN = Operation.CHANGE, Operation.UNKNOWN
INSPECTION = decisions_processor(b"").name
Recipe = Callable[[World], None]


def sending(*documents: msgspec.Struct) -> Recipe:
    """Submit documents and let all come to rest."""

    def play(world: World) -> None:
        submit(world, documents)
        world.run()

    return play


def after_release(make: Callable[[DeclarationSubject], Document]) -> Recipe:
    """Submit what `make` returns about a released declaration."""

    def play(world: World) -> None:
        sending(*four_documents())(world)
        sending(make(world.events(DeclarationCleared)[0].subject))(world)

    return play


def at_the_deadline(*documents: Document) -> Recipe:
    """Submit documents and let the match deadline pass."""

    def play(world: World) -> None:
        sending(*documents)(world)
        world.tick(TEN_O_CLOCK + 2 * DAY_MS)
        world.run()

    return play


def in_place_of(changed: Document) -> tuple[Document, ...]:
    """Return the four documents with one of them changed."""
    return tuple(changed if type(document) is type(changed) else document for document in four_documents())


def refused_by_an_officer(world: World) -> None:
    """An officer refuses a declaration that is held."""
    RECIPES["99401"](world)
    (held,) = world.events(DeclarationHeld)
    finding = FindingRecorded(
        finding_id="f-1",
        agency="forex",
        declaration_id=held.subject.declaration_id,
        revision=held.subject.revision,
        hold_id=held.holds[0].hold_id,
        action=FindingAction.REFUSE,
        officer="officer-1",
        authority="order 1",
        reason="seen",
        found_at_ms=TEN_O_CLOCK + 60_000,
    )
    world.publish(topics.FOREX_FINDINGS, finding, key=b"GW1", at_ms=TEN_O_CLOCK + 60_000, event_id="finding")
    world.run()


def above_the_year(world: World) -> None:
    """The sixth purchase of 5,000 in a year."""
    for number in range(6):
        sending(*worth(5_000, f"YEAR{number}"))(world)


def short_guarantee(world: World) -> None:
    """The platform guarantees 60 yuan; each parcel needs 18.20."""
    for number in range(4):
        order, payment, waybill, _ = four_documents(f"SHORT{number}")
        sending(order, payment, waybill, a_list(f"SHORT{number}", guarantor_code=PLATFORM))(world)


def above_the_licence(world: World) -> None:
    """The institution's licence allows 100 yuan a payment."""
    world.register(
        FOREX.name,
        LicenceIssued(code=PAYER_BANK, licence_no="L-2", single_limit_cny_e5=100 * CNY, **YEAR | {"version": 2}),
    )
    sending(*four_documents())(world)


def alerted(world: World) -> None:
    """An alert is in force for the goods' origin."""
    alert = RiskRated(code="alert/116/9619", grade="ALERT", text_zh="警示", text_en="alert", **YEAR)
    world.register(INSPECTION, alert)
    sending(*four_documents())(world)


def sampled(world: World) -> None:
    """Enough parcels that one is drawn; which ones follows from the key of these tests."""
    for number in range(150):
        name = f"DRAW{number}"
        order = an_order(name, buyer=name)
        sending(order, a_payment(name, payer=name), a_waybill(name), a_list(name, buyer=name))(world)


def cancelled(world: World) -> None:
    """A held declaration is cancelled."""
    RECIPES["99401"](world)
    (held,) = world.events(DeclarationHeld)
    sending(a_cancellation(list_no=held.subject.list_no or ""))(world)


def without_a_rate(world: World) -> None:
    """Goods are on the positive list, but nobody has entered a rate for them."""
    world.register(CLEARANCE.name, a_listed_code("01012100"))
    sending(*goods("0101210000"))(world)


def wrongly_summed(world: World) -> None:
    """A declaration whose dutiable value is not the sum of its parts; customs itself never makes one."""
    made = accepted(a_subject("GW1"))
    content = msgspec.structs.replace(made.content, dutiable_cny_e5=made.content.dutiable_cny_e5 + 1)
    event = msgspec.structs.replace(made, content=content)
    world.publish(topics.CUSTOMS_DECLARATIONS, event, key=b"GW1", at_ms=TEN_O_CLOCK, event_id="accepted")
    world.run()


def worth(price_cny: int, order_no: str = "GW1", *, quantity: int = 1) -> tuple[Document, ...]:
    """Return the four documents of a purchase at a price."""
    lines = {"quantity": quantity, "price_cny": price_cny}
    order = an_order(order_no, lines=(an_order_line(**lines),))
    payment = a_payment(order_no, amount_paid_cny_e5=quantity * price_cny * CNY)
    return order, payment, a_waybill(order_no), a_list(order_no, lines=(a_list_line(**lines),))


def goods(commodity_code: str) -> tuple[Document, ...]:
    """Return the four documents of other goods."""
    return in_place_of(a_list(lines=(a_list_line(commodity_code=commodity_code),)))


def unlicensed() -> tuple[Document, ...]:
    """Return the four documents of a parcel paid through an institution without a licence."""
    _, _, waybill, listed = four_documents()
    return an_order(), a_payment(payment_institution_code=UNLICENSED_BANK), waybill, listed


RECIPES: dict[str, Recipe] = {
    # orders
    "-301001": sending(an_order(lines=(), goods_value_cny_e5=0)),
    "-301002": sending(an_order(lines=(an_order_line(1), an_order_line(1)))),
    "-301008": sending(an_order(actual_paid_cny_e5=1)),
    "-301009": sending(an_order(operation=CHANGE)),
    "-301010": sending(an_order(), an_order(batch_numbers="other")),
    "-301011": sending(*four_documents(), an_order(operation=CHANGE, app_time=LATER)),
    "-301012": sending(an_order(operation=UNKNOWN)),
    "-301014": sending(an_order(), an_order(operation=CHANGE, app_time=EARLIER)),
    # payments
    "-401003": at_the_deadline(a_payment(payment_no="P-2"), *four_documents()),
    "-401006": sending(a_payment(operation=CHANGE)),
    "-401007": sending(a_payment(), a_payment(pay_time=LATER)),
    "-401008": sending(*four_documents(), a_payment(operation=CHANGE, app_time=LATER)),
    "-401009": sending(a_payment(currency_code="502")),
    "-401010": sending(a_payment(operation=UNKNOWN)),
    "-401012": sending(a_payment(), a_payment(operation=CHANGE, app_time=EARLIER)),
    # waybills
    "-504011": sending(a_waybill(pack_count=2)),
    "-504014": sending(a_waybill(operation=CHANGE)),
    "-504015": sending(a_waybill(), a_waybill(goods_info="other")),
    "-504016": sending(*four_documents(), a_waybill(operation=CHANGE, app_time=LATER)),
    # lists
    "-621000": sending(a_list(lines=())),
    "-621001": sending(a_list(pack_count=2)),
    "-621004": sending(a_list(), a_list(cop_no="other")),
    "-621005": sending(*worth(3_000, quantity=2)),
    "-621011": sending(a_list(operation=CHANGE)),
    "-621012": after_release(lambda _: a_list(operation=CHANGE, app_time=LATER)),
    "-621018": above_the_year,
    "-621027": sending(a_list(lines=(a_list_line(1), a_list_line(1)))),
    # cancellations
    "-623001": sending(a_cancellation(list_no="51412024I000000001", operation=CHANGE)),
    "-623003": sending(a_cancellation(list_no="51412024I000000001")),
    "-623005": after_release(lambda subject: a_cancellation(list_no=subject.list_no or "")),
    # enterprises
    "-10102": sending(an_order(merchant_code="4401960M99")),
    # the match
    "1322": sending(*in_place_of(a_list(lines=(a_list_line(quantity=1, price_cny=200),)))),
    "1327": sending(*in_place_of(a_payment(payer="赵六"))),
    "13035": sending(*in_place_of(an_order(payment_institution_code=UNLICENSED_BANK, payment_no="P-GW1"))),
    "13127": sending(*in_place_of(a_list(buyer="赵六"))),
    "99001": at_the_deadline(a_list()),
    "99102": sending(*in_place_of(a_payment(amount_paid_cny_e5=1))),
    "99104": sending(*in_place_of(a_waybill(receiver=("赵六", "1", "2")))),
    "99109": sending(*in_place_of(a_list(merchant_code=OTHER_MERCHANT))),
    "99110": sending(*in_place_of(a_waybill(freight_cny_e5=CNY))),
    "99204": sending(*goods("0101210000")),
    # how a parcel stands
    "1200": sending(*unlicensed()),
    "1800": sending(*four_documents()),
    "2300": cancelled,
    "2600": sending(*four_documents()),
    # the agencies
    "1300": refused_by_an_officer,
    "99601": alerted,
    "99602": sampled,
    "99401": sending(*unlicensed()),
    "99402": above_the_licence,
    "99301": short_guarantee,
    "99501": without_a_rate,
    "99503": wrongly_summed,
}
