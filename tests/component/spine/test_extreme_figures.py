"""
Whatever figures pass the form end in a verdict: the gateway's reader, then all agencies in memory.

Every amount, quantity and weight of every document is drawn from the edges of its field, of 64 bits and of our bound;
most parcels stay coherent, so that the figures reach the ledgers and the tax instead of ending at a parameter check.
"""

from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bench.memory import own_keys
from contracts import codec
from customs.rules.documents.figures import MOST
from gateway.forms.item import Item
from gateway.intake.prepare import prepare
from gateway.intake.reservation import Reservation
from gateway.personal.keys import Keys
from gateway.reading.batch import Limits, Senders
from gateway.reading.json_batch import read_json
from mesh.testing.world import World
from tests.support.customs.builders import AGENT, CARRIER, MERCHANT, PAYER_BANK, PLATFORM, TEN_O_CLOCK
from tests.support.customs.registers import a_listed_code
from tests.support.gateway.in_memory import EVERYTHING
from tests.support.gateway.papers import Paper, a_list, a_payment, a_waybill, an_order, as_json
from tests.support.spine.at_rest import open_ends, said, violations
from tests.support.spine.world import a_world, submit

DAY_MS = 86_400_000
LEAST, MOST_OF_64_BITS = "0.00001", "92233720368547.75807"
BEYOND = (f"{MOST}.00001", "92233720368547.75", MOST_OF_64_BITS, "99999999999999")
EDGES = st.sampled_from(["0", LEAST, "1", "5000", "26000.00001", f"{MOST - 1}.99999", str(MOST), *BEYOND])
WITHIN = st.sampled_from([LEAST, "0.5", "1", "3", "4999.99", "9999.99999", f"{MOST - 1}.99999", str(MOST)])
CHARGES = st.one_of(st.just("0"), WITHIN)
GOODS = st.sampled_from([("9619001100", "011"), ("2208300000", "063"), ("2208300000", "095"), ("1702200000", "035")])
"""Of no consumption tax; of one by litre, in kilolitres too; with a limit by kilogram."""
FIGURES = {
    "order": ("goodsValue", "freight", "discount", "taxTotal", "acturalPaid"),
    "payment": ("amountPaid",),
    "waybill": ("freight", "insuredFee", "weight"),
    "list": ("freight", "insuredFee", "grossWeight", "netWeight"),
}
LINE_FIGURES = {"order": ("qty", "price", "totalPrice"), "list": ("qty", "qty1", "qty2", "price", "totalPrice")}
PARTIES = {"ebpCode": PLATFORM, "ebcCode": MERCHANT}
CARRIED = {"logisticsCode": CARRIER, "logisticsNo": "W-1"}
PAID = {"payCode": PAYER_BANK, "payTransactionId": "P-1"}


@cache
def keys() -> Keys:
    return own_keys()


@st.composite
def parcels(draw: st.DrawFn) -> list[Paper]:
    """Four documents that agree, at the edges of what figures may be; then some figures of them replaced."""
    (code, unit), quantity, price = draw(GOODS), draw(st.one_of(st.just("1"), WITHIN)), draw(WITHIN)
    freight, insurance, tax, weight = (draw(CHARGES), draw(CHARGES), draw(CHARGES), draw(WITHIN))
    total = rounded(Decimal(quantity) * Decimal(price))
    paid = total + Decimal(tax)
    lines = draw(st.sampled_from([1, 1, 2, 99]))
    priced = {"qty": quantity, "price": price, "totalPrice": str(total)}
    order = an_order(**PARTIES, **PAID)
    listed = a_list(**PARTIES, **CARRIED, agentCode=AGENT, assureCode=AGENT)
    measured = {"gcode": code, "qty1": draw(WITHIN), "unit1": unit, "qty2": draw(WITHIN), "unit2": "036"}
    ordered = [order["lines"][0] | priced | {"gnum": gnum} for gnum in range(1, lines + 1)]
    declared = [listed["lines"][0] | priced | measured | {"gnum": gnum} for gnum in range(1, lines + 1)]
    order |= {"goodsValue": str(total * lines), "taxTotal": tax, "freight": "0", "discount": "0", "lines": ordered}
    order["acturalPaid"] = str(total * (lines - 1) + paid)
    listed |= {"freight": freight, "insuredFee": insurance, "grossWeight": weight, "netWeight": weight}
    listed["lines"] = declared
    payment = a_payment(ebpCode=PLATFORM, **PAID, amountPaid=order["acturalPaid"])
    waybill = a_waybill(**CARRIED, freight=freight, insuredFee=insurance, weight=weight)
    papers = {"order": order, "payment": payment, "waybill": waybill, "list": listed}
    for _ in range(draw(st.sampled_from([0, 0, 0, 1, 2]))):
        spoil(draw, papers)
    return list(papers.values())


def spoil(draw: st.DrawFn, papers: dict[str, Paper]) -> None:
    """Replace one figure of one document by an edge of its field."""
    kind = draw(st.sampled_from(sorted(papers)))
    paper = papers[kind]
    if kind in LINE_FIGURES and draw(st.booleans()):
        name = draw(st.sampled_from(LINE_FIGURES[kind]))
        paper["lines"] = [*paper["lines"][:-1], paper["lines"][-1] | {name: draw(EDGES)}]
    else:
        paper[draw(st.sampled_from(FIGURES[kind]))] = draw(EDGES)


def rounded(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal(LEAST), ROUND_HALF_UP)


def records(papers: list[Paper]) -> list[Any]:
    """Return what the gateway publishes of documents; one that does not pass the form is left out."""
    parsed = [read_json(as_json(paper), Senders(AGENT, None), Limits())[0] for paper in papers]
    passed = [item for item in parsed if isinstance(item, Item)]
    return [
        codec.decode(message.value or b"")
        for number, item in enumerate(passed)
        for message in prepare(
            [item], Reservation(f"{number:032}", "test", None, b"", TEN_O_CLOCK, 0, EVERYTHING), keys()
        ).messages
    ]


def world() -> World:
    made = a_world()
    made.register("customs.clearance", a_listed_code("22083000"))
    return made


def worst() -> list[Paper]:
    """The parcel that blocked its number: freight at the edge of 64 bits on list and waybill."""
    freight = {"freight": "92233720368547.75"}
    return [
        an_order(**PARTIES, **PAID),
        a_payment(ebpCode=PLATFORM, **PAID),
        a_waybill(**CARRIED, **freight),
        a_list(**PARTIES, **CARRIED, agentCode=AGENT, assureCode=AGENT, **freight),
    ]


@given(parcels())
@example(worst())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_whatever_figures_pass_the_form_end_in_a_verdict(papers: list[Paper]) -> None:
    spine, documents = world(), records(papers)
    submit(spine, documents)
    spine.run()
    assert said(violations(spine, len(documents))) == ""
    for day in (1, 2, 3):
        spine.tick(TEN_O_CLOCK + day * DAY_MS)
        spine.run()
    assert said((*violations(spine, len(documents)), *open_ends(spine))) == ""
