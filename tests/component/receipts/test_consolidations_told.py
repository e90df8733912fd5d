"""Results of consolidations as receipts: to the merchant and the declaring enterprises, each part once."""

from contracts import topics
from contracts.customs import ConsolidationCorrected, ExportConsolidated
from contracts.gateway import ReceiptIssued
from mesh.testing.bench import Bench
from receipts.messages.mailbox import type_of
from receipts.processor import RECEIPTS
from tests.support.customs.builders import AGENT, MERCHANT
from tests.support.receipts.consolidations import a_result

TEN_O_CLOCK = 1_765_418_400_000


def told(event: ExportConsolidated | ConsolidationCorrected, bench: Bench | None = None) -> list[ReceiptIssued]:
    sent = (bench or Bench(RECEIPTS)).send(
        topics.CUSTOMS_CONSOLIDATIONS, event, key=MERCHANT.encode(), at_ms=TEN_O_CLOCK, cause_id="c"
    )
    assert {emit.key for emit in sent} <= {MERCHANT.encode()}
    return [emit.record for emit in sent if isinstance(emit.record, ReceiptIssued)]


def an_event(**changed: object) -> ExportConsolidated:
    return ExportConsolidated(result=a_result(**changed), cop_no="SUM1", lines=(), list_count=2)


def test_a_result_is_told_to_the_merchant_and_whoever_declares() -> None:
    (receipt,) = told(an_event(agent_code="4401960A02", declarant_code="4401960A03"))
    assert receipt.audience == tuple(sorted((MERCHANT, AGENT, "4401960A02", "4401960A03")))
    assert (receipt.return_status, receipt.document.number, receipt.cop_no) == ("399", "SUM1", "SUM1")
    assert receipt.return_info == "清单汇总成功[S20251211000000005][H20251211000000005]"
    assert receipt.return_at_ms == TEN_O_CLOCK
    assert type_of(receipt) == "CEB792"


def test_a_later_result_is_another_receipt_and_a_repetition_the_same() -> None:
    first, again = told(an_event())[0], told(an_event())[0]
    later = told(an_event(declaration_state="2", entry_no="514120250000000005", lists=()))[0]
    assert first.receipt_id == again.receipt_id
    assert later.receipt_id != first.receipt_id
    assert later.return_info == "汇总报关单已给予编号[H20251211000000005][514120250000000005]"


def test_where_nobody_asked_the_consolidation_bears_its_own_number() -> None:
    (receipt,) = told(ExportConsolidated(result=a_result(), cop_no=None, lines=(), list_count=2))
    assert receipt.document.number == "S20251211000000005"


def test_a_correction_is_no_receipt() -> None:
    corrected = ConsolidationCorrected(
        consolidation_no="S20251211000000005",
        declaration_seq_no="H20251211000000005",
        entry_no=None,
        list_no="51412025E000000017",
        corrected_at_ms=TEN_O_CLOCK,
        gross_weight_kg_e5=1,
        net_weight_kg_e5=1,
        lines=(),
    )
    assert told(corrected) == []
