"""
Every enterprise that a document names must be registered with customs in the role in which it acts (code -10102).

Checked on the day of acceptance, after the parameters and before the state of what is on file (import path). Drafts and
deletions are not checked; a cancellation names the parties of a list that was.
"""

from collections.abc import Callable
from operator import attrgetter
from typing import Any, NamedTuple

from agency.reasons import listed, reason
from agency.rules import Evaluated, failed, passed
from contracts.trade import ImportListSubmitted, ImportOrderSubmitted, ImportPaymentSubmitted, ImportWaybillSubmitted
from customs.reference import is_registered
from mesh.folding import shown
from mesh.registers import Registers


class Party(NamedTuple):
    """A field that names an enterprise: its CEB name, how to read it, the role, and whether it may be absent."""

    field: str
    read: Callable[[Any], str | None]
    role: str
    optional: bool = False


PLATFORM = Party("ebpCode", attrgetter("platform_code"), "platform")
MERCHANT = Party("ebcCode", attrgetter("merchant_code"), "merchant")
CARRIER = Party("logisticsCode", attrgetter("carrier_code"), "carrier")

PARTIES: dict[type, tuple[Party, ...]] = {
    ImportOrderSubmitted: (
        PLATFORM,
        MERCHANT,
        Party("payCode", attrgetter("payment_institution_code"), "payment", optional=True),
    ),
    ImportPaymentSubmitted: (Party("payCode", attrgetter("payment_institution_code"), "payment"), PLATFORM),
    ImportWaybillSubmitted: (CARRIER,),
    ImportListSubmitted: (
        PLATFORM,
        MERCHANT,
        CARRIER,
        Party("agentCode", attrgetter("agent_code"), "agent"),
        Party("assureCode", attrgetter("guarantor_code"), "guarantor"),
        Party("areaCode", attrgetter("bonded_enterprise_code"), "bonded", optional=True),
    ),
}
"""Which enterprises a document names, and as what."""

REGISTERED = Evaluated(passed("ENT-01"))

Named = ImportOrderSubmitted | ImportPaymentSubmitted | ImportWaybillSubmitted | ImportListSubmitted


def enterprises_are_registered(document: Named, registers: Registers, date: str) -> Evaluated:
    """ENT-01: every enterprise named is registered in its role on the day (specification 202205, code -10102)."""
    unknown = [
        f"{field}={shown(code)}"
        for field, read, role, optional in PARTIES[type(document)]
        if ((code := read(document) or "") or not optional) and not is_registered(registers, code, role, date)
    ]
    if not unknown:
        return REGISTERED
    return failed(reason("-10102", "ENT-01", listed(unknown)))
