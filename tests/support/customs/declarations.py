"""Builders of export declarations, and a merchant that submits them to customs.consolidation in memory."""

from typing import Any

from contracts import topics
from contracts.common import Judgement
from contracts.customs import CertificateIssued, DocumentJudged, ExportDeclarationOnFile
from contracts.trade import ExportDeclarationLine, ExportDeclarationSubmitted
from mesh.declared.dates import china_time
from mesh.declared.processor import Emit
from tests.support.customs.builders import AGENT, MERCHANT, digests, sent
from tests.support.customs.consolidation import DAY_MS, DECEMBER_10, Merchant

ENTRY_NO = "514120250001234567"
ACCEPTED = DECEMBER_10 + DAY_MS
"""2025-12-11 10:00 in China: a day after the goods of the default declaration have left."""


def a_declared_line(gnum: int = 1, **changes: Any) -> ExportDeclarationLine:
    """A thousand cotton shirts to the United States at 10 dollars."""
    fields: dict[str, Any] = {
        "gnum": gnum,
        "commodity_code": "6109100021",
        "goods_name": "棉制针织T恤衫",
        "destination_country_code": "502",
        "currency_code": "502",
        "quantity_e5": 100_000_000,
        "unit_code": "011",
        "statutory_quantity_e5": 100_000_000,
        "statutory_unit_code": "011",
        "second_quantity_e5": 15_000_000,
        "second_unit_code": "035",
        "unit_price_e5": 1_000_000,
        "value_e5": 1_000_000_000,
    }
    return ExportDeclarationLine(**{**fields, **changes})


def a_declaration(at_ms: int = ACCEPTED, **changes: Any) -> ExportDeclarationSubmitted:
    """A direct export between enterprises (9710) that left on 10 December 2025 at 10:00 in China."""
    fields: dict[str, Any] = {
        "accepted_at_ms": at_ms,
        "person_digests": digests(name=None, person_id=None),
        "app_time": china_time(at_ms - 60_000),
        "customs_code": "5141",
        "entry_no": ENTRY_NO,
        "trade_mode": "9710",
        "order_no": "B2B1",
        "agent_code": AGENT,
        "agent_name": "示例报关",
        "merchant_code": MERCHANT,
        "merchant_name": "示例贸易",
        "gross_weight_kg_e5": 20_000_000,
        "net_weight_kg_e5": 15_000_000,
        "departed_at": china_time(DECEMBER_10),
        "lines": (a_declared_line(),),
    }
    return sent(ExportDeclarationSubmitted, fields, changes)  # type: ignore[no-any-return]


class Declaring(Merchant):
    """A merchant that has its export declarations recorded."""

    def declare(self, *declarations: ExportDeclarationSubmitted, cause_id: str | None = None) -> list[str]:
        """Submit declarations, one after the other; return the answers."""
        begin = len(self.seen)
        for event in declarations:
            self._noted(
                self.bench.send(
                    topics.TRADE_CONSOLIDATIONS,
                    event,
                    key=event.merchant_code.encode(),
                    at_ms=event.accepted_at_ms,
                    cause_id=cause_id,
                )
            )
        return [verdict.return_status for verdict in judged(self.seen[begin:])]

    def standings(self) -> list[ExportDeclarationOnFile]:
        """Return how declarations were told to stand, in order."""
        return self.all(ExportDeclarationOnFile)

    def in_force(self) -> set[str]:
        """Return the certificates that were issued and not withdrawn."""
        withdrawn = {event.certificate_no for event in self.withdrawn()}
        return {event.certificate.certificate_no for event in self.all(CertificateIssued)} - withdrawn


def judged(emitted: list[Emit]) -> list[Judgement]:
    """Return the verdicts among what was published."""
    return [emit.record.judgement for emit in emitted if isinstance(emit.record, DocumentJudged)]
