"""Builder of results of consolidations: every field sensible, each to be overridden."""

from typing import Any

from contracts.customs import ConsolidatedHead, ConsolidatedList, ConsolidationResult
from tests.support.customs.builders import AGENT, MERCHANT


def a_result(**changed: Any) -> ConsolidationResult:
    """Return the only part of a result: two lists of a line each, in two lines of the declaration."""
    values: dict[str, Any] = {
        "consolidation_no": "S20251211000000005",
        "declaration_seq_no": "H20251211000000005",
        "part_count": 1,
        "part_no": 1,
        "processed_at_ms": 1_765_418_400_007,
        "declaration_state": "1",
        "draft_no": None,
        "pre_entry_no": None,
        "entry_no": None,
        "head": ConsolidatedHead(
            customs_code="5141",
            trade_mode="9610",
            merchant_code=MERCHANT,
            agent_code=AGENT,
            transport_mode="5",
            arrival_country_code="502",
            port_code="5141",
        ),
        "agent_code": AGENT,
        "agent_name": "示例报关",
        "merchant_name": "示例贸易",
        "declarant_code": AGENT,
        "declarant_name": "示例报关",
        "gross_weight_kg_e5": 124_001,
        "net_weight_kg_e5": 110_000,
        "lists": tuple(
            ConsolidatedList(
                list_no=f"51412025E0000000{17 + at}",
                waybill_no=f"EX770001234567{8 + at}",
                line_no=1 + at,
                gnum=1,
                commodity_code="6109100021",
            )
            for at in range(2)
        ),
    }
    return ConsolidationResult(**values | changed)
