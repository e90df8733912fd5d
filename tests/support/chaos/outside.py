"""What a plain read_committed consumer sees from outside: every record once, every case's end, every ledger's sum."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from contracts import codec, topics
from contracts.common import Decision, Effect
from contracts.customs import (
    DeclarationAccepted,
    DeclarationCleared,
    DeclarationHeld,
    DeclarationRefused,
    DeclarationWithdrawn,
    DocumentJudged,
)
from contracts.customs_allowance import Balance as AllowanceBalance
from contracts.mesh import Gathered
from contracts.tax import GuaranteeDecided
from contracts.tax_guarantee import Balance as GuaranteeBalance
from mesh.kafka.committed_records import committed, everywhere
from mesh.wire import names
from mesh.wire.headers import pairs
from tests.support.chaos import exported
from tests.support.chaos.exported import Exported

READ = (
    topics.TRADE_IMPORTS,
    topics.CUSTOMS_DOCUMENTS,
    topics.CUSTOMS_DECLARATIONS,
    topics.CUSTOMS_NUMBER_CLAIMS,
    topics.CUSTOMS_NUMBER_ANSWERS,
    topics.CUSTOMS_ALLOWANCE_REQUESTS,
    topics.CUSTOMS_ALLOWANCES,
    topics.INSPECTION_DECISIONS,
    topics.FOREX_DECISIONS,
    topics.FOREX_TOTAL_ENTRIES,
    topics.TAX_ASSESSMENTS,
    topics.TAX_GUARANTEE_REQUESTS,
    topics.TAX_GUARANTEES,
    topics.GATEWAY_RECEIPTS,
)
OF_EXPORTS = (
    topics.TRADE_EXPORTS,
    topics.TRADE_TRANSPORT,
    topics.TRADE_MANIFESTS,
    topics.TRADE_CONSOLIDATIONS,
    topics.CUSTOMS_EXPORT_DOCUMENTS,
    topics.CUSTOMS_MANIFEST_DOCUMENTS,
    topics.CUSTOMS_CONSOLIDATION_DOCUMENTS,
    topics.CUSTOMS_EXPORT_NUMBER_CLAIMS,
    topics.CUSTOMS_EXPORT_NUMBER_ANSWERS,
    topics.CUSTOMS_SIGHTINGS,
    *exported.READ,
)
STATES = (names.state_topic("customs.allowance"), names.state_topic("tax.guarantee"))
ALERTED = {"99601"}  # the other reason for which inspection holds
SAMPLED = {"99602"}  # drawn by the agency's secret key, which is another one in every mesh


@dataclass(slots=True)
class Observation:
    """The content of a mesh's topics, read to their ends and summed up."""

    repeated: Counter[str] = field(default_factory=Counter)
    judged: dict[tuple[str, str, str, str], list[tuple[str, str, tuple[str, ...]]]] = field(default_factory=dict)
    ends: dict[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    cleared_at: list[tuple[int, int]] = field(default_factory=list)
    reserved: dict[str, int] = field(default_factory=dict)
    allowances: dict[str, int] = field(default_factory=dict)
    guaranteed: dict[str, int] = field(default_factory=dict)
    guarantees: dict[str, int] = field(default_factory=dict)
    exports: Exported = field(default_factory=Exported)

    @property
    def outcomes(self) -> dict[str, tuple[str, tuple[str, ...]]]:
        """The end of every declaration by order number, a sampled one as if it had not been drawn."""
        return {number: _without_draw(status, codes) for number, (status, codes) in self.ends.items()}

    @property
    def verdicts(self) -> dict[tuple[str, str, str], Counter[str]]:
        """What became of the documents, by order number, type and number."""
        verdicts: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
        for (order_no, document_type, number, _), judged in self.judged.items():
            verdicts[order_no, str(document_type), number].update(str(verdict) for verdict, _, _ in judged)
        return dict(verdicts)


def _without_draw(status: str, codes: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """Return how a declaration would stand had inspection not drawn it: held by whoever else holds it, or released."""
    if not SAMPLED & set(codes):
        return status, codes
    left = tuple(code for code in codes if code not in SAMPLED)
    return ("500" if ALERTED & set(left) else "300" if left else "800"), left


def read(kafka: Mapping[str, Any], mesh: str) -> Observation:
    """Read all topics of a mesh to their ends and sum up."""
    seen = Observation()
    open_amounts: dict[str, tuple[str, int]] = {}
    granted: dict[tuple[str, int], tuple[str, int]] = {}
    live: dict[str, int] = {}
    ids: dict[str, set[str]] = defaultdict(set)
    for topic, partition, value, headers, at_ms in records(kafka, mesh, (*READ, *OF_EXPORTS)):
        event = codec.decode(value)
        alone = [headers.get("ce_id", b"").decode()]
        for event_id in [record.event_id for record in event.records] if isinstance(event, Gathered) else alone:
            if event_id in ids[topic]:
                seen.repeated[topic] += 1
            ids[topic].add(event_id)
        if topic in OF_EXPORTS:
            if topic in exported.READ:
                seen.exports.take(event)
            continue
        match event:
            case DocumentJudged(judgement=judgement):
                key = (
                    judgement.order_no,
                    judgement.document.document_type,
                    judgement.document.number,
                    judgement.batch_id,
                )
                codes = tuple(sorted(reason.code for reason in judgement.reasons))
                seen.judged.setdefault(key, []).append((judgement.verdict, judgement.return_status, codes))
            case DeclarationAccepted():
                content, subject = event.content, event.subject
                account = f"{content.buyer_pseudonym.hex()}|{content.quota_year}"
                open_amounts[subject.declaration_id] = account, content.dutiable_cny_e5
                live[subject.declaration_id] = subject.revision
            case DeclarationCleared():
                seen.ends[event.subject.order_no] = "800", ()
                seen.cleared_at.append((partition, at_ms))
            case DeclarationHeld():
                hold_codes = tuple(sorted(hold.reason.code for hold in event.holds))
                seen.ends[event.subject.order_no] = event.return_status, hold_codes
            case DeclarationRefused():
                refused = tuple(sorted({reason.code for reason in event.reasons}))
                seen.ends[event.subject.order_no] = event.return_status, refused
                open_amounts.pop(event.subject.declaration_id, None)
                live.pop(event.subject.declaration_id, None)
            case DeclarationWithdrawn():
                seen.ends[event.subject.order_no] = "withdrawn", ()
                open_amounts.pop(event.subject.declaration_id, None)
                live.pop(event.subject.declaration_id, None)
            case GuaranteeDecided(decision=Decision(effect=Effect.PASS)):
                granted[event.decision.declaration_id, event.decision.revision] = (
                    event.guarantor_code,
                    event.amount_cny_e5,
                )
            case _:
                pass
    seen.reserved = _sums(open_amounts.values())
    seen.guaranteed = _sums(granted[at] for at in live.items() if at in granted)
    _read_states(kafka, mesh, seen)
    return seen


def _sums(amounts: Iterable[tuple[str, int]]) -> dict[str, int]:
    sums: dict[str, int] = defaultdict(int)
    for account, amount in amounts:
        sums[account] += amount
    return {account: amount for account, amount in sums.items() if amount}


def _read_states(kafka: Mapping[str, Any], mesh: str, seen: Observation) -> None:
    """Take the ledgers' own balances: the last record of each key of their state topics."""
    balances: dict[tuple[str, bytes], bytes | None] = {}
    for topic, _, value, headers, _ in records(kafka, mesh, STATES):
        balances[topic, headers["key"]] = value or None
    for (_, key), balance in balances.items():
        if not key.startswith(b"Balance/") or balance is None:
            continue
        match codec.decode(balance):
            case AllowanceBalance(used_cny_e5=used) if used:
                seen.allowances[key.removeprefix(b"Balance/").decode()] = used
            case GuaranteeBalance(guarantor_code=code, reserved_cny_e5=reserved) if reserved:
                seen.guarantees[code] = reserved
            case _:
                pass


def records(
    kafka: Mapping[str, Any], mesh: str, wanted: Iterable[str]
) -> Iterable[tuple[str, int, bytes, dict[str, bytes], int]]:
    """Yield topic, partition, value, headers (and ``key`` among them) and timestamp of all committed records."""
    for record in committed(kafka, mesh, everywhere(kafka, mesh, wanted)):
        headers = {name: value or b"" for name, value in pairs(record.headers)} | {"key": record.key}
        yield record.topic, record.partition, record.value or b"", headers, record.timestamp_ms
