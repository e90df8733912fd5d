"""What manifests reads and which step works it."""

from typing import Any

from agency.judging import judgement
from contracts import topics
from contracts.common import FindingAction
from contracts.customs import BillFinding
from contracts.customs_clearance import Serial
from contracts.customs_manifests import Bill, Page, Parcel, Part
from customs.manifests import recording, refusing, working
from customs.manifests.desk import BILL, Desk
from customs.manifests.judging import rule_on
from customs.manifests.kinds import KINDS
from customs.rules import RULES_VERSION
from customs.rules.documents.bill_parts import PARTS_MOST
from mesh.declared.keys import number_key
from mesh.declared.processor import NOTHING, Context, Effects, Processor, Route, State, Woken

POST = "POST"


def key_of(part: Any) -> str:
    """Return the key of the bill of a part; of post without one that of its internal number."""
    kind, number = (BILL, part.bill_no) if part.bill_no else (POST, part.cop_no)
    return number_key(kind, part.carrier_code, number)


def submitted(state: State, event: Any, context: Context) -> Effects:
    """Judge a part; one that is recorded changes its bill."""
    kind, at_ms = KINDS[type(event)], event.accepted_at_ms
    desk = Desk(state, context, key_of(event), event.carrier_code, at_ms)
    where = kind.document_type, kind.issuer(event), event.part_no
    refusing.refuse_now(desk, *where)
    part = desk.part(*where)
    judged = rule_on(desk, event, kind, part)
    if judged is None:
        return NOTHING
    former = part.judgement if part is not None else None
    pre_entry_no = former.pre_entry_no if former is not None else None
    if judged.ruling.recorded and pre_entry_no is None:
        pre_entry_no = desk.draw(kind.letter, at_ms)
    answer = judgement(kind.form, event, judged.ruling, RULES_VERSION, pre_entry_no)
    desk.judge(answer)
    if judged.ruling.recorded:
        recording.record(desk, event, kind, judged.kept, answer)
        working.recorded(desk, kind.document_type, kind.issuer(event), at_ms)
    elif 1 <= event.part_no <= PARTS_MOST:
        desk.put_part(*where, recording.answered(part, judged.kept))
    return _effects(desk)


def found(state: State, event: BillFinding, context: Context) -> Effects:
    """Let a bill that differs go on, once an officer has released its hold: what is listed and there is ready."""
    key = number_key(BILL, event.carrier_code, event.bill_no)
    desk, finding = Desk(state, context, key), event.finding
    if not desk.bill.held or desk.bill.released:
        return NOTHING
    if finding.action is not FindingAction.RELEASE or finding.hold_id != key:
        return NOTHING
    desk.put_bill(released=True)
    working.compare(desk, finding.found_at_ms)
    return _effects(desk)


def woken(state: State, event: Woken, context: Context) -> Effects:
    """Refuse parts whose time is up, forget an old bill, and go on; a timer that is no longer meant does nothing."""
    desk = Desk(state, context, event.key)
    if not desk.is_on_file:
        return NOTHING
    if event.at_ms == desk.bill.wakes_at_ms:
        desk.put_bill(wakes_at_ms=0)
    working.overdue(desk, event.at_ms)
    working.grow_old(desk, event.at_ms)
    return _effects(desk) if desk.is_changed else NOTHING


def _effects(desk: Desk) -> Effects:
    working.advance(desk, desk.context.at_ms)
    working.tell_standing(desk, desk.context.at_ms)
    return desk.effects()


MANIFESTS = Processor(
    name="customs.manifests",
    version=RULES_VERSION,
    state=(Bill, Part, Page, Parcel, Serial),
    registers=(topics.CUSTOMS_PARAMETERS, topics.CUSTOMS_ENTERPRISES, topics.CUSTOMS_SITES),
    routes=(
        Route(topics.TRADE_MANIFESTS, dict.fromkeys(KINDS, submitted)),
        Route(topics.CUSTOMS_BILL_FINDINGS, {BillFinding: found}),
    ),
    on_wake=woken,
    emits=(topics.CUSTOMS_MANIFEST_DOCUMENTS, topics.CUSTOMS_MOVEMENTS, topics.CUSTOMS_BILLS),
)
