"""The comparison of outcomes with the plan: it must notice whatever comes out otherwise."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from simulator import day
from simulator.case import Case, Step, Tax
from simulator.day import Sent
from simulator.officers import action_on
from simulator.sampling import ALERTED, SAMPLED, Expectation
from simulator.tariff import Tariff
from simulator.world import world
from yidian.answers import Document, Item, Reason, Receipt, Submitted, TaxBill
from yidian.demo.book import Book
from yidian.demo.check import E5, Difference, differences, is_settled

KEY = b"sixteen characters of a key"


@pytest.fixture
def cases() -> tuple[Case, ...]:
    return day.generate(world(), parcels=day.fewest() + 40)


def of(cases: Sequence[Case], plant: str) -> Case:
    return next(case for case in cases if case.plant == plant)


class Told:
    """A book filled by hand: submissions in one batch, receipts as customs would give them."""

    def __init__(self, *cases: Case) -> None:
        self.book = Book()
        self._count = 0
        sent = [Sent(case, step) for case in cases for step in case.steps]
        items = tuple(
            Item(row=place, outcome="received", document_id=f"{id(item.step.document):x}")
            for place, item in enumerate(sent, 1)
        )
        self.book.enter(sent, Submitted(batch_id="b", items=items))
        self._places = {id(item.step): place for place, item in enumerate(sent)}

    def verdict(self, step: Step, verdict: str, status: str, *codes: str) -> None:
        self._receive(step, status, codes, verdict=verdict, batch_id="b", batch_index=self._places[id(step)])

    def status(self, step: Step, status: str, *codes: str, at_ms: int = 1, declaration_id: str = "d") -> None:
        self._receive(step, status, codes, at_ms=at_ms, declaration_id=declaration_id)

    def bill(self, case: Case, *, duty: int = 0, consumption: int = 0, vat: int | None = None) -> None:
        """Issue the tax bill that is due, or another; amounts in cents."""
        due = Tariff().due(case) if vat is None else Tax(*(Decimal(cents) / 100 for cents in (duty, consumption, vat)))
        self._count += 1
        number = f"B{self._count}"
        duty_e5, consumption_e5, vat_e5 = (int(tax * E5) for tax in due)
        bill = TaxBill(
            bill_no=number,
            status="GENERATED",
            duty_cny_e5=duty_e5,
            consumption_tax_cny_e5=consumption_e5,
            vat_cny_e5=vat_e5,
        )
        self.tell(bill, number, declaration_id=self.book.declaration_id(case) or "d")

    def tell(self, bill: TaxBill, receipt_id: str, *, declaration_id: str = "d") -> None:
        """Tell of a tax bill."""
        told = Receipt(
            receipt_id=receipt_id,
            document=Document(document_type="IMPORT_LIST", document_id="another"),
            return_status="1",
            declaration_id=declaration_id,
            tax_bill=bill,
        )
        self.book.take([told])

    def released(self, case: Case, *, at_ms: int = 1) -> None:
        """Release the first list of a case and issue its tax bill."""
        self.status(case.steps[3], "800", at_ms=at_ms, declaration_id=released_id(case))
        self.bill(case)

    def _receive(self, step: Step, status: str, codes: Sequence[str], *, at_ms: int = 1, **more: object) -> None:
        self._count += 1
        document = Document(document_type="IMPORT_LIST", document_id=f"{id(step.document):x}")
        reasons = tuple(Reason(code=code) for code in codes)
        plain = {"receipt_id": str(self._count), "document": document, "return_status": status, "reasons": reasons}
        self.book.take([Receipt(**plain, return_at_ms=at_ms, **more)])  # type: ignore[arg-type]

    def recorded(self, case: Case) -> None:
        for step in case.steps:
            self.verdict(step, "ACCEPTED", "2")


def compared(told: Told, *cases: Case) -> list[Difference]:
    return differences(cases, told.book, Expectation(KEY))


def released_id(case: Case) -> str:
    """Return a declaration id that the draw does not hit."""
    expectation = Expectation(KEY)
    return next(name for name in (f"d{n}" for n in range(100)) if expectation.code(case, name) is None)


def test_what_comes_out_as_planned_makes_no_difference(cases: tuple[Case, ...]) -> None:
    case = of(cases, "sound")
    told = Told(case)
    told.recorded(case)
    told.released(case)
    assert compared(told, case) == []
    assert is_settled(case, told.book)


def test_a_release_of_what_must_be_refused_is_noticed(cases: tuple[Case, ...]) -> None:
    case = of(cases, "payer-differs")
    told = Told(case)
    told.recorded(case)
    told.released(case)
    assert [(difference.expected, difference.actual) for difference in compared(told, case)] == [("100 1327", "800")]


def test_a_refusal_for_another_reason_is_noticed(cases: tuple[Case, ...]) -> None:
    case = of(cases, "payer-differs")
    told = Told(case)
    told.recorded(case)
    told.status(case.steps[3], "100", "1327", "1322")
    assert [difference.actual for difference in compared(told, case)] == ["100 1322 1327"]


def test_a_document_without_answer_is_noticed(cases: tuple[Case, ...]) -> None:
    case = of(cases, "sound")
    told = Told(case)
    for step in case.steps[1:]:
        told.verdict(step, "ACCEPTED", "2")
    told.released(case)
    assert [(found.what, found.actual) for found in compared(told, case)] == [("import-order", "no answer")]


def test_a_status_that_is_read_before_the_recording_still_counts(cases: tuple[Case, ...]) -> None:
    case = of(cases, "payer-differs")
    told = Told(case)
    told.status(case.steps[3], "100", "1327")
    told.recorded(case)
    assert compared(told, case) == []


def test_a_sample_that_was_not_drawn_and_one_that_was_missed_are_noticed(cases: tuple[Case, ...]) -> None:
    case = of(cases, "sound")
    expectation = Expectation(KEY)
    told = Told(case)
    told.recorded(case)
    told.status(case.steps[3], "500", SAMPLED, declaration_id=released_id(case))
    told.released(case, at_ms=2)
    assert [(found.expected, found.actual) for found in compared(told, case)] == [("passes", SAMPLED)]
    drawn = next(name for name in (f"d{n}" for n in range(10_000)) if expectation.code(case, name) == SAMPLED)
    missed = Told(case)
    missed.recorded(case)
    missed.status(case.steps[3], "800", declaration_id=drawn)
    missed.bill(case)
    assert [(found.expected, found.actual) for found in compared(missed, case)] == [(SAMPLED, "passed")]


@pytest.mark.parametrize(
    ("statuses", "fair"), [(("800", "-621018"), True), (("-621018", "800"), True), (("800", "800"), False)]
)
def test_a_contest_is_compared_as_a_set(cases: tuple[Case, ...], statuses: tuple[str, str], fair: bool) -> None:
    rivals = [case for case in cases if case.contest]
    told = Told(*rivals)
    for case, status in zip(rivals, statuses, strict=True):
        told.recorded(case)
        if status == "800":
            told.released(case)
        else:
            told.status(case.steps[3], status, status, declaration_id="the loser")
    assert (compared(told, *rivals) == []) is fair


def test_alerts_hold_every_parcel_and_officers_act_as_planned(cases: tuple[Case, ...]) -> None:
    expectation = Expectation(KEY)
    shipped, sound = of(cases, "alert-shipped-back"), of(cases, "sound")
    assert {expectation.code(shipped, f"d{n}") for n in range(20)} == {ALERTED}
    assert action_on(shipped, "inspection", ALERTED) == "SHIP_BACK"
    assert action_on(sound, "inspection", SAMPLED) == "RELEASE"
    assert action_on(of(cases, "licence-overlooked"), "forex", "99401") == "RELEASE"
    assert action_on(of(cases, "licence-expired"), "forex", "99401") is None


def test_a_stricter_grade_is_drawn_more_often(cases: tuple[Case, ...]) -> None:
    expectation = Expectation(KEY)
    by_grade: dict[str, Case] = {expectation.grade(case): case for case in cases if case.plant == "sound"}
    drawn = {
        grade: sum(expectation.code(case, f"d{n}") is not None for n in range(3000)) for grade, case in by_grade.items()
    }
    grades = sorted(drawn)
    assert len(grades) >= 2
    assert [drawn[grade] for grade in grades] == sorted(drawn.values())


def test_a_release_without_its_tax_bill_is_not_settled_and_is_noticed(cases: tuple[Case, ...]) -> None:
    case = of(cases, "sound")
    told = Told(case)
    told.recorded(case)
    told.status(case.steps[3], "800", declaration_id=released_id(case))
    assert not is_settled(case, told.book)
    assert [(found.what, found.actual) for found in compared(told, case)] == [("tax bill", "none")]


def test_a_tax_bill_of_another_amount_is_noticed(cases: tuple[Case, ...]) -> None:
    case = of(cases, "cosmetics-at")
    told = Told(case)
    told.recorded(case)
    told.status(case.steps[3], "800", declaration_id=released_id(case))
    told.bill(case, consumption=2470, vat=2141)
    assert [(found.what, found.expected) for found in compared(told, case)] == [
        ("tax bill", "duty 0.00 consumption 24.71 VAT 21.41")
    ]


def test_a_tax_bill_for_what_is_not_released_is_noticed(cases: tuple[Case, ...]) -> None:
    case = of(cases, "payer-differs")
    told = Told(case)
    told.recorded(case)
    told.status(case.steps[3], "100", "1327")
    told.bill(case, vat=1)
    assert [(found.what, found.expected) for found in compared(told, case)] == [("tax bill", "none")]


def test_the_same_tax_bill_told_twice_is_one(cases: tuple[Case, ...]) -> None:
    case = of(cases, "cosmetics-at")
    told = Told(case)
    told.recorded(case)
    told.released(case)
    (bill,) = told.book.bills(case)
    told.tell(bill, "later", declaration_id=released_id(case))
    assert compared(told, case) == []


def test_a_release_that_skipped_the_hold_on_its_way_is_noticed(cases: tuple[Case, ...]) -> None:
    case = of(cases, "guarantee-topped-up")
    told = Told(case)
    told.recorded(case)
    told.released(case, at_ms=2)
    assert [(found.what, found.actual) for found in compared(told, case)] == [("on the way", "never stood so")]
    told.status(case.steps[3], "300", "99301", declaration_id=released_id(case))
    assert compared(told, case) == []
    assert is_settled(case, told.book)


def test_a_hold_counts_as_stood_when_a_sample_was_drawn_too(cases: tuple[Case, ...]) -> None:
    case = of(cases, "licence-overlooked")
    told = Told(case)
    told.recorded(case)
    told.status(case.steps[3], "500", "99401", SAMPLED)
    assert case.passes is not None
    assert told.book.has_stood(case, case.passes)
