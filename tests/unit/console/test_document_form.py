"""What was typed into a document's form becomes the document as the messages write it."""

import pytest

from console.document_form import as_document, empty, entered, number_of
from contracts.documents import BY_TAG
from edge.access.principal import Principal

ORDER, LIST, WAYBILL = BY_TAG["import-order"], BY_TAG["import-list"], BY_TAG["import-waybill"]
MERCHANT = Principal("ningbo", "Ningbo goods", ("3301960001",), frozenset({"merchant"}))
TEN_O_CLOCK = 1_731_290_400_000


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("2024-11-11T09:59:07", "20241111095907"),
        ("2024-11-11T09:59", "20241111095900"),
        ("2024-11-11T09:59:07.5", "20241111095907"),
        ("20241111095907", "20241111095907"),
        ("11 November", "11 November"),
        ("12024-11-11T09:59:07", "120241111095907"),
    ],
)
def test_a_time_is_written_in_digits_and_anything_else_is_left_to_the_gateway(typed: str, written: str) -> None:
    assert as_document(WAYBILL, entered(WAYBILL, {"field.appTime": typed}))["appTime"] == written


def test_a_day_is_written_in_digits() -> None:
    assert as_document(LIST, entered(LIST, {"field.declTime": "2024-11-09"}))["declTime"] == "20241109"


def test_an_empty_form_has_the_senders_own_code_and_one_line_and_says_when_it_was_handed_out() -> None:
    given = empty(ORDER, MERCHANT, TEN_O_CLOCK)
    assert (given.head, given.transmitter, given.opened) == ({"ebcCode": "3301960001"}, "3301960001", "20241111100000")
    assert given.lines == ({"gnum": "1"},)
    document = as_document(ORDER, given)
    assert document.keys() == {"type", "guid", "appTime", "ebcCode", "transmitter", "lines"}
    assert (document["guid"], document["appTime"]) == (given.submission.upper(), "20241111100000")
    assert as_document(ORDER, given) == document


def test_lines_follow_each_other_whatever_their_inputs_are_called() -> None:
    fields = {"field.lines.7.itemNo": "b", "field.lines.2.itemNo": "a", "field.lines.x.itemNo": "c", "field.lines": "d"}
    assert [line["itemNo"] for line in entered(ORDER, fields).lines] == ["a", "b"]


def test_an_id_of_a_form_that_is_none_of_ours_is_replaced() -> None:
    ours = empty(ORDER, MERCHANT, TEN_O_CLOCK).submission
    assert entered(ORDER, {"submission": ours}).submission == ours
    assert entered(ORDER, {"submission": "x\ny"}).submission not in ("x\ny", ours)


def test_a_document_is_looked_up_by_its_own_number_or_its_key() -> None:
    fields = {"field.orderNo": "D1", "field.logisticsNo": "YT1"}
    assert number_of(WAYBILL, entered(WAYBILL, fields)) == "YT1"
    assert number_of(LIST, entered(LIST, fields)) == "D1"
    assert number_of(LIST, entered(LIST, {**fields, "field.copNo": "C1"})) == "C1"
