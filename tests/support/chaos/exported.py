"""What a plain read_committed consumer sees of exports: their lifecycle, bills, declarations and certificates."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from contracts import topics
from contracts.common import Reason
from contracts.customs import (
    BillTallied,
    Certificate,
    CertificateIssued,
    CertificateUse,
    ConsolidatedLine,
    ConsolidationResult,
    DeclarationHeld,
    DeclarationRefused,
    ExportConsolidated,
    ListClosed,
    ParcelMoved,
)

READ = (
    topics.CUSTOMS_EXPORTS,
    topics.CUSTOMS_MOVEMENTS,
    topics.CUSTOMS_BILLS,
    topics.CUSTOMS_CLOSED_LISTS,
    topics.CUSTOMS_CONSOLIDATIONS,
    topics.CUSTOMS_CERTIFICATES,
)

Order = tuple[str, str]
"""Merchant and order number of an export."""
Certified = tuple[str, tuple[tuple[str, int], ...], int, tuple[CertificateUse, ...]]
"""List number, amounts by currency, gross weight and uses of a certificate."""
Sums = tuple[int, int]
"""Value and quantity, in 1/100,000."""


@dataclass(slots=True)
class Exported:
    """
    The content of the topics of exports, read to their ends, without the numbers that customs gives in turn.

    lifecycle: what became of each export, in order. movements: how often each parcel was told what. bills: how each
    stands last. closed: exports by list number. taken: list and request of what was consolidated, the request None
    where nobody asked. declared: sums by request, head of the declaration, destination, goods and currency. gross: by
    request and head. certified: how often a list got such a certificate.
    certificates: of declarations, by declaration.
    """

    lifecycle: defaultdict[Order, list[str]] = field(default_factory=lambda: defaultdict(list))
    movements: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    bills: dict[tuple[str, ...], tuple[object, ...]] = field(default_factory=dict)
    closed: dict[str, Order] = field(default_factory=dict)
    taken: list[tuple[str, str | None]] = field(default_factory=list)
    declared: dict[tuple[object, ...], Sums] = field(default_factory=dict)
    gross: Counter[tuple[object, ...]] = field(default_factory=Counter)
    certified: Counter[Certified] = field(default_factory=Counter)
    certificates: Counter[str] = field(default_factory=Counter)
    declarations: set[str] = field(default_factory=set)

    @property
    def outcome(self) -> dict[str, object]:
        """What must be the same in every run of one load."""
        return {
            "lifecycle": {order: tuple(kinds) for order, kinds in self.lifecycle.items()},
            "movements": dict(self.movements),
            "bills": self.bills,
            "closed": Counter(self.closed.values()),
            "taken": Counter((self.closed[list_no], request) for list_no, request in self.taken),
            "declared": self.declared,
            "gross": self.gross,
            "certified": {(self.closed[list_no], *rest): times for (list_no, *rest), times in self.certified.items()},
        }

    @property
    def figures(self) -> str:
        """How much there was, in words."""
        bills, lists = {(carrier, bill) for carrier, bill, _ in self.bills}, {list_no for list_no, _ in self.taken}
        certificates = sum(self.certificates.values()) + sum(self.certified.values())
        return (
            f"{len(self.closed)} closed, {len(bills)} bills, "
            f"{len(lists)} lists in {len(self.declarations)} declarations, {certificates} certificates"
        )

    def take(self, event: object) -> None:
        """Take in an event."""
        match event:
            case ParcelMoved():
                self.movements[event.waybill_no][event.movement] += 1
            case BillTallied():
                self.bills[event.carrier_code, event.bill_no, event.enterprise_code] = (
                    event.state, event.listed, event.arrived, event.differing, event.departed, event.parts_on_file,
                    event.parts_missing,
                )  # fmt: skip
            case ListClosed():
                self.closed[event.subject.list_no or ""] = event.subject.merchant_code, event.subject.order_no
            case ExportConsolidated(result=result):
                self._consolidate(result, event.cop_no, event.lines)
            case CertificateIssued(certificate=certificate):
                self._certify(certificate)
            case _:
                self._live(event)

    def _live(self, event: Any) -> None:
        reasons: Iterable[Reason] = ()
        if isinstance(event, DeclarationRefused):
            reasons = event.reasons
        elif isinstance(event, DeclarationHeld):
            reasons = [hold.reason for hold in event.holds]
        if (subject := getattr(event, "subject", None)) is not None:
            codes = sorted({reason.code for reason in reasons})
            self.lifecycle[subject.merchant_code, subject.order_no].append(" ".join((type(event).__name__, *codes)))

    def _consolidate(self, result: ConsolidationResult, request: str | None, lines: Iterable[ConsolidatedLine]) -> None:
        if result.entry_no is not None:
            return
        self.declarations.add(result.declaration_seq_no)
        self.taken += [(list_no, request) for list_no in sorted({row.list_no for row in result.lists})]
        for line in lines:
            key = request, result.head, line.destination_country_code, line.commodity_code, line.currency_code
            value, quantity = self.declared.get(key, (0, 0))
            self.declared[key] = value + line.value_e5, quantity + line.quantity_e5
        if result.part_no == 1:
            self.gross[request, result.head] += result.gross_weight_kg_e5

    def _certify(self, certificate: Certificate) -> None:
        if certificate.list_no is None:
            self.certificates[certificate.declaration_seq_no or ""] += 1
        else:
            amounts = tuple((amount.currency_code, amount.value_e5) for amount in certificate.amounts)
            self.certified[certificate.list_no, amounts, certificate.gross_weight_kg_e5, certificate.uses] += 1
