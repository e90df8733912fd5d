"""
Requests to consolidate (CEB701): each part is judged as it comes, and a request that is complete waits for its turn.

Parts join by declaring enterprise, merchant and number: that of the enterprise (copNo), or the one that customs gave
(sumNo). A request that was refused may be made anew under its number.
"""

from typing import Any, NamedTuple

from msgspec.structs import replace

from agency.judging import Judge, judgement
from agency.rules import Evaluated, failed, passed
from contracts import topics
from contracts.common import Judgement, Reason, Submission
from contracts.customs import DocumentJudged
from contracts.customs_consolidation import (
    Entry,
    Numbered,
    Part,
    Place,
    Request,
    RequestStage,
    Turn,
    TurnKind,
    TurnPhase,
)
from contracts.documents import CONSOLIDATION
from contracts.trade import ConsolidationSubmitted
from customs import reference
from customs.consolidation import fitting, queue
from customs.consolidation.desk import Desk, named
from customs.rules import RULES_VERSION
from customs.rules.documents.waybill_status import happened_at_ms
from customs.rules.registration import enterprises_are_registered
from customs.rules.state import check_clock
from mesh.declared.dates import SECOND_MS
from mesh.declared.processor import NOTHING, Context, Effects, State

NUMBER = "sumNo"


class OnFile(NamedTuple):
    """What is on file under the key of a part: the request that counts, the part, and whether it belongs to it."""

    key: str
    request: Request | None
    part: Part | None
    counts: bool


def submitted(state: State, event: ConsolidationSubmitted, context: Context) -> Effects:
    """Judge a part of a request; the part that completes it lets the request wait for its turn."""
    desk = Desk(state, context, context.key.decode())
    key = key_of(desk, event)
    former = desk.get(Request, key)
    request = former if former is not None and former.stage is not RequestStage.REFUSED else None
    part = desk.get(Part, key, event.part_no)
    counts = request is not None and part is not None and part.attempt == request.attempt
    on_file = OnFile(key, request, part, counts)
    judged = judge_of(desk, on_file).rule_on(event, part.submission if part is not None else None, context.cause_id)
    if judged is None:
        return NOTHING
    if judged.ruling.recorded:
        request = _joined(desk, key, event, on_file, former.attempt + 1 if former is not None else 1)
    verdict = judgement(
        CONSOLIDATION, event, judged.ruling, RULES_VERSION, request.pre_entry_no if request is not None else None
    )
    if request is not None:
        verdict = numbered(verdict, request.consolidation_no)
    desk.emit(topics.CUSTOMS_CONSOLIDATION_DOCUMENTS, DocumentJudged(judgement=verdict))
    if judged.ruling.recorded and request is not None:
        kept = Part(attempt=request.attempt, submission=judged.kept, judgement=verdict, list_nos=_in_order(desk, event))
    elif part is not None:
        kept = replace(part, submission=judged.kept)
    else:
        kept = Part(attempt=0, submission=judged.kept, judgement=None, list_nos=())
    desk.put(kept, key, event.part_no)
    return desk.effects()


def key_of(desk: Desk, event: ConsolidationSubmitted) -> str:
    """Return the key of a request among those of its merchant."""
    if event.consolidation_no is None:
        return f"{event.agent_code}|{named(event.cop_no)}"
    known = desk.get(Numbered, event.agent_code, named(event.consolidation_no))
    return known.request if known is not None else f"{event.agent_code}|{named(event.consolidation_no)}|{NUMBER}"


def judge_of(desk: Desk, on_file: OnFile) -> Judge:
    """Return how a part is judged."""

    def parties(event: ConsolidationSubmitted, _: Submission | None) -> Evaluated:
        return enterprises_are_registered(event, desk.registers, reference.date_of(event.accepted_at_ms))

    def clock(event: Any, _: Submission | None) -> Evaluated:
        date = reference.date_of(event.accepted_at_ms)
        return check_clock(event, fitting.PARAMETERS_CODE, reference.ahead_ms(desk.registers, date))

    def by_itself(event: ConsolidationSubmitted, _: Submission | None) -> Evaluated:
        return fitting.BY_ITSELF.evaluate(event)

    def once(event: ConsolidationSubmitted, _: Submission | None) -> Evaluated:
        return _evaluated("CON-02", fitting.is_once(event, is_on_file=on_file.counts))

    def parts(event: ConsolidationSubmitted, _: Submission | None) -> Evaluated:
        return _evaluated("CON-03", fitting.parts_agree(event, on_file.request))

    def lists(event: ConsolidationSubmitted, _: Submission | None) -> Evaluated:
        if event.start_time is not None:
            return Evaluated()
        found = fitting.lists_fit((line.list_no for line in event.lines), lambda list_no: unfit(desk, list_no))
        return _evaluated("CON-04", found)

    return Judge("REP-01", checks=(by_itself, parties, clock, once, parts, lists), of_deletion=(once,))


def unfit(desk: Desk, list_no: str) -> str | None:
    """Return the code that forbids to consolidate a list, or None."""
    place = desk.get(Place, named(list_no))
    entry = desk.get(Entry, place.month, place.place) if place is not None and place.month else None
    return fitting.unfit(list_no, place, entry)


def numbered(verdict: Judgement, consolidation_no: str) -> Judgement:
    """Return a verdict that repeats the number which customs gave the request."""
    repeated = tuple(
        replace(one, text=consolidation_no) if one.element == NUMBER else one for one in verdict.repeated or ()
    )
    return replace(verdict, repeated=repeated or None)


def _joined(desk: Desk, key: str, event: ConsolidationSubmitted, on_file: OnFile, attempt: int) -> Request:
    """Return the request with a part that is recorded; one that is complete now waits for its turn."""
    request = on_file.request
    if request is None:
        request = _begun(desk, event, attempt)
        desk.put(Numbered(request=key), event.agent_code, request.consolidation_no)
    request = replace(request, received=request.received + 1)
    if request.received == request.part_count:
        queue.append(desk, _turn(desk, key, request))
        request = replace(request, stage=RequestStage.WORKED)
    desk.put(request, key)
    return request


def _begun(desk: Desk, event: ConsolidationSubmitted, attempt: int) -> Request:
    day = reference.date_of(desk.context.at_ms).replace("-", "")
    return Request(
        attempt=attempt,
        stage=RequestStage.INCOMPLETE,
        consolidation_no=queue.draw(desk),
        pre_entry_no=desk.draw(f"Q{day}"),
        part_count=event.part_count,
        received=0,
        cop_no=event.cop_no,
        agent_code=event.agent_code,
        agent_name=event.agent_name,
        merchant_name=event.merchant_name,
        declarant_code=event.declarant_code,
        declarant_name=event.declarant_name,
        start_time=event.start_time,
        end_time=event.end_time,
        summary_flag=event.summary_flag,
        item_name_flag=event.item_name_flag,
    )


def _turn(desk: Desk, key: str, request: Request) -> Turn:
    """Return the consolidation for which a complete request asks. Which lists it may take is fixed now."""
    book, is_period = desk.book, request.start_time is not None
    from_ms = happened_at_ms(request.start_time or "") or 0
    until_ms = (happened_at_ms(request.end_time or "") or 0) + SECOND_MS
    first, last = reference.date_of(from_ms)[:7], reference.date_of(until_ms - 1)[:7]
    return Turn(
        kind=TurnKind.PERIOD if is_period else TurnKind.LISTS,
        phase=TurnPhase.TAKE if is_period else TurnPhase.CHECK,
        consolidation_no=request.consolidation_no,
        request=key,
        cop_no=request.cop_no,
        agent_code=request.agent_code,
        agent_name=request.agent_name,
        merchant_name=request.merchant_name,
        declarant_code=request.declarant_code,
        declarant_name=request.declarant_name,
        by_producer=request.summary_flag == fitting.BY_PRODUCER,
        by_name=request.item_name_flag == fitting.BY_NAME,
        from_ms=from_ms,
        until_ms=until_ms,
        last_entry=book.entries,
        month=max(first, book.first_month),
        last_month=min(last, book.last_month),
        part=1,
        place=1,
        open_at=0,
        drafts=0,
        reasons=(),
    )


def _in_order(desk: Desk, event: ConsolidationSubmitted) -> tuple[str, ...]:
    """Return the lists of a part in the order in which they were entered; none where a period wins."""
    if event.start_time is not None:
        return ()
    places = [(desk.need(Place, named(line.list_no)), line.list_no) for line in event.lines]
    return tuple(list_no for _, list_no in sorted(places, key=lambda at: (at[0].month, at[0].place)))


def _evaluated(rule_id: str, found: Reason | None) -> Evaluated:
    return Evaluated(passed(rule_id)) if found is None else failed(found)
