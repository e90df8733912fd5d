"""
The ends that time brings: match deadline, daily closing, loose documents.

Before a list is refused at its deadline, the numbers it names are looked up, so that the reason can say that another
order holds them; never whose.
"""

from msgspec.structs import replace

from contracts.common import Effect
from contracts.customs import ClaimAction, NumberClaimAnswered, NumberKind
from contracts.customs_clearance import Case, Declaration, Stage
from customs import reference
from customs.declaration import declaring, lifecycle
from customs.declaration.gathering import Papers, gather
from customs.filing import claims, sweeping
from customs.filing.desk import Desk
from customs.import_retail.document_types import LOOSE
from customs.import_retail.missing import missing_documents, why_missing
from customs.numbers.uniqueness import DOCUMENT_TYPES
from mesh.declared.processor import Context, Effects, State, Woken


def woken(state: State, event: Woken, context: Context) -> Effects:
    """Do what has become due under an order number; a timer that is no longer meant does nothing."""
    desk = Desk(state, context, event.key)
    for case in desk.folder.cases:
        declaration = desk.declaration(case.declaration_id)
        papers = gather(desk.folder, case, declaration)
        if declaration is None or papers is None:
            continue
        if declaration.stage is Stage.WAITING and declaration.deadline_at_ms <= event.at_ms:
            _overdue(desk, case, declaration, papers)
        elif declaration.stage is Stage.CLEARED and declaration.closes_at_ms <= event.at_ms:
            declaration = replace(declaration, stage=Stage.CLOSED, return_status="899")
            desk.put_declaration(declaration)
            lifecycle.closed(desk, declaration, papers, event.at_ms)
    sweeping.sweep(desk, event.at_ms, LOOSE)
    return desk.effects()


def _overdue(desk: Desk, case: Case, declaration: Declaration, papers: Papers) -> None:
    """Refuse a list whose documents did not come in time, after a look at where the numbers it names are."""
    if declaration.sought:
        return
    sought: list[NumberKind] = []
    order, declared = papers.order, papers.list
    if papers.waybill is None:
        sought.append(NumberKind.WAYBILL)
        _look_up(desk, case, declared.document_id, NumberKind.WAYBILL, declared.carrier_code, declared.waybill_no)
    if papers.payment is None and order and order.payment_institution_code and order.payment_no:
        sought.append(NumberKind.PAYMENT)
        institution, number = order.payment_institution_code, order.payment_no
        _look_up(desk, case, declared.document_id, NumberKind.PAYMENT, institution, number)
    if sought:
        desk.put_declaration(replace(declaration, sought=tuple(sought)))
    else:
        _refuse_incomplete(desk, case, declaration, papers)


def _look_up(desk: Desk, case: Case, list_id: str, kind: NumberKind, issuer_code: str, number: str) -> None:
    claims.request(
        desk,
        ClaimAction.LOCATE,
        kind,
        issuer_code,
        number,
        document_id=list_id,
        platform_code=case.platform_code,
        at_ms=desk.context.at_ms,
    )


def located(desk: Desk, event: NumberClaimAnswered) -> None:
    """Go on with the refusal once every look-up is answered, if the list still waits for its documents."""
    for case in desk.folder.cases:
        declaration = desk.declaration(case.declaration_id)
        papers = gather(desk.folder, case, declaration)
        if declaration is None or papers is None or declaration.stage is not Stage.WAITING:
            continue
        if papers.list.document_id != event.document_id or event.kind not in declaration.sought:
            continue
        elsewhere = (event.kind,) if event.effect is Effect.REFUSE else ()
        declaration = replace(
            declaration,
            sought=tuple(kind for kind in declaration.sought if kind is not event.kind),
            found_elsewhere=declaration.found_elsewhere + elsewhere,
        )
        desk.put_declaration(declaration)
        if not declaration.sought:
            _refuse_incomplete(desk, case, declaration, papers)


def _refuse_incomplete(desk: Desk, case: Case, declaration: Declaration, papers: Papers) -> None:
    elsewhere = frozenset(DOCUMENT_TYPES[kind] for kind in declaration.found_elsewhere)
    date = reference.date_of(papers.list.accepted_at_ms)
    why = missing_documents(papers.missing(), why_missing(desk.folder, case, papers, elsewhere))
    used = reference.versions_used(desk.registers, date, reference.DEADLINE)
    declaring.refuse(desk, case, declaration, papers, why._replace(registers=used))
