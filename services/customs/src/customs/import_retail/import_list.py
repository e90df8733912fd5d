"""
Import lists (CEB621): a case has one, which is what is declared. A change of it is a new revision of its declaration.

A list gets its preNo with its first answer. It lives until 100, a negative end, a withdrawal or its deletion.
"""

from typing import Final

from msgspec.structs import replace

from agency.judging import DUPLICATE, Ruling
from agency.rules import Evaluated
from contracts.common import Operation
from contracts.customs import DeclaredLine, WithdrawalCause
from contracts.customs_clearance import Declaration, ItemOffered, ListOnFile, Slot, Stage
from contracts.documents import IMPORT_LIST
from contracts.trade import ImportListSubmitted
from customs import reference
from customs.declaration import declaring, lifecycle
from customs.declaration.gathering import gather
from customs.filing import checks
from customs.filing.filed import Filed
from customs.filing.slots import with_slot
from customs.filing.submission import Filing
from customs.rules import limits
from customs.rules.documents import list as rules
from customs.rules.parties import OF_LIST
from customs.rules.state import Codes, OnRecord

WAITING: Final = Stage.WAITING
DELETE: Final = Operation.DELETE


def to_keep(declared: ImportListSubmitted) -> ListOnFile:
    """Return what is kept of a list."""
    return ListOnFile(
        document_id=declared.document_id,
        content_digest=declared.content_digest,
        sender_code=declared.sender_code,
        accepted_at_ms=declared.accepted_at_ms,
        order_no=declared.order_no,
        platform_code=declared.platform_code,
        merchant_code=declared.merchant_code,
        agent_code=declared.agent_code,
        customs_code=declared.customs_code,
        cop_no=declared.cop_no or None,
        carrier_code=declared.carrier_code,
        waybill_no=declared.waybill_no,
        guarantor_code=declared.guarantor_code,
        bonded_enterprise_code=declared.bonded_enterprise_code or None,
        trade_mode=declared.trade_mode,
        port_code=declared.port_code,
        departure_country_code=declared.departure_country_code,
        freight_cny_e5=declared.freight_cny_e5,
        insurance_cny_e5=declared.insurance_cny_e5,
        gross_weight_kg_e5=declared.gross_weight_kg_e5,
        net_weight_kg_e5=declared.net_weight_kg_e5,
        persons=declared.person_digests,
        licence_no=declared.licence_no or None,
        lines=tuple(
            [
                DeclaredLine(
                    gnum=line.gnum,
                    commodity_code=line.commodity_code,
                    origin_country_code=line.origin_country_code,
                    quantity_e5=line.quantity_e5,
                    unit_code=line.unit_code,
                    statutory_quantity_e5=line.statutory_quantity_e5,
                    statutory_unit_code=line.statutory_unit_code,
                    second_quantity_e5=line.second_quantity_e5,
                    second_unit_code=line.second_unit_code,
                    unit_price_cny_e5=line.unit_price_cny_e5,
                    total_price_cny_e5=line.total_price_cny_e5,
                    item_record_no=line.item_record_no,
                    goods_name=line.goods_name,
                    bar_code=line.bar_code,
                )
                for line in declared.lines
            ]
        ),
        items=tuple([ItemOffered(item_no=line.item_no, item_name=line.item_name) for line in declared.lines]),
    )


def _is_ended(declaration: Declaration) -> bool:
    """Whether another list may take its place: after 100, a negative end, a withdrawal or a deletion."""
    return declaration.stage is Stage.WITHDRAWN or declaration.return_status in declaring.SUBMITTED_AGAIN


def _on_record(filing: Filing) -> OnRecord:
    """Return what is on file as a list, as far as whoever sends this one has a part in it."""
    former = filing.desk.declaration(filing.case().declaration_id)
    if former is None or _means_another(filing.document, former):
        return OnRecord.NOTHING
    match filing.document.operation:
        case Operation.ADD:
            is_new = _is_ended(former) and filing.desk.declaration(_declaration_id(filing)) is None
            standing = OnRecord.NOTHING if is_new else OnRecord.FREE
        case Operation.CHANGE:
            standing = OnRecord.FREE if declaring.is_open(former) else OnRecord.ENGAGED
        case _:
            standing = OnRecord.FREE if former.stage is WAITING else OnRecord.ENGAGED
    return checks.own(filing, standing, OF_LIST)


def _means_another(document: ImportListSubmitted, declaration: Declaration) -> bool:
    """STA-02: whether a change or deletion gives another preNo or invtNo than the list has; a new list has none."""
    if document.operation is Operation.ADD:
        return False
    numbers = ((document.pre_entry_no, declaration.pre_entry_no), (document.list_no, declaration.list_no))
    return any(given and given != own for given, own in numbers)


def _declaration_id(filing: Filing) -> str:
    """Return the id of the declaration of this very document: declared before in its case, it is not declared again."""
    return lifecycle.declaration_id(filing.document.platform_code, filing.desk.key, filing.document.document_id)


def _keeps_to_single_limit(filing: Filing) -> Evaluated:
    """LIM-02 to LIM-06 on a list that is otherwise in order."""
    document: ImportListSubmitted = filing.document
    number = document.cop_no or document.order_no
    purchase = limits.Purchase(document.lines, document.freight_cny_e5, document.insurance_cny_e5, number)
    return limits.evaluate(purchase, reference.single_limit(filing.desk.registers, filing.date)).evaluated


def _pre_entry_no(filing: Filing, ruling: Ruling) -> str | None:
    """Return preNo: that of the list that lives, else the one that its case was given; its first answer gives one."""
    desk, case = filing.desk, filing.case()
    former = desk.declaration(case.declaration_id)
    if ruling.verdict is DUPLICATE:
        return case.pre_entry_no or (former.pre_entry_no if former else None)
    if former is not None and not _is_ended(former):
        return former.pre_entry_no
    if case.pre_entry_no is None:
        case = replace(case, pre_entry_no=desk.draw(f"B{filing.date.replace('-', '')}"))
        desk.put_case(case)
    return case.pre_entry_no


def _declare(filing: Filing, slot: Slot) -> None:
    """Declare a list, replace the one that is declared, or take its declaration back with a deletion."""
    desk, case = filing.desk, filing.case()
    former = desk.declaration(case.declaration_id)
    deadline = filing.document.accepted_at_ms + reference.match_deadline_ms(desk.registers, filing.date)
    if filing.document.operation is DELETE:
        papers = gather(desk.folder, case, former)
        if former is not None and papers is not None:
            declaring.cancel(desk, case, former, papers, WithdrawalCause.DELETED)
        filing.lay(slot)
    elif former is not None and not _is_ended(former):
        _change(filing, slot, former, deadline)
    else:
        assert case.pre_entry_no is not None, "a list is given its preNo with its first answer"
        declaration = _new(_declaration_id(filing), case.platform_code, case.pre_entry_no, deadline)
        slots = with_slot(case.slots, slot, is_only=True)
        case = replace(case, slots=slots, pre_entry_no=None, declaration_id=declaration.declaration_id)
        desk.put_case(case)
        desk.put_declaration(declaration)
        if not declaring.attempt(desk, case):
            desk.wake(deadline)


def _change(filing: Filing, slot: Slot, former: Declaration, deadline: int) -> None:
    """Replace the list: a new revision, which amends an accepted one, or takes it back if documents are missing now."""
    desk, platform = filing.desk, filing.document.platform_code
    papers = gather(desk.folder, desk.case(platform), former)
    was_accepted = former.stage is not WAITING
    if was_accepted and papers is not None:
        declaring.release(desk, desk.case(platform), papers, frozenset())
    filing.lay(slot)
    changed = replace(
        former,
        revision=former.revision + 1,
        stage=WAITING,
        return_status=declaring.WAITING,
        deadline_at_ms=deadline,
        sought=(),
        found_elsewhere=(),
    )
    desk.put_declaration(changed)
    if declaring.attempt(desk, desk.case(platform), amends=was_accepted):
        return
    if was_accepted and papers is not None:
        taken_back = replace(former, deadline_at_ms=deadline)
        declaring.wait_again(desk, desk.case(platform), taken_back, papers, WithdrawalCause.LIST_CHANGED)
    else:
        desk.wake(deadline)


def _new(declaration_id: str, platform: str, pre_entry_no: str, deadline_at_ms: int) -> Declaration:
    return Declaration(
        declaration_id=declaration_id,
        platform_code=platform,
        revision=1,
        stage=WAITING,
        return_status=declaring.WAITING,
        pre_entry_no=pre_entry_no,
        deadline_at_ms=deadline_at_ms,
        closes_at_ms=0,
        **declaring.UNDECIDED,
    )


LIST = Filed(
    form=IMPORT_LIST,
    codes=Codes(
        exists="-621004",
        unknown="-621011",
        engaged="-621012",
        stale="-621012",
        no_operation="-621001",
        parameters="-621001",
    ),
    book=rules.PARAMETERS,
    checks=(checks.by_itself, checks.parties_are_registered, checks.fits, _keeps_to_single_limit),
    of_deletion=(checks.fits,),
    on_record=_on_record,
    keep=to_keep,
    then=_declare,
    is_only=True,
    pre_entry_no=_pre_entry_no,
)
