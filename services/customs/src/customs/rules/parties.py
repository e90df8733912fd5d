"""
Whose document it is: what one enterprise declared, no other may change, delete or cancel by naming its number.

An order belongs to its merchant and platform, a list to its merchant, platform and agent; whoever handed it over may go
on with it. Payments and waybills need no such look: their own institution or carrier is part of their number.
"""

from typing import Any, Final

from contracts.common import Operation

OF_ORDER: Final = ("merchant_code",)
OF_LIST: Final = ("merchant_code", "agent_code")
"""The fields of the enterprises to which a document belongs, beside its platform."""

OF_WHAT_IS_THERE = (Operation.CHANGE, Operation.DELETE)


def is_of_party(document: Any, former: Any, owners: tuple[str, ...]) -> bool:
    """
    STA-02, STA-03: it names the parties of what is on file, or its sender is one of them or handed that over.

    document: one that changes or takes back what is there. former: of what is on file. owners: `OF_ORDER` or `OF_LIST`.
    """
    if all(getattr(document, name) == getattr(former, name) for name in owners):
        return True
    parties = (former.platform_code, *[getattr(former, name) for name in owners])
    return document.sender_code == former.sender_code or document.sender_code in parties
