"""
Whose document it is: what one enterprise declared, no other may change, delete or cancel by naming its number.

An order belongs to its merchant and platform, a list to its merchant, platform and agent; whoever handed it over may go
on with it. Payments and waybills need no such look: their own institution or carrier is part of their number.
"""

from contracts.common import Operation
from contracts.customs_clearance import ListOnFile, OrderOnFile, Slot
from contracts.trade import ImportCancellationSubmitted, ImportListSubmitted, ImportOrderSubmitted
from customs.clearance import on_file
from customs.clearance.recording import OnRecord

OF_WHAT_IS_THERE = (Operation.CHANGE, Operation.DELETE)


def own(document: ImportOrderSubmitted | ImportListSubmitted, slot: Slot | None, found: OnRecord) -> OnRecord:
    """STA-02: a change or deletion by who has no part in what is on file finds nothing there."""
    if slot is None or slot.on_file is None or document.operation not in OF_WHAT_IS_THERE:
        return found
    return found if is_of_party(document, on_file.any_of(slot.on_file)) else OnRecord.NOTHING


def is_of_party(
    document: ImportOrderSubmitted | ImportListSubmitted | ImportCancellationSubmitted, kept: on_file.OnFile
) -> bool:
    """STA-02, STA-03: it names the parties of what is on file, or its sender is one of them or handed that over."""
    match kept:
        case OrderOnFile():
            is_same = document.merchant_code == kept.merchant_code
            parties = [kept.platform_code, kept.merchant_code]
        case ListOnFile() if not isinstance(document, ImportOrderSubmitted):
            is_same = (document.merchant_code, document.agent_code) == (kept.merchant_code, kept.agent_code)
            parties = [kept.platform_code, kept.merchant_code, kept.agent_code]
        case _:
            return True
    return is_same or document.sender_code == kept.sender_code or document.sender_code in parties
