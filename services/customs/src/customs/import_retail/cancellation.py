"""Cancellations (CEB623): at 2, 120 or 300 a list is taken back, what was reserved is free. A case keeps the newest."""

from typing import NamedTuple

from agency.judging import DUPLICATE, Ruling, ref
from agency.reasons import listed as listed_names
from agency.reasons import particular, reason
from agency.rules import Evaluated, failed, passed
from contracts.common import RuleEvaluated, RuleResult
from contracts.customs import WithdrawalCause
from contracts.customs_clearance import Declaration, ListOnFile, Slot
from contracts.documents import IMPORT_CANCELLATION
from contracts.trade import ImportCancellationSubmitted
from customs.declaration import declaring
from customs.declaration.gathering import Papers, gather
from customs.filing import checks
from customs.filing.filed import Filed
from customs.filing.submission import Filing
from customs.rules.documents import cancellation as rules
from customs.rules.matching import common_year, is_same_person
from customs.rules.parties import OF_LIST, is_of_party
from customs.rules.state import Codes
from mesh.declared.keys import order_key

FAILED_CHECK = "-623001"
"""The published code of a cancellation that fails a check."""

AGREES = Evaluated(passed("STA-06"))
BUYER_UNKNOWN = Evaluated(
    (RuleEvaluated(rule_id="STA-06", result=RuleResult.NOTED, note=particular("buyer-not-compared").en),)
)


class Target(NamedTuple):
    """The declaration that a cancellation means, if there is one, and the list on file, unless that was deleted."""

    declaration: Declaration | None
    papers: Papers | None

    @property
    def listed(self) -> ListOnFile | None:
        """The list on file."""
        return self.papers.list if self.papers else None


def _target(filing: Filing) -> Target:
    """STA-03: find the list that a cancellation names by its own numbers and in which its sender has a part."""
    desk, document = filing.desk, filing.document
    case = filing.case()
    declaration = desk.declaration(case.declaration_id)
    papers = gather(desk.folder, case, declaration)
    listed = papers.list if papers else None
    named = declaration is not None and _names(document, declaration, listed)
    named = named and (listed is None or is_of_party(document, listed, OF_LIST))
    return Target(declaration if named else None, papers)


def _agrees(filing: Filing) -> Evaluated:
    """STA-06 on a cancellation whose list is there."""
    declaration, listed = (target := _target(filing)).declaration, target.listed
    return Evaluated() if declaration is None or listed is None else check_agreement(filing.document, listed)


def _is_cancellable(filing: Filing) -> Evaluated:
    """STA-03 on a cancellation that is otherwise in order."""
    return check_cancellable(_target(filing).declaration, filing.document.list_no)


def check_agreement(document: ImportCancellationSubmitted, listed: ListOnFile) -> Evaluated:
    """
    STA-06: what a cancellation repeats of its list is the list's (CEB623; own decision, code -623001).

    A merchant may cancel without the agent of its list. A buyer whose digests share no year with the list's cannot be
    compared: that is noted, or such a list could never be cancelled.
    """
    persons = common_year(document.person_digests, listed.persons)
    is_buyer = persons is None or is_same_person(*persons)
    repeated = (
        ("ebcCode", document.merchant_code == listed.merchant_code),
        ("agentCode", document.agent_code in (listed.agent_code, listed.merchant_code)),
        ("customsCode", document.customs_code == listed.customs_code),
        ("logisticsCode", document.carrier_code == listed.carrier_code),
        ("logisticsNo", order_key(document.waybill_no) == order_key(listed.waybill_no)),
        ("buyerName/buyerIdNumber", is_buyer),
    )
    differing = [name for name, is_so in repeated if not is_so]
    if differing:
        return failed(reason(FAILED_CHECK, "STA-06", particular("not-as-on-the-list", listed_names(differing))))
    return AGREES if persons else BUYER_UNKNOWN


def check_cancellable(declaration: Declaration | None, list_no: str) -> Evaluated:
    """STA-03: a cancellation names a list that exists (-623003) and is at 2, 120 or 300 (-623005)."""
    if declaration is None:
        return failed(reason("-623003", "STA-03", list_no))
    return (
        Evaluated(passed("STA-03")) if declaring.is_open(declaration) else failed(reason("-623005", "STA-03", list_no))
    )


def _names(document: ImportCancellationSubmitted, declaration: Declaration, listed: ListOnFile | None) -> bool:
    """
    STA-03: whether the cancellation means this list, by all the numbers that it gives.

    invtNo is the list's or, where only preNo is known, that; before the list has an invtNo, its copNo does too.
    """
    if document.pre_entry_no and document.pre_entry_no != declaration.pre_entry_no:
        return False
    if document.list_no in (declaration.list_no, declaration.pre_entry_no):
        return True
    return declaration.list_no is None and listed is not None and document.list_no == listed.cop_no


def _pre_entry_no(filing: Filing, ruling: Ruling) -> str | None:
    """Return preNo of the list that is meant; in the answer to a repetition, of the list of its case."""
    if ruling.verdict is DUPLICATE:
        former = filing.desk.declaration(filing.case().declaration_id)
    else:
        former = _target(filing).declaration
    return former.pre_entry_no if former else None


def _take_back(filing: Filing, slot: Slot) -> None:
    """End the declaration that is cancelled."""
    declaration, papers = _target(filing)
    assert declaration is not None  # `_is_cancellable` has passed: a cancellation is recorded if it means one
    if papers is not None:
        by = ref(filing.document_type, filing.document)
        declaring.cancel(filing.desk, filing.case(), declaration, papers, WithdrawalCause.CANCELLED, by)
    filing.lay(slot)


CHECKS = (checks.by_itself, checks.is_timely, _agrees, _is_cancellable)
CANCELLATION = Filed(
    form=IMPORT_CANCELLATION,
    codes=Codes(
        exists=FAILED_CHECK,
        unknown="-623003",
        engaged="-623005",
        stale=FAILED_CHECK,
        no_operation=FAILED_CHECK,
        parameters=FAILED_CHECK,
    ),
    book=rules.PARAMETERS,
    checks=CHECKS,
    of_deletion=CHECKS,
    on_record=checks.on_record,
    then=_take_back,
    is_only=True,
    pre_entry_no=_pre_entry_no,
)
