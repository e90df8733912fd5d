"""Results of consolidations as records of CEB792, edition 202205: the head, then a block per goods line of a list."""

from collections.abc import Iterator

from contracts.customs import ConsolidationResult
from edge.ceb.xml import Element, amount, block, element, return_time

CODE_MOST, NAME_MOST, LIST_NO_MOST, WAYBILL_NO_MOST = 18, 100, 20, 32


def result(told: ConsolidationResult, guid: str) -> Element:
    """Return the record of a part of a result."""
    return block("SummaryResult", (block("SummaryResultHead", _head(told, guid)), *_lists(told)))


def _head(told: ConsolidationResult, guid: str) -> Iterator[Element]:
    yield element("guid", guid)
    yield element("customsCode", told.head.customs_code)
    yield element("sumNo", told.consolidation_no)
    yield element("opDate", return_time(told.processed_at_ms))
    yield element("declSeqNo", told.declaration_seq_no)
    numbers = (("decTmpNo", told.draft_no), ("decPreNo", told.pre_entry_no), ("entryId", told.entry_no))
    yield from (element(name, value) for name, value in numbers if value)
    yield element("decState", told.declaration_state)
    parties = (
        ("agent", told.agent_code, told.agent_name),
        ("ebc", told.head.merchant_code, told.merchant_name),
        ("declAgent", told.declarant_code, told.declarant_name),
    )
    for role, code, name in parties:
        yield element(f"{role}Code", code[:CODE_MOST])
        yield element(f"{role}Name", name[:NAME_MOST])
    yield element("grossWeight", amount(told.gross_weight_kg_e5))
    yield element("netWeight", amount(told.net_weight_kg_e5))
    yield element("msgCount", str(told.part_count))
    yield element("msgSeqNo", str(told.part_no))


def _lists(told: ConsolidationResult) -> Iterator[Element]:
    for row in told.lists:
        yield block(
            "SummaryResultList",
            (
                element("invtNo", row.list_no[:LIST_NO_MOST]),
                element("logisticsNo", row.waybill_no[:WAYBILL_NO_MOST]),
                element("gseqno", str(row.line_no)),
                element("gnum", str(row.gnum)),
                element("gcode", row.commodity_code),
            ),
        )
