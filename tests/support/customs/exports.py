"""
Builders of export documents, and the processors of export in memory, wired topic to topic.

`an_order()`, `a_waybill()` and `a_list()` with the same `order_no` match each other. All data are invented.
"""

from collections import deque
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, TypeVar

from contracts import topics
from contracts.common import Decision, Effect, FindingAction, FindingRecorded, FindingRef, Judgement, Reason
from contracts.customs import (
    DeclarationCleared,
    DeclarationClosed,
    DeclarationHeld,
    DeclarationRefused,
    DeclarationReviewed,
    DeclarationWithdrawn,
    DocumentConcluded,
    DocumentJudged,
    ExportAccepted,
    Movement,
    ParcelMoved,
)
from contracts.customs_export import Case
from contracts.documents import BY_RECORD
from contracts.inspection import InspectionDecided
from contracts.trade import (
    ExportCancellationSubmitted,
    ExportListLine,
    ExportListSubmitted,
    ExportOrderLine,
    ExportOrderSubmitted,
    ExportReceiptSubmitted,
    ExportWaybillSubmitted,
)
from customs.export.case import SEPARATOR, place_of
from customs.export.processor import EXPORT
from customs.numbers.processor import NUMBERS
from customs.parcels.processor import PARCELS
from deploy.register_files import read_all
from mesh.declared.dates import china_time
from mesh.declared.keys import number_key, order_key
from mesh.declared.processor import Emit, Processor, Record
from mesh.testing.bench import Bench
from tests.support.customs.builders import AGENT, CARRIER, MERCHANT, PLATFORM, digests, sent
from tests.support.customs.registers import ENTERPRISES
from tests.support.customs.world import key_of

R = TypeVar("R")
NOON = 1_764_561_600_000
"""2025-12-01 12:00 in China, ms UTC."""
HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS
USD, CNY = "502", "142"
PROCESSORS: tuple[Processor, ...] = (EXPORT, PARCELS, NUMBERS)
Agencies = Callable[[ExportAccepted], Iterable[Emit]]


def a_line(kind: type[Any], gnum: int = 1, *, quantity: int = 2, price_cents: int = 1_000, **changes: Any) -> Any:
    """A line of so many T-shirts at a price in cents, of an order or of a list."""
    fields: dict[str, Any] = {
        "gnum": gnum,
        "item_no": f"SKU-{gnum}",
        "item_name": "棉制T恤衫",
        "bar_code": "无",
        "unit_code": "011",
        "currency_code": USD,
        "quantity_e5": quantity * 100_000,
        "unit_price_e5": price_cents * 1_000,
        "total_price_e5": quantity * price_cents * 1_000,
    }
    if kind is ExportListLine:
        fields |= {
            "commodity_code": "6109100021",
            "goods_name": "棉制针织T恤衫",
            "specification": "种类:T恤衫|成分:棉100%",
            "destination_country_code": "502",
            "statutory_quantity_e5": quantity * 100_000,
            "statutory_unit_code": "011",
        }
    return kind(**{**fields, **changes})


def an_order(order_no: str = "EX1", **changes: Any) -> ExportOrderSubmitted:
    """An export order of two T-shirts for 20 dollars, and 3 for its carriage."""
    lines = changes.setdefault("lines", (a_line(ExportOrderLine),))
    fields = {
        "order_type": "E",
        "order_no": order_no,
        "platform_code": PLATFORM,
        "platform_name": "示例平台",
        "merchant_code": MERCHANT,
        "merchant_name": "示例电商",
        "goods_value_e5": sum(line.total_price_e5 for line in lines),
        "freight_e5": 300_000,
        "currency_code": USD,
        "sender_code": MERCHANT,
    }
    return _sent(ExportOrderSubmitted, fields, changes)  # type: ignore[no-any-return]


def a_receipt(order_no: str = "EX1", **changes: Any) -> ExportReceiptSubmitted:
    """The receipt of the payment of the default order."""
    fields = {
        "order_no": order_no,
        "platform_code": PLATFORM,
        "platform_name": "示例平台",
        "merchant_code": MERCHANT,
        "merchant_name": "示例电商",
        "payment_institution_name": "现金支付",
        "payment_no": f"P-{order_no}",
        "received_e5": 2_300_000,
        "currency_code": USD,
        "received_time": "20251201090000",
        "sender_code": MERCHANT,
    }
    return _sent(ExportReceiptSubmitted, fields, changes)  # type: ignore[no-any-return]


def a_waybill(order_no: str = "EX1", **changes: Any) -> ExportWaybillSubmitted:
    """The waybill that the default list of an order names."""
    fields = {
        "carrier_code": CARRIER,
        "carrier_name": "示例物流",
        "waybill_no": f"W-{order_no}",
        "freight_e5": 0,
        "insurance_e5": 0,
        "currency_code": CNY,
        "gross_weight_kg_e5": 60_000,
        "pack_count": 1,
        "goods_info": "T恤衫",
        "sender_code": CARRIER,
    }
    return _sent(ExportWaybillSubmitted, fields, changes)  # type: ignore[no-any-return]


def a_list(order_no: str = "EX1", **changes: Any) -> ExportListSubmitted:
    """The export list of the default order, to be consolidated."""
    fields = {
        "order_no": order_no,
        "platform_code": PLATFORM,
        "platform_name": "示例平台",
        "merchant_code": MERCHANT,
        "merchant_name": "示例电商",
        "carrier_code": CARRIER,
        "carrier_name": "示例物流",
        "waybill_no": f"W-{order_no}",
        "cop_no": f"C-{order_no}",
        "ie_flag": "E",
        "customs_code": "5141",
        "port_code": "5141",
        "export_date": "20251201",
        "statistics_flag": "B",
        "agent_code": AGENT,
        "agent_name": "示例报关",
        "owner_code": MERCHANT,
        "owner_name": "示例电商",
        "trade_mode": "9610",
        "transport_mode": "5",
        "arrival_country_code": "502",
        "destination_port_code": "USA",
        "freight_e5": 300_000,
        "freight_currency_code": USD,
        "freight_kind": "3",
        "insurance_e5": 0,
        "insurance_currency_code": CNY,
        "insurance_kind": "3",
        "packing_kind": "2",
        "pack_count": 1,
        "gross_weight_kg_e5": 60_000,
        "net_weight_kg_e5": 50_000,
        "lines": (a_line(ExportListLine),),
    }
    return _sent(ExportListSubmitted, fields, changes)  # type: ignore[no-any-return]


def a_cancellation(list_no: str, **changes: Any) -> ExportCancellationSubmitted:
    """A request of the agent to cancel a list by its number."""
    fields = {
        "customs_code": "5141",
        "cop_no": f"X-{list_no}",
        "list_no": list_no,
        "merchant_code": MERCHANT,
        "merchant_name": "示例电商",
        "agent_code": AGENT,
        "agent_name": "示例报关",
    }
    return _sent(ExportCancellationSubmitted, fields, changes)  # type: ignore[no-any-return]


def a_movement(order_no: str = "EX1", movement: Movement = Movement.READY, **changes: Any) -> ParcelMoved:
    """What a bill says of the parcel of the default list."""
    fields: dict[str, Any] = {
        "carrier_code": CARRIER,
        "waybill_no": f"W-{order_no}",
        "movement": movement,
        "bill_no": "B1",
        "moved_at_ms": NOON + HOUR_MS,
        "document_id": "part-1",
        "reasons": (),
    }
    return ParcelMoved(**{**fields, **changes})


def a_finding(case: Case, action: FindingAction = FindingAction.RELEASE) -> FindingRecorded:
    """What an officer of customs decides on the first open hold of a case."""
    return FindingRecorded(
        finding_id=f"finding-{action}",
        agency=case.holds[0].agency,
        declaration_id=case.declaration_id or "",
        revision=case.revision,
        hold_id=case.holds[0].hold_id,
        action=action,
        officer="关员01",
        authority="监管",
        reason="现场核实",
        found_at_ms=NOON + 2 * HOUR_MS,
    )


def _sent(kind: type[Any], fields: dict[str, Any], changes: dict[str, Any]) -> Any:
    at_ms = changes.get("accepted_at_ms", NOON)
    common = {
        "accepted_at_ms": NOON,
        "app_time": china_time(at_ms - 60_000),
        "person_digests": digests(name=None, person_id=None, years=(2025,)),
    }
    return sent(kind, {**common, **fields}, changes)


@cache
def registers() -> tuple[Record, ...]:
    """The registers of customs as deployed, and the invented enterprises of the builders."""
    deployed = (entry.record for entry in read_all() if entry.topic.startswith("customs."))
    return (*deployed, *ENTERPRISES)


def inspected(
    event: ExportAccepted, effect: Effect = Effect.PASS, finding: FindingRef | None = None
) -> tuple[Emit, ...]:
    """What inspection decides on an export."""
    why = Reason(code="99900", rule_id="TEST-inspection", text_zh="查验", text_en="inspection")
    subject = event.subject
    decision = Decision(
        declaration_id=subject.declaration_id,
        revision=subject.revision,
        effect=effect,
        reasons=() if effect is Effect.PASS else (why,),
        rules=(),
        rules_version="1",
        registers=(),
        hold_id=f"inspection-{subject.declaration_id}" if effect is Effect.HOLD else None,
        finding=finding,
    )
    decided = InspectionDecided(decision=decision, grade="A", release_mode="direct", sampled=effect is Effect.HOLD)
    return (Emit(topics.INSPECTION_DECISIONS, order_key(subject.order_no).encode(), decided),)


class ExportWorld:
    """
    The processors of export and whoever decides with them. `seen` is every event published, in order.

    entries: of registers, besides those of customs.
    """

    def __init__(
        self,
        agencies: Agencies = inspected,
        processors: Iterable[Processor] = PROCESSORS,
        entries: Iterable[Record] = (),
    ) -> None:
        self.agencies = agencies
        self.now_ms = NOON
        known = (*registers(), *entries)
        self.benches = {each.name: Bench(each, registers=known) for each in processors}
        self.seen: list[Emit] = []

    def submit(self, *documents: Any) -> list[Any]:
        """Submit documents one after the other, let everything come to rest, and return the records published."""
        before = len(self.seen)
        for document in documents:
            self.now_ms = max(self.now_ms, document.accepted_at_ms)
            self.publish(Emit(BY_RECORD[type(document)].topic, key_of(document), document))
        return [event.record for event in self.seen[before:]]

    def move(self, *movements: ParcelMoved) -> list[Any]:
        """Tell movements of parcels as bills do."""
        before = len(self.seen)
        for each in movements:
            key = number_key("WAYBILL", each.carrier_code, each.waybill_no).encode()
            self.publish(Emit(topics.CUSTOMS_MOVEMENTS, key, each))
        return [event.record for event in self.seen[before:]]

    def find(self, order_no: str = "EX1", action: FindingAction = FindingAction.RELEASE) -> list[Any]:
        """Let an officer decide on the first open hold of a case, and return the records published."""
        before = len(self.seen)
        finding = a_finding(self.case(order_no), action)
        self.publish(Emit(topics.CUSTOMS_FINDINGS, order_key(order_no).encode(), finding))
        return [event.record for event in self.seen[before:]]

    def publish(self, *events: Emit) -> None:
        """Publish events and let everything come to rest."""
        waiting = deque(events)
        while waiting:
            waiting += self.step(waiting.popleft())

    def step(self, event: Emit) -> list[Emit]:
        """Let everyone who reads an event work it, and return what they publish."""
        caused: list[Emit] = []
        for bench in self.benches.values():
            if any(event.topic == route.topic for route in bench.processor.routes):
                caused += self._noted(bench.send(event.topic, event.record, key=event.key, at_ms=self.now_ms))
        if isinstance(event.record, ExportAccepted):
            caused += self.agencies(event.record)
        return caused

    def tick(self, at_ms: int) -> list[Any]:
        """Let time reach an instant and everything come to rest."""
        before = len(self.seen)
        self.now_ms = at_ms
        for bench in self.benches.values():
            if bench.processor.on_wake is not None:
                self.publish(*self._noted(bench.tick(at_ms)))
        return [event.record for event in self.seen[before:]]

    def _noted(self, events: list[Emit]) -> list[Emit]:
        events = [event for event in events if event.topic in topics.TOPICS and ".state." not in event.topic]
        self.seen += events
        return events

    def all(self, kind: type[R]) -> list[R]:
        """Return all published records of a type."""
        return [event.record for event in self.seen if isinstance(event.record, kind)]

    def judged(self) -> list[Judgement]:
        """Return the first answer to every document, in order."""
        return [event.judgement for event in self.all(DocumentJudged)]

    def told(self) -> list[tuple[str, str, str]]:
        """Return of every answer to a document and of what became of it, type, status and first code."""
        answers = [record.judgement for record in self._records(DocumentJudged, DocumentConcluded)]
        return [
            (str(each.document.document_type), each.return_status, each.reasons[0].code if each.reasons else "")
            for each in answers
        ]

    def lifecycle(self) -> list[str]:
        """Return how the lists stood, in order: the status of every event of their lifecycle."""
        return [_status(record) for record in self._records(*_STATUSES)]

    def _records(self, *kinds: type[Any]) -> list[Any]:
        return [event.record for event in self.seen if isinstance(event.record, kinds)]

    def case(self, order_no: str = "EX1", platform: str = PLATFORM, merchant: str = MERCHANT) -> Case:
        """Return what is kept of an export."""
        key = f"{order_key(order_no)}{SEPARATOR}{place_of(platform, merchant)}"
        case = self.benches[EXPORT.name].get(Case, key)
        assert case is not None, f"no case of {order_no}"
        return case


_STATUSES: dict[type[Any], str] = {
    ExportAccepted: "120",
    DeclarationReviewed: "399",
    DeclarationHeld: "",
    DeclarationCleared: "800",
    DeclarationRefused: "",
    DeclarationWithdrawn: "withdrawn",
    DeclarationClosed: "899",
}


def _status(record: Any) -> str:
    return _STATUSES[type(record)] or record.return_status
