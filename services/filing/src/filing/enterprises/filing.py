"""
The steps of `filing.enterprises`: a filing is judged, and what it asks is published as it stands.

Registers change by the day, so each midnight in China the qualifications of a filing that counts are looked at again.
"""

from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from agency.judging import Judge, judgement
from agency.rules import Evaluated
from contracts import topics
from contracts.common import Operation, ParameterSet, Submission
from contracts.customs import EnterpriseRegistered
from contracts.documents import ENTERPRISE_FILING
from contracts.filing import FilingJudged, QualificationRecorded, QualificationStatus
from contracts.filing_enterprises import EnterpriseOnFile
from contracts.forex import LicenceIssued
from contracts.trade import EnterpriseFilingSubmitted
from filing.enterprises import content, qualifications, state
from mesh.declared.dates import SECOND_MS, china_date, china_midnight_ms, day_after
from mesh.declared.processor import NOTHING, Context, Effects, Emit, Output, State, WakeAt, Woken
from mesh.declared.registers import Registers

AHEAD = "app_time_ahead_seconds"
REGISTERS: dict[type[Any], str] = {
    ParameterSet: topics.FILING_PARAMETERS,
    EnterpriseRegistered: topics.CUSTOMS_ENTERPRISES,
    LicenceIssued: topics.FOREX_LICENCES,
}


def judge_under(registers: Registers, filing: EnterpriseFilingSubmitted, filed_by: str) -> Judge:
    """Return the judge of a filing on the day of its acceptance. filed_by: who transmitted what is on file."""
    ahead_ms = int(registers.need(ParameterSet, AHEAD, china_date(filing.accepted_at_ms)).value) * SECOND_MS

    def by_itself(document: Any, former: Submission | None) -> Evaluated:
        return content.BOOK.evaluate(document)

    def in_time(document: Any, former: Submission | None) -> Evaluated:
        return state.check_clock(document, ahead_ms)

    def by_whom(document: Any, former: Submission | None) -> Evaluated:
        return state.check_sender(document, filed_by)

    against_file = (in_time, state.check_order, state.check_operation, by_whom)
    return Judge("FIL-01", (by_itself, *against_file), against_file)


def filed(kept: State, filing: EnterpriseFilingSubmitted, context: Context) -> Effects:
    """Judge a filing; one that takes effect changes the qualifications of its enterprise."""
    key = context.key.decode()
    on_file = kept.get(EnterpriseOnFile, key)
    filed_by, former = (on_file.sender_code, on_file.submission) if on_file is not None else ("", None)
    judged = judge_under(context.registers, filing, filed_by).rule_on(filing, former, context.cause_id)
    if judged is None:
        return NOTHING
    verdict = judgement(ENTERPRISE_FILING, filing, judged.ruling, qualifications.RULES_VERSION)
    outputs: tuple[Output, ...] = (Emit(topics.FILING_DOCUMENTS, context.key, FilingJudged(judgement=verdict)),)
    if on_file is None:
        on_file = EnterpriseOnFile(
            submission=judged.kept, sender_code="", unified_code="", qualifications=(), looks_at_ms=0
        )
    on_file = replace(on_file, submission=judged.kept)
    if judged.ruling.recorded:
        on_file, changed = _with(on_file, filing, key, context.registers)
        outputs += changed
    return Effects(puts=((key, on_file),), outputs=outputs)


def looked_again(kept: State, woken: Woken, context: Context) -> Effects:
    """Look at the registers again, once a day, as long as a filing counts and is not over."""
    on_file = kept.get(EnterpriseOnFile, woken.key)
    if on_file is None or on_file.looks_at_ms != woken.at_ms:
        return NOTHING
    former, codes = on_file.qualifications, _codes(on_file)
    stands = qualifications.stand(former, former, context.registers, codes, china_date(woken.at_ms))
    looks_at_ms = _next_look(stands, woken.at_ms)
    wake = (WakeAt(looks_at_ms, woken.key),) if looks_at_ms else ()
    return Effects(
        puts=((woken.key, replace(on_file, qualifications=stands, looks_at_ms=looks_at_ms)),),
        outputs=(*_published([one for one in stands if one not in former]), *wake),
    )


def _with(
    on_file: EnterpriseOnFile, filing: EnterpriseFilingSubmitted, key: str, registers: Registers
) -> tuple[EnterpriseOnFile, tuple[Output, ...]]:
    """Return an enterprise with a filing that takes effect, and what is to be told."""
    former, day = on_file.qualifications, china_date(filing.accepted_at_ms)
    if filing.operation is Operation.DELETE:
        gone = qualifications.withdrawn(former, (), filing.document_id, day)
        return replace(on_file, sender_code="", qualifications=(), looks_at_ms=0), _published(gone)
    on_file = replace(on_file, sender_code=filing.sender_code, unified_code=filing.unified_code)
    codes = tuple(dict.fromkeys((filing.enterprise_code, filing.unified_code)))
    stands = qualifications.stand(qualifications.asked(filing), former, registers, codes, day)
    gone = qualifications.withdrawn(former, stands, filing.document_id, day)
    looks_at_ms = max(on_file.looks_at_ms, _next_look(stands, filing.accepted_at_ms))
    wake = (WakeAt(looks_at_ms, key),) if looks_at_ms != on_file.looks_at_ms else ()
    on_file = replace(on_file, qualifications=stands, looks_at_ms=looks_at_ms)
    return on_file, (*_published(gone), *_published(stands), *wake)


def _next_look(stands: Sequence[QualificationRecorded], at_ms: int) -> int:
    """Return the next midnight in China, or 0 if nothing is left to look at."""
    if all(one.status is QualificationStatus.EXPIRED for one in stands):
        return 0
    return china_midnight_ms(day_after(china_date(at_ms)))


def _codes(on_file: EnterpriseOnFile) -> tuple[str, ...]:
    """Return the codes under which the registers may have an enterprise."""
    named = {one.enterprise_code: None for one in on_file.qualifications} | {on_file.unified_code: None}
    return tuple(named)


def _published(told: Sequence[QualificationRecorded]) -> tuple[Output, ...]:
    return tuple(
        Emit(topics.FILING_QUALIFICATIONS, f"{one.enterprise_code}/{one.agency}".encode(), one) for one in told
    )
