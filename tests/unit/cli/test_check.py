"""The comparison of outcomes with the plan: it must notice whatever comes out otherwise."""

from collections.abc import Sequence

import pytest

from yidian.demo.book import Book
from yidian.demo.check import Difference, differences, is_settled
from yidian.demo.officers import action_on
from yidian.demo.sampling import ALERTED, SAMPLED, Expectation
from yidian.gateway import Document, Item, Reason, Receipt, Submitted
from yidian.trade import day
from yidian.trade.case import Case, Step
from yidian.trade.day import Sent
from yidian.trade.world import world

KEY = b"sixteen characters of a key"


@pytest.fixture
def hour() -> tuple[Case, ...]:
    return day.generate(world(), parcels=90)


def of(hour: Sequence[Case], plant: str) -> Case:
    return next(case for case in hour if case.plant == plant)


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

    def _receive(self, step: Step, status: str, codes: Sequence[str], *, at_ms: int = 1, **more: object) -> None:
        self._count += 1
        document = Document(document_type="LIST", document_id=f"{id(step.document):x}")
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


def test_what_comes_out_as_planned_makes_no_difference(hour: tuple[Case, ...]) -> None:
    case = of(hour, "sound")
    told = Told(case)
    told.recorded(case)
    told.status(case.steps[3], "800", declaration_id=released_id(case))
    assert compared(told, case) == []
    assert is_settled(case, told.book)


def test_a_release_of_what_must_be_refused_is_noticed(hour: tuple[Case, ...]) -> None:
    case = of(hour, "payer-differs")
    told = Told(case)
    told.recorded(case)
    told.status(case.steps[3], "800", declaration_id=released_id(case))
    assert [(difference.expected, difference.actual) for difference in compared(told, case)] == [("100 1327", "800")]


def test_a_refusal_for_another_reason_is_noticed(hour: tuple[Case, ...]) -> None:
    case = of(hour, "payer-differs")
    told = Told(case)
    told.recorded(case)
    told.status(case.steps[3], "100", "1327", "1322")
    assert [difference.actual for difference in compared(told, case)] == ["100 1322 1327"]


def test_a_document_without_answer_is_noticed(hour: tuple[Case, ...]) -> None:
    case = of(hour, "sound")
    told = Told(case)
    for step in case.steps[1:]:
        told.verdict(step, "ACCEPTED", "2")
    told.status(case.steps[3], "800", declaration_id=released_id(case))
    assert [(found.what, found.actual) for found in compared(told, case)] == [("order", "no answer")]


def test_a_status_that_is_read_before_the_recording_still_counts(hour: tuple[Case, ...]) -> None:
    case = of(hour, "payer-differs")
    told = Told(case)
    told.status(case.steps[3], "100", "1327")
    told.recorded(case)
    assert compared(told, case) == []


def test_a_sample_that_was_not_drawn_and_one_that_was_missed_are_noticed(hour: tuple[Case, ...]) -> None:
    case = of(hour, "sound")
    expectation = Expectation(KEY)
    told = Told(case)
    told.recorded(case)
    told.status(case.steps[3], "500", SAMPLED, declaration_id=released_id(case))
    told.status(case.steps[3], "800", at_ms=2, declaration_id=released_id(case))
    assert [(found.expected, found.actual) for found in compared(told, case)] == [("passes", SAMPLED)]
    drawn = next(name for name in (f"d{n}" for n in range(10_000)) if expectation.code(case, name) == SAMPLED)
    missed = Told(case)
    missed.recorded(case)
    missed.status(case.steps[3], "800", declaration_id=drawn)
    assert [(found.expected, found.actual) for found in compared(missed, case)] == [(SAMPLED, "passed")]


@pytest.mark.parametrize(
    ("statuses", "fair"), [(("800", "100"), True), (("100", "800"), True), (("800", "800"), False)]
)
def test_a_contest_is_compared_as_a_set(hour: tuple[Case, ...], statuses: tuple[str, str], fair: bool) -> None:
    rivals = [case for case in hour if case.contest]
    told = Told(*rivals)
    for case, status in zip(rivals, statuses, strict=True):
        told.recorded(case)
        codes = ("-621018",) if status == "100" else ()
        told.status(case.steps[3], status, *codes, declaration_id=released_id(case))
    assert (compared(told, *rivals) == []) is fair


def test_alerts_hold_every_parcel_and_officers_act_as_planned(hour: tuple[Case, ...]) -> None:
    expectation = Expectation(KEY)
    shipped, sound = of(hour, "alert-shipped-back"), of(hour, "sound")
    assert {expectation.code(shipped, f"d{n}") for n in range(20)} == {ALERTED}
    assert action_on(shipped, "inspection", ALERTED) == "SHIP_BACK"
    assert action_on(sound, "inspection", SAMPLED) == "RELEASE"
    assert action_on(of(hour, "licence-overlooked"), "forex", "99401") == "RELEASE"
    assert action_on(of(hour, "licence-expired"), "forex", "99401") is None


def test_a_stricter_grade_is_drawn_more_often(hour: tuple[Case, ...]) -> None:
    expectation = Expectation(KEY)
    by_grade: dict[str, Case] = {expectation.grade(case): case for case in hour if case.plant == "sound"}
    drawn = {
        grade: sum(expectation.code(case, f"d{n}") is not None for n in range(3000)) for grade, case in by_grade.items()
    }
    grades = sorted(drawn)
    assert len(grades) >= 2
    assert [drawn[grade] for grade in grades] == sorted(drawn.values())
