"""The verdict on a part, by the kit: one counts per issuer and number of the part."""

from typing import Any, Final

from agency.judging import DUPLICATE, RECORDED, Judge, Judged, is_older
from agency.reasons import particular, reason
from agency.rules import Evaluated, failed, passed
from contracts.common import Operation, Submission
from contracts.customs_manifests import Part
from contracts.trade import ArrivalSubmitted
from customs import reference
from customs.manifests.desk import Desk
from customs.manifests.kinds import ARRIVED, DEPARTED, Kind
from customs.manifests.recording import REFUSED, frees_released, is_on_file
from customs.rules.documents.bill_parts import has_left
from customs.rules.export.registers import on_date
from customs.rules.export.sites import EXPORT, Use, assess
from customs.rules.registration import enterprises_are_registered
from customs.rules.state import Codes, OnRecord, check_clock, forbidden

NEWER, FITS, AGREES, HAS_ROOM, HAS_LEFT = (
    Evaluated(passed(rule)) for rule in ("STA-01", "STA-02", "BIL-02", "BIL-08", "BIL-09")
)
SERIES_MOST: Final = 50
"""Enterprises that send one kind of documents of a bill; ours."""


def rule_on(desk: Desk, event: Any, kind: Kind, part: Part | None) -> Judged | None:
    """
    Return the ruling on a part; None for an event that was judged before.

    BIL-03: one that is on file and comes again has a code of its own. What was rejected, was a draft or a deletion, or
    refused at the deadline gets the answer that it had.
    """
    former = part.submission if part is not None else None
    judged = _judge_of(desk, kind, part).rule_on(event, former, desk.context.cause_id)
    if judged is None or judged.ruling.verdict is not DUPLICATE:
        return judged
    if former is None or not former.counts or former.return_status != RECORDED:
        return judged
    again = reason(kind.codes.exists, "BIL-03")
    ruling = judged.ruling._replace(return_status=again.code, reasons=(again,))
    return judged._replace(ruling=ruling)


def _judge_of(desk: Desk, kind: Kind, part: Part | None) -> Judge:
    registers, codes = desk.registers, kind.codes

    def by_itself(event: Any, _: Submission | None) -> Evaluated:
        return kind.book.evaluate(event)

    def parties_are_registered(event: Any, _: Submission | None) -> Evaluated:
        return enterprises_are_registered(event, registers, reference.date_of(event.accepted_at_ms))

    def is_timely(event: Any, _: Submission | None) -> Evaluated:
        return check_clock(event, codes.parameters, _ahead_ms(desk, event))

    def left_in_time(event: Any, _: Submission | None) -> Evaluated:
        wrong = has_left(event, _ahead_ms(desk, event))
        return HAS_LEFT if wrong is None else failed(wrong)

    def is_newer(event: Any, former: Submission | None) -> Evaluated:
        is_stale = former is not None and is_older(event, former)
        return failed(reason(codes.stale, "STA-01")) if is_stale else NEWER

    def fits(event: Any, _: Submission | None) -> Evaluated:
        code = forbidden(event.operation, _on_record(desk, kind, event, part), codes)
        return FITS if code is None else failed(reason(code, "STA-02"))

    def agrees_on_count(event: Any, _: Submission | None) -> Evaluated:
        return check_count(desk, kind, event, part)

    def has_room(event: Any, _: Submission | None) -> Evaluated:
        return check_room(desk, kind, event, codes)

    def site_takes_it(event: Any, _: Submission | None) -> Evaluated:
        return check_site(desk, event)

    own = {DEPARTED: (left_in_time,), ARRIVED: (site_takes_it,)}.get(kind.document_type, ())
    return Judge(
        "BIL-03",
        checks=(
            by_itself,
            parties_are_registered,
            *own,
            is_timely,
            is_newer,
            fits,
            agrees_on_count,
            has_room,
        ),
        of_deletion=(is_timely, is_newer, fits),
    )


def check_count(desk: Desk, kind: Kind, event: Any, part: Part | None) -> Evaluated:
    """BIL-02: msgCount is that of the other parts on file of this issuer."""
    series = desk.series(kind.document_type, kind.issuer(event))
    others = series.on_file - is_on_file(part) if series is not None else 0
    if series is None or not others or event.part_count == series.part_count:
        return AGREES
    return failed(reason(kind.contradicts, "BIL-02", event.part_count, series.part_count))


def check_site(desk: Desk, arrival: ArrivalSubmitted) -> Evaluated:
    """
    SITE-01 to SITE-04: the site that an arrival names takes exports, is supervised there and run by who says so.

    An arrival that names none is not asked: the element is needed where a district has several sites. That of post
    without a bill bears the postal enterprise as operator.
    """
    if arrival.supervised_site_code is None:
        return Evaluated()
    use = Use(
        site_code=arrival.supervised_site_code,
        flow=EXPORT,
        customs_code=arrival.customs_code,
        operator_code=arrival.operator_code if arrival.bill_no else None,
    )
    return assess(use, on_date(desk.registers, reference.date_of(arrival.accepted_at_ms)))


def check_room(desk: Desk, kind: Kind, event: Any, codes: Codes) -> Evaluated:
    """BIL-08: a bill has room for so many series of a kind, so that its record cannot grow without end."""
    of_kind, issuer = kind.document_type, kind.issuer(event)
    others = [one for one in desk.bill.series if one.document_type is of_kind and one.issuer_code != issuer]
    if len(others) < SERIES_MOST:
        return HAS_ROOM
    return failed(reason(codes.parameters, "BIL-08", particular("bill-has-no-room", SERIES_MOST)))


def _on_record(desk: Desk, kind: Kind, event: Any, part: Part | None) -> OnRecord:
    if not is_on_file(part):
        return OnRecord.AT_FAULT if part is not None and part.return_status == REFUSED else OnRecord.NOTHING
    if event.operation is Operation.ADD or kind.document_type is DEPARTED:
        return OnRecord.FREE
    return OnRecord.ENGAGED if frees_released(desk, kind, event) else OnRecord.FREE


def _ahead_ms(desk: Desk, event: Any) -> int:
    return reference.ahead_ms(desk.registers, reference.date_of(event.accepted_at_ms))
