"""Builders of closed export lists and of requests to consolidate them, and customs.consolidation in memory."""

from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import Any, TypeVar

from contracts import topics
from contracts.common import Judgement
from contracts.customs import (
    CertificateIssued,
    CertificateWithdrawn,
    ConsolidationCorrected,
    DeclarationSubject,
    DocumentConcluded,
    DocumentJudged,
    ExportConsolidated,
    ExportContent,
    ExportedLine,
    ListClosed,
    ListReopened,
)
from contracts.trade import ConsolidationLine, ConsolidationSubmitted
from customs.consolidation.processor import CONSOLIDATION
from deploy.register_files import read_all
from mesh.declared.dates import china_time
from mesh.declared.processor import Emit, Record
from mesh.testing.bench import Bench
from tests.support.customs.builders import AGENT, CARRIER, MERCHANT, PLATFORM, digests, sent
from tests.support.customs.registers import REGISTERED

R = TypeVar("R", bound=Record)
SECOND_MS, DAY_MS = 1_000, 86_400_000
DECEMBER_10 = 1_765_332_000_000
"""2025-12-10 10:00 in China, ms UTC."""
YEAR_END = 1_767_196_800_000
"""2026-01-01 00:00 in China."""
JANUARY_15_ENDS = YEAR_END + 15 * DAY_MS
"""2026-01-16 00:00 in China: the end of the 15th, a Thursday."""
DEPLOYED = (
    topics.CUSTOMS_PARAMETERS,
    topics.CUSTOMS_WORKING_DAYS,
    topics.CUSTOMS_EXCHANGE_RATES,
    topics.CUSTOMS_EXPORT_CONDITIONS,
)


@cache
def registers() -> tuple[Record, ...]:
    """The parameters and days off as deployed, and the enterprises of the builders."""
    deployed = (entry.record for entry in read_all() if entry.topic in DEPLOYED)
    return (*deployed, *(record for topic, record in REGISTERED if topic == topics.CUSTOMS_ENTERPRISES))


def list_no(number: int) -> str:
    """The number that customs gave the list."""
    return f"51412025E{number:09}"


def an_exported_line(gnum: int = 1, **changes: Any) -> ExportedLine:
    """Two cotton shirts to the United States."""
    fields: dict[str, Any] = {
        "gnum": gnum,
        "commodity_code": "6109100021",
        "goods_name": "棉制针织T恤衫",
        "item_name": None,
        "destination_country_code": "502",
        "currency_code": "502",
        "quantity_e5": 200_000,
        "unit_code": "011",
        "statutory_quantity_e5": 200_000,
        "statutory_unit_code": "011",
        "second_quantity_e5": 55_000,
        "second_unit_code": "035",
        "unit_price_e5": 2_299_000,
        "total_price_e5": 4_598_000,
        "item_record_no": None,
    }
    return ExportedLine(**{**fields, **changes})


def many_lines(count: int, first: int = 1) -> tuple[ExportedLine, ...]:
    """Lines of as many commodity codes, from the first on."""
    return tuple(
        an_exported_line(at, commodity_code=f"{first + at - 1:010}", total_price_e5=1_000_000 + at)
        for at in range(1, count + 1)
    )


def a_subject(number: int, **changes: Any) -> DeclarationSubject:
    """The list with this number."""
    fields: dict[str, Any] = {
        "declaration_id": f"{number:032}",
        "revision": 1,
        "order_no": f"EX{number}",
        "platform_code": PLATFORM,
        "merchant_code": MERCHANT,
        "agent_code": AGENT,
        "customs_code": "5141",
        "cop_no": f"COP{number}",
        "pre_entry_no": f"B20251201{number:09}",
        "list_no": list_no(number),
        "documents": (),
        "repeated": None,
    }
    return DeclarationSubject(**{**fields, **changes})


def a_content(lines: Iterable[ExportedLine] = (an_exported_line(),), **changes: Any) -> ExportContent:
    """A parcel of 9610 with flag B, by air to the United States."""
    lines = tuple(lines)
    value = sum(line.total_price_e5 for line in lines)
    fields: dict[str, Any] = {
        "trade_mode": "9610",
        "order_type": "E",
        "statistics_flag": "B",
        "accepted_at_ms": DECEMBER_10 - DAY_MS,
        "acceptance_date": "2025-12-09",
        "carrier_code": CARRIER,
        "waybill_no": "EX77",
        "owner_code": MERCHANT,
        "owner_name": "广州示例贸易有限公司",
        "bonded_enterprise_code": None,
        "account_book_no": None,
        "transport_mode": "5",
        "port_code": "5141",
        "site_code": "514101",
        "bill_no": None,
        "arrival_country_code": "502",
        "currency_code": "502",
        "goods_value_e5": value,
        "goods_value_cny_e5": value,
        "gross_weight_kg_e5": 62_000,
        "net_weight_kg_e5": 55_000,
        "pack_count": 1,
        "licence_no": None,
        "lines": lines,
        "deciders": ("inspection",),
    }
    return ExportContent(**{**fields, **changes})


def a_closed_list(number: int = 1, at_ms: int = DECEMBER_10, **content: Any) -> ListClosed:
    """A list whose goods left on 10 December 2025. content: changes of it, `customs_code` and `agent_code` too."""
    subject = {name: content.pop(name) for name in ("customs_code", "agent_code", "merchant_code") if name in content}
    content.setdefault("waybill_no", f"EX77{number:08}")
    return ListClosed(subject=a_subject(number, **subject), content=a_content(**content), closed_at_ms=at_ms)


def a_request(*list_nos: str, at_ms: int = DECEMBER_10 + DAY_MS, **changes: Any) -> ConsolidationSubmitted:
    """A request of the declaring enterprise, by lists; by a period where `start_time` and `end_time` are given."""
    fields: dict[str, Any] = {
        "accepted_at_ms": at_ms,
        "person_digests": digests(name=None, person_id=None),
        "app_time": china_time(at_ms - 60_000),
        "customs_code": "5141",
        "cop_no": "SUM1",
        "pre_entry_no": None,
        "consolidation_no": None,
        "agent_code": AGENT,
        "agent_name": "示例报关",
        "merchant_code": MERCHANT,
        "merchant_name": "示例贸易",
        "declarant_code": AGENT,
        "declarant_name": "示例报关",
        "start_time": None,
        "end_time": None,
        "supervised_site_code": None,
        "summary_flag": "1",
        "item_name_flag": "0",
        "part_count": 1,
        "part_no": 1,
        "lines": tuple(ConsolidationLine(list_no=one) for one in list_nos),
    }
    return sent(ConsolidationSubmitted, fields, changes)  # type: ignore[no-any-return]


def of_december(at_ms: int = JANUARY_15_ENDS - DAY_MS, **changes: Any) -> ConsolidationSubmitted:
    """A request for all that closed in December 2025."""
    period = {"start_time": "20251201000000", "end_time": "20251231235959"}
    return a_request(at_ms=at_ms, **{**period, **changes})


class Merchant:
    """The processor in memory and one merchant; what it publishes is in `seen`."""

    def __init__(self, *more: Record, partitions: int = 4) -> None:
        self.bench = Bench(CONSOLIDATION, registers=(*registers(), *more), partitions=partitions)
        self.seen: list[Emit] = []
        self.came: list[ListClosed | ListReopened] = []

    def close(self, *events: ListClosed) -> list[Emit]:
        """Let lists close."""
        self.came += events
        return self._noted(
            emit
            for event in events
            for emit in self.bench.send(topics.CUSTOMS_CLOSED_LISTS, event, key=_key(event), at_ms=event.closed_at_ms)
        )

    def reopen(self, event: ListClosed, at_ms: int) -> list[Emit]:
        """Let the departure of a closed list be taken back."""
        taken_back = ListReopened(subject=event.subject, reopened_at_ms=at_ms)
        self.came.append(taken_back)
        return self._noted(self.bench.send(topics.CUSTOMS_CLOSED_LISTS, taken_back, key=_key(event), at_ms=at_ms))

    def submit(self, *requests: ConsolidationSubmitted, cause_id: str | None = None) -> list[Emit]:
        """Submit parts of requests, one after the other, without letting time pass."""
        return self._noted(
            emit
            for event in requests
            for emit in self.bench.send(
                topics.TRADE_CONSOLIDATIONS,
                event,
                key=event.merchant_code.encode(),
                at_ms=event.accepted_at_ms,
                cause_id=cause_id,
            )
        )

    def ask(self, *requests: ConsolidationSubmitted) -> list[Emit]:
        """Submit parts of requests and let everything come to rest."""
        begin = len(self.seen)
        self.submit(*requests)
        self.tick(max(request.accepted_at_ms for request in requests) + 2 * SECOND_MS)
        return self.seen[begin:]

    def tick(self, at_ms: int) -> list[Emit]:
        """Let the clock reach an instant."""
        return self._noted(self.bench.tick(at_ms))

    def all(self, kind: type[R]) -> list[R]:
        """Return all published records of a type."""
        return [emit.record for emit in self.seen if isinstance(emit.record, kind)]

    def answers(self) -> list[str]:
        """Return the statuses of all answers, in order."""
        return [verdict.return_status for verdict in self.verdicts()]

    def verdicts(self) -> list[Judgement]:
        """Return all verdicts, in order."""
        return [
            emit.record.judgement for emit in self.seen if isinstance(emit.record, DocumentJudged | DocumentConcluded)
        ]

    def declared(self) -> list[ExportConsolidated]:
        """Return the parts of the first results, in order."""
        return [event for event in self.all(ExportConsolidated) if event.result.entry_no is None]

    def entered(self) -> list[ExportConsolidated]:
        """Return the later results, with numbers."""
        return [event for event in self.all(ExportConsolidated) if event.result.entry_no is not None]

    def certificates(self) -> list[CertificateIssued]:
        """Return what was certified."""
        return self.all(CertificateIssued)

    def withdrawn(self) -> list[CertificateWithdrawn]:
        """Return which certificates were withdrawn."""
        return self.all(CertificateWithdrawn)

    def corrections(self) -> list[ConsolidationCorrected]:
        """Return the corrections of declarations."""
        return self.all(ConsolidationCorrected)

    def lists_told(self) -> Counter[tuple[str, int]]:
        """Return how often each goods line of a list stands in a result, by list number and line."""
        return Counter((row.list_no, row.gnum) for event in self.declared() for row in event.result.lists)

    def _noted(self, emitted: Iterable[Emit]) -> list[Emit]:
        emitted = list(emitted)
        self.seen += emitted
        assert self.bench.parked() == []
        return emitted


def _key(event: ListClosed) -> bytes:
    return event.subject.merchant_code.encode()
