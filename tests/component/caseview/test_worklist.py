"""The worklist: who is due first stands at the top, filters and pages agree, and what is overdue is counted."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from sqlalchemy import Engine

from caseview.database import upsert
from caseview.fold.rows import unlisted
from caseview.queries.hold_deadlines import HOUR_MS, allowed_ms, standards
from caseview.queries.worklist import Place, Wanted, worklist
from contracts.topics import CUSTOMS_DECLARATIONS
from tests.support.caseview.databases import empty_view
from tests.support.caseview.routes import Gateway
from tests.support.caseview.topics import Topics
from tests.support.customs.builders import TEN_O_CLOCK
from tests.support.customs.lifecycle import a_hold, a_subject, accepted, cleared, held
from tests.support.edge.registers_in_memory import MemoryRegisterEntries

KNOWN = standards(MemoryRegisterEntries().of("gateway.parameters.v1"))
REASONS = (("inspection", "99601"), ("inspection", "99602"), ("forex", "99401"), ("tax", "99301"), ("tax", "99501"))
MINUTE = 60_000


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """Holds of every agency and reason, opened twenty minutes after each other."""
    made = empty_view(tmp_path)
    on = Topics()
    for number, (agency, code) in enumerate(REASONS * 3):
        order = f"WL{number:02}"
        at = TEN_O_CLOCK + number * 20 * MINUTE
        on.write(CUSTOMS_DECLARATIONS, accepted(a_subject(order)), key=order, at_ms=at)
        on.write(
            CUSTOMS_DECLARATIONS, held(a_subject(order), a_hold(f"hold-{order}", agency, code)), key=order, at_ms=at
        )
    on.write(CUSTOMS_DECLARATIONS, cleared(a_subject("WL00")), key="WL00", at_ms=TEN_O_CLOCK + 6 * HOUR_MS)
    upsert.apply(made, on.written)
    yield made
    made.dispose()


def deadlines(engine: Engine, wanted: Wanted, now_ms: int) -> list[tuple[int, str]]:
    found = worklist(engine, KNOWN, now_ms=now_ms, wanted=wanted, limit=100)
    return [(row["deadline_at_ms"], row["declaration_id"]) for row in found.rows]


def test_the_hold_due_first_stands_at_the_top(engine: Engine) -> None:
    due = deadlines(engine, Wanted(), TEN_O_CLOCK)
    assert due == sorted(due)
    assert len(due) == len(REASONS) * 3 - 1


def test_the_database_finds_the_deadlines_that_the_standard_times_say(engine: Engine) -> None:
    for row in worklist(engine, KNOWN, now_ms=TEN_O_CLOCK, wanted=Wanted(), limit=100).rows:
        allowed = allowed_ms(
            KNOWN,
            agency=row["agency"],
            code=row["code"],
            chapters=unlisted(row["chapters"]),
            opened_at_ms=row["opened_at_ms"],
        )
        assert row["deadline_at_ms"] == row["opened_at_ms"] + allowed


@pytest.mark.parametrize(
    ("agencies", "code", "overdue"),
    list(product((None, ("tax",), ("inspection", "forex"), ()), (None, "99301", "99602"), (None, True, False))),
)
def test_filters_agree_with_the_whole_list_and_with_the_counts(
    engine: Engine, agencies: tuple[str, ...] | None, code: str | None, overdue: bool | None
) -> None:
    now = TEN_O_CLOCK + 7 * HOUR_MS
    whole = worklist(engine, KNOWN, now_ms=now, wanted=Wanted(), limit=100).rows
    wanted = [
        row
        for row in whole
        if (agencies is None or row["agency"] in agencies)
        and code in (None, row["code"])
        and overdue in (None, row["deadline_at_ms"] < now)
    ]
    found = worklist(engine, KNOWN, now_ms=now, wanted=Wanted(agencies, code, overdue), limit=100)
    assert found.rows == wanted
    assert found.total == len(wanted)
    assert found.overdue == sum(row["deadline_at_ms"] < now for row in wanted)


def test_a_hold_is_overdue_after_its_deadline_and_not_at_it(engine: Engine) -> None:
    (first, *_) = deadlines(engine, Wanted(("tax",)), TEN_O_CLOCK)
    assert worklist(engine, KNOWN, now_ms=first[0], wanted=Wanted(("tax",)), limit=100).overdue == 0
    assert worklist(engine, KNOWN, now_ms=first[0] + 1, wanted=Wanted(("tax",)), limit=100).overdue == 1


def test_only_those_held_for_long_enough_are_wanted(engine: Engine) -> None:
    now = TEN_O_CLOCK + 5 * HOUR_MS
    rows = worklist(engine, KNOWN, now_ms=now, wanted=Wanted(aged_ms=2 * HOUR_MS), limit=100).rows
    assert {row["opened_at_ms"] <= now - 2 * HOUR_MS for row in rows} == {True}


def test_pages_are_the_whole_list_in_order(engine: Engine) -> None:
    whole = worklist(engine, KNOWN, now_ms=TEN_O_CLOCK, wanted=Wanted(), limit=100).rows
    pages, after = [], None
    while page := worklist(engine, KNOWN, now_ms=TEN_O_CLOCK, wanted=Wanted(), after=after, limit=4).rows:
        pages += page
        after = Place(page[-1]["deadline_at_ms"], page[-1]["declaration_id"], page[-1]["hold_id"])
    assert pages == whole


def test_counts_by_agency_and_reason_stay_whatever_is_filtered(engine: Engine) -> None:
    found = worklist(engine, KNOWN, now_ms=TEN_O_CLOCK, wanted=Wanted(code="99301"), limit=100)
    assert {(row["agency"], row["code"]): row["holds"] for row in found.counts} == {
        ("inspection", "99601"): 2,
        ("inspection", "99602"): 3,
        ("forex", "99401"): 3,
        ("tax", "99301"): 3,
        ("tax", "99501"): 3,
    }


async def test_an_officer_is_told_deadline_and_what_is_overdue(gateway: Gateway) -> None:
    answer = (await gateway.get("tax-officer", "/v1/held")).json()
    (hold,) = answer["held"]
    assert (hold["deadline_at_ms"] - hold["opened_at_ms"], hold["overdue"], answer["overdue"]) == (
        8 * HOUR_MS,
        False,
        0,
    )
    assert answer["counts"] == [{"agency": "tax", "code": "99501", "holds": 1, "overdue": 0}]


async def test_an_officer_filters_and_never_sees_another_agencys_holds(gateway: Gateway) -> None:
    for filters, total in (
        ({"agency": "tax"}, 1),
        ({"agency": "inspection"}, 0),
        ({"reason": "99501"}, 1),
        ({"reason": "99301"}, 0),
        ({"overdue": "true"}, 0),
        ({"overdue": "false"}, 1),
        ({"aged_seconds": "90"}, 1),
        ({"aged_seconds": "91"}, 0),
    ):
        assert (await gateway.get("tax-officer", "/v1/held", **filters)).json()["total"] == total, filters
    assert (await gateway.get("inspector", "/v1/held", agency="tax")).json()["total"] == 0


@pytest.mark.parametrize("wrong", [{"overdue": "yes"}, {"aged_seconds": "-1"}, {"after": "1~2"}, {"limit": "0"}])
async def test_a_wrong_filter_is_refused(gateway: Gateway, wrong: dict[str, str]) -> None:
    response = await gateway.get("tax-officer", "/v1/held", **wrong)
    assert (response.status_code, response.json()["code"]) == (400, "invalid_parameter")


async def test_without_registers_the_worklist_asks_for_patience(gateway: Gateway) -> None:
    gateway.app.state.shared.register_entries.down = True
    assert (await gateway.get("tax-officer", "/v1/held")).status_code == 503
