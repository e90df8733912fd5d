"""COD-01: what an order or list names by a code stands in customs' tables."""

from typing import Any

import pytest

from contracts.document import Field, Kind
from customs.rules.documents import code_tables
from customs.rules.documents import list as list_rules
from customs.rules.documents import order as order_rules
from tests.support.customs.builders import a_bonded_list, a_list, a_list_line, an_order, an_order_line


def said(document: Any) -> list[tuple[str, str, str]]:
    """Return rule, code and English text of every reason."""
    book: Any = list_rules.PARAMETERS if hasattr(document, "ie_flag") else order_rules.PARAMETERS
    return [(reason.rule_id, reason.code, reason.text_en) for reason in book.evaluate(document).reasons]


UNKNOWN = [
    (an_order(lines=(an_order_line(unit_code="024"),)), "unit(gnum 1) 024", code_tables.UNIT),
    (an_order(lines=(an_order_line(origin_country_code="000"),)), "country(gnum 1) 000", code_tables.COUNTRY),
    (an_order(lines=(an_order_line(origin_country_code="USA"),)), "country(gnum 1) USA", code_tables.COUNTRY),
    (an_order(consignee_district_code="44010X"), "consigneeDistrict 44010X", code_tables.DIVISION),
    (a_list(departure_country_code="140"), "country 140", code_tables.COUNTRY),
    (a_list(transport_mode="A"), "trafMode A", code_tables.MODE),
    (a_list(packing_kind="X"), "wrapType X", code_tables.PACKING),
    (a_list(customs_code="51 1"), "customsCode 51 1", code_tables.DISTRICT),
    (a_list(port_code="514A"), "portCode 514A", code_tables.DISTRICT),
    (a_list(lines=(a_list_line(unit_code="999"),)), "unit(gnum 1) 999", code_tables.UNIT),
    (a_list(lines=(a_list_line(statutory_unit_code="kg "),)), "unit1(gnum 1) kg<U+0020>", code_tables.UNIT),
    (
        a_list(lines=(a_list_line(second_unit_code="165", second_quantity_e5=1),)),
        "unit2(gnum 1) 165",
        code_tables.UNIT,
    ),
    (a_list(lines=(a_list_line(origin_country_code="317"),)), "country(gnum 1) 317", code_tables.COUNTRY),
    (a_list(lines=(a_list_line(trade_country_code="5"),)), "tradeCountry(gnum 1) 5", code_tables.COUNTRY),
    (a_list(lines=(a_list_line(commodity_code="96190011ab"),)), "gcode(gnum 1) 96190011ab", code_tables.COMMODITY),
    (a_list(lines=(a_list_line(commodity_code="９６１９００１１００"),)), "gcode(gnum 1) ９６１９００１１００",
     code_tables.COMMODITY),
]  # fmt: skip


@pytest.mark.parametrize(("document", "field", "kind"), UNKNOWN)
def test_cod_01_a_code_that_no_table_knows_is_refused(document: Any, field: str, kind: code_tables.Kind) -> None:
    code = "-621001" if hasattr(document, "ie_flag") else "-301008"
    ((rule_id, told, text),) = said(document)
    assert (rule_id, told) == ("COD-01", code)
    assert text.endswith(f": {field} is not {kind.named.en}")


@pytest.mark.parametrize(
    "document",
    [
        an_order(consignee_district_code=None),
        an_order(consignee_district_code="440106", lines=(an_order_line(unit_code="164", origin_country_code="701"),)),
        a_list(packing_kind=None, transport_mode="Z", customs_code="0000", port_code="9999"),
        a_list(lines=(a_list_line(trade_country_code=None, second_unit_code="001", second_quantity_e5=1),)),
        a_bonded_list(packing_kind="7", transport_mode="0"),
    ],
)
def test_cod_01_codes_of_the_tables_are_accepted(document: Any) -> None:
    assert said(document) == []


def test_a_table_has_the_codes_of_its_ranges_with_their_ends() -> None:
    assert code_tables.table("001-003 025 099-101") == {"001", "002", "003", "025", "099", "100", "101"}


@pytest.mark.parametrize("code", ["123", "12345", "12a4", "１２３４", "", " 123"])
def test_a_code_of_so_many_digits_is_that_many_ascii_digits(code: str) -> None:
    is_one = code_tables.of_digits(4)
    assert is_one("0123")
    assert not is_one(code)


def test_the_fields_with_a_code_are_read_from_the_record_and_looked_up_in_their_table() -> None:
    def a_field(element: str, to: str | None, table: str) -> Field:
        return Field(element, "", "", to, Kind.TEXT, table=table)

    (only,) = code_tables.coded(
        (a_field("unit", "unit_code", "unit"), a_field("name", "name", ""), a_field("secret", None, "country"))
    )
    assert (only.element, only.kind) == ("unit", code_tables.UNIT)
    assert only.read(an_order_line(unit_code="035")) == "035"


def test_the_tables_have_the_sizes_and_corners_of_their_source() -> None:
    assert (len(code_tables.COUNTRIES), len(code_tables.UNITS), len(code_tables.TRANSPORT_MODES)) == (243, 123, 15)
    assert {"101", "142", "502", "609", "999"} <= code_tables.COUNTRIES
    assert not {"100", "140", "150", "317", "341", "348", "407", "500", "624", "700"} & code_tables.COUNTRIES
    assert {"001", "035", "067", "101", "164"} <= code_tables.UNITS
    assert not {"000", "024", "064", "082", "087", "100", "137", "138", "165"} & code_tables.UNITS
