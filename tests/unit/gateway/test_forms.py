"""Reading by the forms says all that is wrong."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.documents import Kind
from gateway.forms.catalogue import BY_TAG, FORMS
from gateway.forms.examine import examine
from gateway.forms.form import Form
from gateway.forms.item import Item, Malformed
from gateway.reading.batch import Limits, Senders
from gateway.reading.json_batch import read_json
from tests.support.gateway.conformance import as_described
from tests.support.gateway.papers import a_cancellation, a_list, a_payment, a_waybill, an_order, as_json

SENDERS = Senders("1105910001", frozenset({"1105910001"}))
GOOD = (an_order(), a_payment(), a_waybill(), a_list(), a_cancellation())


def read_one(item: dict[str, Any]) -> Item | Malformed:
    (found,) = read_json(as_json(item), SENDERS, Limits())
    return found


def codes(found: Item | Malformed) -> set[tuple[str, str]]:
    assert isinstance(found, Malformed), "nothing was found wrong"
    return {(error.pointer, error.code) for error in found.errors}


@pytest.mark.parametrize("item", GOOD, ids=lambda item: item["type"])
def test_a_good_item_passes(item: dict[str, Any]) -> None:
    assert isinstance(read_one(item), Item)


@pytest.mark.parametrize("item", GOOD, ids=lambda item: item["type"])
def test_the_careful_way_reads_a_good_item_as_the_quick_way_does(item: dict[str, Any]) -> None:
    assert examine(BY_TAG[item["type"]], item, row=1, sender="1105910001") == read_one(item)


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_clear_fields_come_in_one_order_whatever_came_first(form: Form) -> None:
    """The content digest rests on it: required texts, required amounts, other texts, other amounts, counts."""
    item = as_described(form.document)
    (found,) = read_json(as_json(dict(reversed(item.items()))), SENDERS, Limits())
    assert isinstance(found, Item)
    clear = [field for field in form.head.fields if field.to in found.clear and field.kind is not Kind.CHOICE]
    order = {("text", True): 0, ("amount", True): 1, ("text", False): 2, ("amount", False): 3}
    numbers = (Kind.AMOUNT, Kind.COUNT)
    expected = sorted(
        (field for field in clear if field.element != "guid"),
        key=lambda field: order.get((field.kind.value if field.kind in numbers else "text", field.required), 4),
    )
    choices = (field for field in form.head.fields if field.kind is Kind.CHOICE)
    assert list(found.clear) == [field.to for field in (*expected, *choices)]


@given(
    item=st.sampled_from(GOOD),
    field=st.data(),
    value=st.one_of(
        st.none(), st.booleans(), st.integers(), st.text(max_size=300), st.just("1" * 1001), st.just([]), st.just({})
    ),
)
@settings(max_examples=300, deadline=None)
def test_quick_and_careful_agree_on_any_single_change(item: dict[str, Any], field: st.DataObject, value: Any) -> None:
    name = field.draw(st.sampled_from(sorted(set(item) - {"type", "lines"})))
    changed = {**item, name: value}
    try:
        body = as_json(changed)
    except UnicodeEncodeError:
        return
    (quick,) = read_json(body, SENDERS, Limits())
    assert quick == examine(BY_TAG[item["type"]], changed, row=1, sender="1105910001")


def test_every_fault_of_an_item_is_named_at_its_place() -> None:
    order = an_order(orderNo="", ebpCode="1" * 19, goodsValue="-1", appType="4", appTime="2024-11-11", surprise=1)
    order["lines"][0] |= {"qty": "1.123456", "gnum": "x", "unit": "1", "bogus": "y"}
    del order["currency"]
    assert codes(read_one(order)) == {
        ("/orderNo", "missing"),
        ("/ebpCode", "too_long"),
        ("/goodsValue", "not_an_amount"),
        ("/appType", "not_a_choice"),
        ("/appTime", "not_digits"),
        ("/currency", "missing"),
        ("/surprise", "unknown_member"),
        ("/lines/0/qty", "not_an_amount"),
        ("/lines/0/gnum", "not_a_count"),
        ("/lines/0/unit", "too_short"),
        ("/lines/0/bogus", "unknown_member"),
    }


def test_an_error_never_quotes_a_value() -> None:
    found = read_one(
        an_order(buyerName="张三" * 40, buyerIdNumber=["110105194912310021"], consigneeTelephone=1391234567)
    )
    assert isinstance(found, Malformed)
    text = repr(found.errors)
    assert "张三" not in text
    assert "110105194912310021" not in text
    assert "1391234567" not in text


def test_a_waybill_without_an_order_number_passes_and_is_keyed_by_its_own_number() -> None:
    item = a_waybill()
    del item["orderNo"]
    found = read_one(item)
    assert isinstance(found, Item)
    assert found.key == "4403180001/YT0001"
    assert found.clear["order_no"] == ""


def test_an_order_number_that_grows_too_long_when_normalised_is_too_long() -> None:
    """One character may become fifteen; state, view and message keys hold sixty."""
    assert codes(read_one(an_order(orderNo="\ufdfa" * 6))) == {("/orderNo", "too_long")}
    assert isinstance(read_one(an_order(orderNo="\ufdfa" * 4)), Item)


def test_the_key_is_the_normalised_order_number() -> None:
    found = read_one(an_order(orderNo="Ａ 1　b"))
    assert isinstance(found, Item)
    assert (found.key, found.clear["order_no"]) == ("A1b", "Ａ 1　b")


def test_an_optional_field_left_empty_counts_as_absent() -> None:
    full, bare = an_order(note="", payCode=None, consigneeDistrict=""), an_order()
    del bare["note"], bare["payCode"]
    left, right = read_one(full), read_one(bare)
    assert left == right


def test_characters_that_xml_cannot_hold_are_refused() -> None:
    for bad in ("a\x00b", "a\x0bb", "a\ufffeb"):
        assert codes(read_one(an_order(ebpName=bad))) == {("/ebpName", "control_character")}
    assert isinstance(read_one(an_order(ebpName='a\tb\n"c\\')), Item)


def test_an_unknown_member_is_named_so_that_one_sees_why() -> None:
    found = read_one(an_order(**{"orderNo\u200b": "1"}))
    assert isinstance(found, Malformed)
    assert [error.en for error in found.errors] == ["orderNo<U+200B> is not a field of this document"]
