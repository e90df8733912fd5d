"""Builders of transport documents and of the claims that they meet, and customs.parcels in memory."""

from typing import Any

from contracts import topics
from contracts.common import Judgement
from contracts.customs import ClaimAction, DocumentJudged, NumberClaimRequested, NumberKind, ParcelSighted
from contracts.trade import WaybillStatusSubmitted
from customs.parcels.processor import PARCELS
from mesh.declared.dates import china_time
from mesh.declared.keys import number_key
from mesh.declared.processor import Emit
from mesh.testing.bench import Bench
from tests.support.customs.builders import CARRIER, TEN_O_CLOCK, digests, sent
from tests.support.customs.world import key_of, registers

DAY_MS = 86_400_000
SIX_MONTHS_LATER = TEN_O_CLOCK + 181 * DAY_MS
"""2025-05-11 10:00 in China: from that day on a number that was claimed at `TEN_O_CLOCK` is free."""


def a_waybill_status(order_no: str = "GW1", **changes: Any) -> WaybillStatusSubmitted:
    """The waybill of the default order is signed for, a minute before the document comes."""
    at_ms = changes.get("accepted_at_ms", TEN_O_CLOCK)
    fields: dict[str, Any] = {
        "person_digests": digests(name=None, person_id=None),
        "app_time": china_time(at_ms - 60_000),
        "carrier_code": CARRIER,
        "carrier_name": "示例物流",
        "waybill_no": f"W-{order_no}",
        "status": "S",
        "status_time": china_time(at_ms - 60_000),
    }
    return sent(WaybillStatusSubmitted, fields, changes)  # type: ignore[no-any-return]


def a_claim(order_no: str = "GW1", **changes: Any) -> NumberClaimRequested:
    """The claim of the waybill number of the default order."""
    fields: dict[str, Any] = {
        "kind": NumberKind.WAYBILL,
        "issuer_code": CARRIER,
        "number": "W-GW1",
        "action": ClaimAction.CLAIM,
        "document_id": f"waybill of {order_no}",
        "answer_key": order_no,
        "claimed_at_ms": TEN_O_CLOCK,
    }
    return NumberClaimRequested(**{**fields, **changes})


def a_bench() -> Bench:
    """The processor alone, on the registers as deployed and those of the builders."""
    wanted = tuple(entry for entry in registers() if type(entry).__name__ in ("ParameterSet", "EnterpriseRegistered"))
    return Bench(PARCELS, registers=wanted)


def give(bench: Bench, event: WaybillStatusSubmitted | NumberClaimRequested, cause_id: str | None = None) -> list[Emit]:
    """Let the processor have a document or a claim, on its topic and under its key; return the emitted ones."""
    if isinstance(event, WaybillStatusSubmitted):
        topic, key, at_ms = topics.TRADE_TRANSPORT, key_of(event), event.accepted_at_ms
    else:
        topic, at_ms = topics.CUSTOMS_NUMBER_CLAIMS, event.claimed_at_ms
        key = number_key(event.kind, event.issuer_code, event.number).encode()
    return bench.send(topic, event, key=key, at_ms=at_ms, cause_id=cause_id)


def told(emitted: list[Emit]) -> list[tuple[str, str, str]]:
    """Return of each sighting the order, the operation and the document."""
    return [
        (one.key.decode(), str(one.record.operation), one.record.status_document_id)
        for one in emitted
        if isinstance(one.record, ParcelSighted)
    ]


def verdict(emitted: list[Emit]) -> Judgement:
    """Return the one verdict among what was emitted."""
    (judged,) = [one.record for one in emitted if isinstance(one.record, DocumentJudged)]
    return judged.judgement


def answer(bench: Bench, event: WaybillStatusSubmitted) -> str:
    """Let the processor have a document; return the status of the answer."""
    return verdict(give(bench, event)).return_status
