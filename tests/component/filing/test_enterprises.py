"""The processor `filing.enterprises` in memory: filings in, verdicts and standings out."""

from collections.abc import Sequence
from typing import Any

import pytest

from contracts import topics
from contracts.common import Operation, RuleResult, Verdict
from contracts.customs import EnterpriseRegistered
from contracts.filing import FilingJudged, QualificationRecorded, QualificationStatus
from contracts.filing_enterprises import EnterpriseOnFile
from contracts.trade import EnterpriseFilingSubmitted, SubjectKind
from filing.enterprises.processor import ENTERPRISES
from mesh.declared.dates import DAY_MS, china_midnight_ms
from mesh.testing.bench import Bench
from tests.support.agency.declarations import an_entry
from tests.support.customs.builders import TEN_O_CLOCK
from tests.support.filing.builders import AHEAD, CODE, DAY, a_filing, asking

CHANGE, DELETE = Operation.CHANGE, Operation.DELETE
ASKED, GRANTED = QualificationStatus.ASKED, QualificationStatus.GRANTED
EXPIRED, WITHDRAWN = QualificationStatus.EXPIRED, QualificationStatus.WITHDRAWN
LATER = {"accepted_at_ms": TEN_O_CLOCK + 3_600_000, "app_time": "20241111105900"}
MIDNIGHT = china_midnight_ms("2024-11-12")


def a_bench(*entries: Any) -> Bench:
    return Bench(ENTERPRISES, registers=(AHEAD, *entries))


def file(bench: Bench, filing: EnterpriseFilingSubmitted, **sent: Any) -> list[Any]:
    """Submit a filing and return what was published; nothing is parked."""
    key = filing.enterprise_code.encode()
    emitted = bench.send(topics.TRADE_FILINGS, filing, key=key, at_ms=filing.accepted_at_ms, **sent)
    assert bench.parked() == []
    for emit in emitted:
        if isinstance(emit.record, QualificationRecorded):
            assert (emit.topic, emit.key) == (topics.FILING_QUALIFICATIONS, f"{CODE}/{emit.record.agency}".encode())
        else:
            assert (emit.topic, emit.key) == (topics.FILING_DOCUMENTS, key)
    return [emit.record for emit in emitted]


def tick(bench: Bench, at_ms: int) -> list[Any]:
    """Let the clock reach an instant and return what was published."""
    return [emit.record for emit in bench.tick(at_ms)]


def answer(published: Sequence[Any]) -> tuple[Verdict, str]:
    """Return verdict and status of the only answer."""
    (judged,) = [record.judgement for record in published if isinstance(record, FilingJudged)]
    return judged.verdict, judged.return_status


def standings(published: Sequence[Any]) -> dict[str, QualificationStatus]:
    """Return by agency the standings that were published."""
    told = [record for record in published if isinstance(record, QualificationRecorded)]
    return {record.agency: record.status for record in told}


def test_a_filing_is_recorded_and_each_agency_that_it_asks_told() -> None:
    published = file(a_bench(), a_filing(asking("customs"), asking("tax")))
    assert answer(published) == (Verdict.ACCEPTED, "2")
    assert standings(published) == {"customs": ASKED, "tax": ASKED}
    judged = published[0].judgement
    assert [rule.rule_id for rule in judged.rules] == [f"FIL-{number:02}" for number in range(2, 14)]
    assert (judged.document.issuer_code, judged.document.number, judged.order_no) == (CODE, CODE, "")


def test_a_register_that_knows_the_enterprise_grants_at_once() -> None:
    published = file(a_bench(an_entry(EnterpriseRegistered, CODE)), a_filing(asking("customs"), asking("tax")))
    assert standings(published) == {"customs": GRANTED, "tax": ASKED}


def test_a_rejected_filing_tells_no_agency() -> None:
    published = file(a_bench(), a_filing(unified_code="0" * 17 + "1"))
    assert answer(published) == (Verdict.REJECTED, "-99802")
    assert standings(published) == {}


@pytest.mark.parametrize("operation", [CHANGE, DELETE])
def test_what_is_not_on_file_cannot_be_changed_or_deleted(operation: Operation) -> None:
    assert answer(file(a_bench(), a_filing(operation=operation))) == (Verdict.REJECTED, "-99812")


def test_fil_01_a_repetition_passes_with_the_answer_of_its_original_and_tells_nobody_again() -> None:
    bench = a_bench()
    file(bench, a_filing())
    published = file(bench, a_filing())
    assert answer(published) == (Verdict.DUPLICATE, "2")
    assert standings(published) == {}
    assert [(rule.rule_id, rule.result) for rule in published[0].judgement.rules] == [("FIL-01", RuleResult.PASSED)]


def test_fil_01_other_content_is_no_repetition() -> None:
    bench = a_bench()
    file(bench, a_filing())
    assert answer(file(bench, a_filing(enterprise_name="样例二号"))) == (Verdict.REJECTED, "-99812")


def test_an_event_that_comes_again_says_nothing() -> None:
    bench = a_bench()
    file(bench, a_filing(), cause_id="event-1")
    assert file(bench, a_filing(), cause_id="event-1") == []


def test_a_draft_is_answered_and_does_not_count() -> None:
    bench = a_bench()
    published = file(bench, a_filing(draft=True))
    assert (answer(published), standings(published)) == ((Verdict.ACCEPTED, "1"), {})
    assert answer(file(bench, a_filing())) == (Verdict.ACCEPTED, "2")


def test_a_change_tells_one_agency_more_and_withdraws_whom_it_asks_no_more() -> None:
    bench = a_bench()
    file(bench, a_filing(asking("customs"), asking("forex")))
    published = file(bench, a_filing(asking("customs"), asking("tax"), operation=CHANGE, **LATER))
    assert answer(published) == (Verdict.ACCEPTED, "2")
    assert standings(published) == {"customs": ASKED, "tax": ASKED, "forex": WITHDRAWN}


def test_a_change_is_seen_in_every_standing() -> None:
    bench = a_bench()
    file(bench, a_filing())
    changed = a_filing(operation=CHANGE, subject_kind=SubjectKind.SERVICE, **LATER)
    (told,) = [record for record in file(bench, changed) if isinstance(record, QualificationRecorded)]
    assert (told.subject_kind, told.document_id, told.since) == (SubjectKind.SERVICE, changed.document_id, DAY)


def test_a_change_by_another_is_rejected_and_what_counts_stays() -> None:
    bench = a_bench()
    file(bench, a_filing())
    published = file(bench, a_filing(asking("tax"), operation=CHANGE, sender_code="9901180041", **LATER))
    assert (answer(published), standings(published)) == ((Verdict.REJECTED, "-99813"), {})
    on_file = bench.get(EnterpriseOnFile, CODE)
    assert on_file is not None
    assert (on_file.sender_code, [one.agency for one in on_file.qualifications]) == (CODE, ["customs"])


def test_the_enterprise_changes_what_its_agent_filed() -> None:
    bench = a_bench()
    file(bench, a_filing(sender_code="9901180041"))
    assert answer(file(bench, a_filing(operation=CHANGE, **LATER))) == (Verdict.ACCEPTED, "2")


def test_an_older_change_and_one_from_the_future_are_rejected() -> None:
    bench = a_bench()
    file(bench, a_filing())
    assert answer(file(bench, a_filing(operation=CHANGE, app_time="20241111095800"))) == (Verdict.REJECTED, "-99811")
    assert answer(file(bench, a_filing(operation=CHANGE, app_time="20241111100501"))) == (Verdict.REJECTED, "-99810")


def test_a_deletion_withdraws_every_qualification_and_the_enterprise_may_file_again() -> None:
    bench = a_bench()
    file(bench, a_filing(asking("customs"), asking("tax")))
    published = file(bench, a_filing(operation=DELETE, **LATER))
    assert answer(published) == (Verdict.ACCEPTED, "2")
    assert standings(published) == {"customs": WITHDRAWN, "tax": WITHDRAWN}
    again = a_filing(asking("tax"), accepted_at_ms=TEN_O_CLOCK + 7_200_000, app_time="20241111115900")
    assert standings(file(bench, again)) == {"tax": ASKED}


def test_after_a_deletion_another_may_file_the_enterprise() -> None:
    bench = a_bench()
    file(bench, a_filing())
    file(bench, a_filing(operation=DELETE, **LATER))
    assert answer(file(bench, a_filing(sender_code="9901180041", **LATER))) == (Verdict.ACCEPTED, "2")


def test_a_register_that_comes_to_know_the_enterprise_grants_at_midnight() -> None:
    bench = a_bench()
    file(bench, a_filing(asking("customs"), asking("tax")))
    assert tick(bench, MIDNIGHT - 1) == []
    bench.registers.add(an_entry(EnterpriseRegistered, CODE, valid_from="2024-11-12", valid_to="2024-11-13"))
    (told,) = tick(bench, MIDNIGHT)
    assert (told.agency, told.status, told.since, told.register.version) == ("customs", GRANTED, "2024-11-12", 1)
    assert tick(bench, MIDNIGHT + DAY_MS) == []
    (told,) = tick(bench, MIDNIGHT + 2 * DAY_MS)
    assert (told.status, told.since, told.register) == (ASKED, "2024-11-14", None)


def test_a_filing_that_is_over_is_expired_once_and_looked_at_no_more() -> None:
    bench = a_bench()
    file(bench, a_filing(valid_to="20241112"))
    assert tick(bench, MIDNIGHT) == []
    assert standings(tick(bench, MIDNIGHT + DAY_MS)) == {"customs": EXPIRED}
    on_file = bench.get(EnterpriseOnFile, CODE)
    assert on_file is not None
    assert on_file.looks_at_ms == 0
    assert tick(bench, MIDNIGHT + 9 * DAY_MS) == []


def test_a_filing_that_is_changed_and_filed_again_is_looked_at_once_a_day() -> None:
    bench = a_bench()
    file(bench, a_filing())
    file(bench, a_filing(operation=DELETE, **LATER))
    file(bench, a_filing(asking("customs"), **LATER))
    file(bench, a_filing(asking("customs"), operation=CHANGE, enterprise_name="样例", **LATER))
    bench.registers.add(an_entry(EnterpriseRegistered, CODE, valid_from="2024-11-12"))
    assert [record.status for record in tick(bench, MIDNIGHT)] == [GRANTED]
    bench.registers.add(an_entry(EnterpriseRegistered, CODE, valid_from="2024-11-13", version=2))
    assert [record.register.version for record in tick(bench, MIDNIGHT + DAY_MS)] == [2]


def test_a_deleted_filing_is_not_looked_at() -> None:
    bench = a_bench()
    file(bench, a_filing())
    file(bench, a_filing(operation=DELETE, **LATER))
    bench.registers.add(an_entry(EnterpriseRegistered, CODE))
    assert tick(bench, MIDNIGHT) == []


def test_the_same_course_again_gives_the_same_bytes() -> None:
    def play() -> tuple[dict[bytes, bytes], list[bytes | None]]:
        bench = a_bench(an_entry(EnterpriseRegistered, CODE, valid_from="2024-11-12"))
        file(bench, a_filing(asking("customs"), asking("tax")))
        file(bench, a_filing(asking("tax"), operation=CHANGE, **LATER))
        bench.tick(MIDNIGHT)
        file(bench, a_filing(operation=DELETE, **LATER))
        return bench.state(), [record.value for record in bench.sent]

    assert play() == play()
