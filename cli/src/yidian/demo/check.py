"""
Every outcome against its plan: each document, each declaration, each contest, each sample, each tax bill.

The plan is in the plants, the outcomes are in the book. A difference of any kind fails the demonstration.
"""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from simulator.case import RELEASED, Case, Outcome, Tax
from simulator.sampling import Expectation
from simulator.tariff import Tariff
from yidian.answers import TaxBill
from yidian.demo.book import Book
from yidian.gateway import Gateway

INSPECTION = "500"
BEFORE_INSPECTION = ("100", "2", "1")
E5 = 100_000


class Difference(NamedTuple):
    """What came out otherwise than planned."""

    plant: str
    number: str
    what: str
    expected: str
    actual: str


def differences(cases: Sequence[Case], book: Book, expectation: Expectation) -> list[Difference]:
    """Return every difference, in the order of the cases."""
    differing = [difference for case in cases for difference in _of_documents(case, book)]
    differing += [difference for case in cases if not case.contest for difference in _of_case(case, book)]
    differing += _of_contests(cases, book)
    differing += [difference for case in cases for difference in _of_sample(case, book, expectation)]
    tariff = Tariff()
    return differing + [difference for case in cases for difference in _of_bill(case, book, tariff)]


def parked(operator: Gateway) -> list[Difference]:
    """Return a difference for every parked key: no rule may fail on anything that is sent here."""
    keys = operator.get("/v1/parked", limit=1000)["parked"]
    return [
        Difference("-", row["key"] or row["key_hex"], row["processor"], "flows", f"parked {row['code']}")
        for row in keys
    ]


def is_settled(case: Case, book: Book) -> bool:
    """Whether a case has come to where it must end, as far as it alone shows."""
    outcome = book.outcome(case)
    if outcome == RELEASED and not book.bills(case):
        return False
    if case.contest:
        return (outcome is not None and outcome.status in ("800", "100")) or bool(
            outcome and outcome.status.startswith("-")
        )
    return outcome == case.outcome and (case.passes is None or book.has_stood(case, case.passes))


def _of_documents(case: Case, book: Book) -> list[Difference]:
    differing = []
    for step in case.steps:
        answer = book.answer(step)
        if answer != step.answer:
            wanted = " ".join(filter(None, step.answer))
            got = " ".join(filter(None, answer)) if answer else "no answer"
            differing.append(Difference(case.plant, step.document["orderNo"], step.document["type"], wanted, got))
    return differing


def _of_case(case: Case, book: Book) -> list[Difference]:
    outcome, number = book.outcome(case), case.parcel.deal.order_no
    differing = []
    if outcome != case.outcome:
        differing.append(Difference(case.plant, number, "declaration", str(case.outcome), _described(outcome)))
    if case.passes is not None and not book.has_stood(case, case.passes):
        differing.append(Difference(case.plant, number, "on the way", str(case.passes), "never stood so"))
    return differing


def _of_contests(cases: Sequence[Case], book: Book) -> list[Difference]:
    """Compare the outcomes of competing cases as a set: the plan does not say which of them wins."""
    contests: dict[str, list[Case]] = {}
    for case in cases:
        if case.contest:
            contests.setdefault(case.contest, []).append(case)
    differing = []
    for rivals in contests.values():
        wanted = Counter(str(case.outcome) for case in rivals)
        got = Counter(_described(book.outcome(case)) for case in rivals)
        if wanted != got:
            numbers = ", ".join(case.parcel.deal.order_no for case in rivals)
            differing.append(Difference(rivals[0].plant, numbers, "contest", _counted(wanted), _counted(got)))
    return differing


def _of_sample(case: Case, book: Book, expectation: Expectation) -> list[Difference]:
    """Compare the holds of inspection with the draw. A declaration refused before it was joined shows nothing."""
    declaration_id, outcome = book.declaration_id(case), book.outcome(case)
    if declaration_id is None or outcome is None:
        return []
    if outcome.status in BEFORE_INSPECTION or outcome.status.startswith("-"):
        return []
    wanted = expectation.code(case, declaration_id)
    inspected = [receipt for receipt in book.list_receipts(case) if receipt.return_status == INSPECTION]
    got = sorted({code for receipt in inspected for code in receipt.codes if code.startswith("996")})
    if got == ([wanted] if wanted else []):
        return []
    return [
        Difference(case.plant, case.parcel.deal.order_no, "inspection", wanted or "passes", " ".join(got) or "passed")
    ]


def _of_bill(case: Case, book: Book, tariff: Tariff) -> list[Difference]:
    """Compare the tax bills: one for what is released, of the amounts that are due, and none for anything else."""
    wanted = []
    if book.outcome(case) == RELEASED:
        wanted.append(tariff.due(case) if case.tax is None else case.tax)
    got = [_amounts(bill) for bill in book.bills(case)]
    if got == wanted:
        return []
    return [Difference(case.plant, case.parcel.deal.order_no, "tax bill", _listed(wanted), _listed(got))]


def _amounts(bill: TaxBill) -> Tax:
    return Tax(
        *(Decimal(amount) / E5 for amount in (bill.duty_cny_e5, bill.consumption_tax_cny_e5, bill.vat_cny_e5)),
    )


def _listed(taxes: Sequence[Tax]) -> str:
    return ", ".join(f"duty {tax.duty} consumption {tax.consumption} VAT {tax.vat}" for tax in taxes) or "none"


def _described(outcome: Outcome | None) -> str:
    return "no list answered" if outcome is None else str(outcome)


def _counted(outcomes: Counter[str]) -> str:
    return ", ".join(f"{times} x {outcome}" for outcome, times in sorted(outcomes.items()))
