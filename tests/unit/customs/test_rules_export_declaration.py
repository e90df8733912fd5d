"""What an export declaration must be by itself, and on the registers of the day: each rule both ways."""

from typing import Any

import pytest
from msgspec.structs import replace

from contracts.common import Operation, Submission
from contracts.customs import ExportDeclarationOnFile, ExportDeclarationStatus
from customs.consolidation import entering
from customs.rules.documents import export_declaration
from customs.rules.documents.figures import MOST_E5
from mesh.declared.dates import china_time
from mesh.declared.registers import Registers
from tests.support.customs.builders import AGENT, MERCHANT
from tests.support.customs.consolidation import DAY_MS, SECOND_MS, registers
from tests.support.customs.declarations import ACCEPTED, ENTRY_NO, a_declaration, a_declared_line
from tests.support.customs.registers import OTHER_AGENT

ON_FILE = ExportDeclarationOnFile(
    merchant_code=MERCHANT,
    entry_no=ENTRY_NO,
    status=ExportDeclarationStatus.RECORDED,
    order_no="B2B1",
    agent_code=AGENT,
    customs_code="5141",
    trade_mode="9710",
    departed_on="2025-12-10",
    line_count=1,
    amounts=(),
    gross_weight_kg_e5=1,
    net_weight_kg_e5=1,
    recorded_on="2025-12-11",
    withdrawn_on=None,
    certificate_no=None,
)
CHANGE, DELETE = Operation.CHANGE, Operation.DELETE
AROUND = entering.Around(Registers(registers()), "2025-12-11", None, is_consolidated=False)
COUNTS = Submission(
    document_id="1",
    content_digest=b"1",
    return_status="2",
    reasons=(),
    counts=True,
    app_time=china_time(ACCEPTED),
    recorded_at_ms=ACCEPTED,
    heard=(),
)
GONE = replace(COUNTS, counts=False)


def with_line(**changes: Any) -> dict[str, Any]:
    """A second line with changes."""
    return {"lines": (a_declared_line(), a_declared_line(2, **changes))}


def failing(**changes: Any) -> list[str]:
    """Return the rules that a declaration with changes fails by itself, all with the one code."""
    reasons = export_declaration.PARAMETERS.evaluate(a_declaration(**changes)).reasons
    assert {reason.code for reason in reasons} <= {"-706001"}
    return [reason.rule_id for reason in reasons]


@pytest.mark.parametrize(
    ("changes", "rule_id"),
    [
        ({"lines": ()}, "DOC-01"),
        ({"lines": (a_declared_line(2),)}, "DOC-02"),
        ({"lines": (a_declared_line(), a_declared_line())}, "DOC-02"),
        ({"entry_no": "51412025000123456"}, "DEC-01"),
        ({"entry_no": "5141202500012345678"}, "DEC-01"),
        ({"entry_no": "51412025000123456A"}, "DEC-01"),
        ({"entry_no": "514120251001234567"}, "DEC-01"),
        ({"entry_no": "514119990001234567"}, "DEC-01"),
        ({"entry_no": "５１４１20250001234567"}, "DEC-01"),
        ({"entry_no": "516520250001234567"}, "DEC-01"),
        ({"trade_mode": "0110"}, "DEC-01"),
        ({"trade_mode": "1239"}, "DEC-01"),
        ({"departed_at": china_time(ACCEPTED + SECOND_MS)}, "DEC-02"),
        ({"departed_at": "20251301000000"}, "DEC-02"),
        (with_line(destination_country_code="998"), "COD-01"),
        (with_line(unit_code="998"), "COD-01"),
        (with_line(commodity_code="61091000A1"), "COD-01"),
        ({"gross_weight_kg_e5": MOST_E5 + 1}, "DOC-05"),
        ({"net_weight_kg_e5": 0}, "DOC-05"),
        (with_line(quantity_e5=0, statutory_unit_code="035", unit_price_e5=None), "DOC-05"),
        (with_line(value_e5=0, unit_price_e5=None), "DOC-05"),
        (with_line(value_e5=MOST_E5, unit_price_e5=None), "DOC-05"),
        (with_line(second_quantity_e5=0), "DOC-05"),
        ({"net_weight_kg_e5": 20_000_001}, "DOC-11"),
        (with_line(value_e5=1_000_000_001), "MAT-03"),
        (with_line(second_unit_code=None), "DOC-09"),
        (with_line(second_quantity_e5=None), "DOC-09"),
        (with_line(statutory_quantity_e5=99_999_999), "EXD-05"),
        (with_line(destination_country_code="142"), "EXD-04"),
    ],
)
def test_a_declaration_that_is_wrong_by_itself_fails_that_rule_alone(changes: dict[str, Any], rule_id: str) -> None:
    assert failing(**changes) == [rule_id]


@pytest.mark.parametrize(
    "changes",
    [
        {},
        *({"trade_mode": mode} for mode in ("9610", "1210", "9810")),
        {"entry_no": "516520260999999999", "customs_code": "5165"},
        {"departed_at": china_time(ACCEPTED)},
        {"net_weight_kg_e5": 20_000_000},
        {"lines": (a_declared_line(2), a_declared_line(1))},
        with_line(unit_price_e5=None, value_e5=7),
        with_line(second_unit_code=None, second_quantity_e5=None),
        with_line(statutory_unit_code="035", statutory_quantity_e5=7),
        with_line(value_e5=MOST_E5 - 1_000_000_000, unit_price_e5=None),
    ],
)
def test_a_declaration_that_is_right_by_itself_passes(changes: dict[str, Any]) -> None:
    assert failing(**changes) == []


@pytest.mark.parametrize("entry_no", ["514120250001234567", "514120990000000000"])
@pytest.mark.parametrize("mode", ["9610", "1210", "9710", "9810"])
def test_dec_01_entry_number_of_an_export_is_accepted(entry_no: str, mode: str) -> None:
    assert export_declaration.is_an_export_entry(a_declaration(entry_no=entry_no, trade_mode=mode)) is None


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"entry_no": "514120251001234567"}, "entryId 须为 18 位报关单编号：申报地海关 5141、年份、0 与九位数字"),
        ({"trade_mode": "0110"}, "tradeMode 须为 9610、1210、9710 或 9810"),
    ],
)
def test_dec_01_number_or_mode_of_another_kind_is_refused(changes: dict[str, Any], said: str) -> None:
    found = export_declaration.is_an_export_entry(a_declaration(**changes))
    assert found is not None
    assert (found.code, found.rule_id, found.text_zh) == ("-706001", "DEC-01", f"出口报关单参数校验不通过，{said}")


@pytest.mark.parametrize("before_ms", [0, SECOND_MS, DAY_MS])
def test_dec_02_departure_until_the_acceptance_is_accepted(before_ms: int) -> None:
    assert export_declaration.has_left(a_declaration(departed_at=china_time(ACCEPTED - before_ms))) is None


@pytest.mark.parametrize("departed_at", [china_time(ACCEPTED + SECOND_MS), "20251301000000"])
def test_dec_02_departure_after_the_acceptance_or_at_no_time_is_refused(departed_at: str) -> None:
    found = export_declaration.has_left(a_declaration(departed_at=departed_at))
    assert found is not None
    assert (found.code, found.rule_id) == ("-706001", "DEC-02")


@pytest.mark.parametrize("code", ["142", "502"])
def test_dec_03_currency_with_a_rate_on_the_day_is_accepted(code: str) -> None:
    found = entering.is_in_known_currencies(a_declaration(**with_line(currency_code=code)), None, AROUND)
    assert found.reasons == ()


@pytest.mark.parametrize(("code", "date"), [("998", "2025-12-11"), ("502", "2015-12-11")])
def test_dec_03_currency_without_a_rate_on_the_day_is_refused(code: str, date: str) -> None:
    declared = a_declaration(**with_line(currency_code=code))
    found = entering.is_in_known_currencies(declared, None, AROUND._replace(date=date))
    assert [(reason.code, reason.rule_id) for reason in found.reasons] == [("-706001", "DEC-03")]


@pytest.mark.parametrize("operation", [Operation.ADD, CHANGE, DELETE])
def test_dec_04_number_of_a_consolidated_declaration_is_refused(operation: Operation) -> None:
    found = entering.is_own(a_declaration(operation=operation), None, AROUND._replace(is_consolidated=True))
    assert [(reason.code, reason.rule_id) for reason in found.reasons] == [("-706005", "DEC-04")]


@pytest.mark.parametrize("operation", [CHANGE, DELETE])
def test_dec_04_change_by_another_declaring_enterprise_is_refused(operation: Operation) -> None:
    declared = a_declaration(operation=operation, agent_code=OTHER_AGENT)
    found = entering.is_own(declared, COUNTS, AROUND._replace(on_file=ON_FILE))
    assert [(reason.code, reason.rule_id) for reason in found.reasons] == [("-706006", "DEC-04")]


@pytest.mark.parametrize(
    ("operation", "agent", "former"),
    [
        (CHANGE, AGENT, COUNTS),
        (DELETE, AGENT, COUNTS),
        (Operation.ADD, OTHER_AGENT, COUNTS),
        (Operation.ADD, OTHER_AGENT, GONE),
        (CHANGE, OTHER_AGENT, GONE),
        (CHANGE, OTHER_AGENT, None),
    ],
)
def test_dec_04_what_is_on_file_by_the_same_or_counts_no_more_is_accepted(
    operation: Operation, agent: str, former: Submission | None
) -> None:
    declared = a_declaration(operation=operation, agent_code=agent)
    assert entering.is_own(declared, former, AROUND._replace(on_file=ON_FILE)).reasons == ()


@pytest.mark.parametrize(
    ("operation", "former", "code"),
    [
        (Operation.ADD, None, None),
        (Operation.ADD, GONE, None),
        (Operation.ADD, COUNTS, "-706002"),
        (CHANGE, COUNTS, None),
        (DELETE, COUNTS, None),
        (CHANGE, None, "-706003"),
        (DELETE, GONE, "-706003"),
    ],
)
def test_sta_02_what_it_asks_for_fits_what_is_on_file(
    operation: Operation, former: Submission | None, code: str | None
) -> None:
    found = entering.fits(a_declaration(operation=operation), former, AROUND)
    assert [reason.code for reason in found.reasons] == ([] if code is None else [code])


@pytest.mark.parametrize(("at_ms", "is_stale"), [(ACCEPTED, False), (ACCEPTED - SECOND_MS, True)])
def test_sta_01_what_is_older_than_what_is_on_file_is_refused(at_ms: int, is_stale: bool) -> None:
    declared = a_declaration(at_ms=ACCEPTED + DAY_MS, app_time=china_time(at_ms))
    found = entering.is_newer(declared, COUNTS, AROUND)
    assert [reason.code for reason in found.reasons] == (["-706004"] if is_stale else [])
