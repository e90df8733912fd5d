"""The same item written in several ways is read as the same item."""

import json
from typing import Any

import pytest

from edge.problems.problem import Problem
from gateway.forms.item import Item, Malformed
from gateway.reading.batch import Format, Limits, Senders
from gateway.reading.read import read
from tests.support.gateway.papers import (
    a_cancellation,
    a_list,
    a_payment,
    a_waybill,
    an_order,
    as_json,
    as_ndjson,
    as_xml,
)

SENDERS = Senders("1105910001", frozenset({"1105910001", "3301960001"}))
GOOD = (an_order(), a_payment(), a_waybill(), a_list(), a_cancellation())


def items(written: Format, body: bytes) -> list[Item]:
    found = read(written, body, SENDERS, Limits())
    assert all(isinstance(item, Item) for item in found), found
    return [item for item in found if isinstance(item, Item)]


def refusal(written: Format, body: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(Problem) as caught:
        read(written, body, SENDERS, limits or Limits())
    return caught.value.code


@pytest.mark.parametrize("paper", GOOD, ids=lambda paper: paper["type"])
@pytest.mark.parametrize("prefix", ["ceb", "", "x"])
def test_xml_of_any_prefix_and_json_give_the_same_item(paper: dict[str, Any], prefix: str) -> None:
    assert items(Format.XML, as_xml(paper, prefix=prefix)) == items(Format.JSON, as_json(paper))


@pytest.mark.parametrize("paper", GOOD, ids=lambda paper: paper["type"])
def test_a_message_without_a_namespace_is_read_alike(paper: dict[str, Any]) -> None:
    body = as_xml(paper, prefix="").replace(b' xmlns="http://www.chinaport.gov.cn/ceb"', b"")
    assert items(Format.XML, body) == items(Format.JSON, as_json(paper))


@pytest.mark.parametrize(
    ("paper", "name", "pointers"),
    [
        (an_order(), "orderNo", ["/orderNo"]),
        (an_order(), "gnum", ["/lines/0/gnum"]),
        (an_order(), "OrderHead", ["/OrderHead"]),
        (an_order(), "OrderList", ["/OrderList"]),
        (a_cancellation(), "copNo", ["/copNo"]),
    ],
    ids=["a field", "a field of a line", "a head", "a line", "a field of a record without a head"],
)
def test_an_element_that_lacks_only_the_namespace_of_its_message_is_told_so(
    paper: dict[str, Any], name: str, pointers: list[str]
) -> None:
    body = as_xml(paper).replace(f"ceb:{name}>".encode(), f"{name}>".encode())
    (malformed,) = read(Format.XML, body, SENDERS, Limits())
    assert isinstance(malformed, Malformed)
    assert [(error.code, error.pointer) for error in malformed.errors] == [("no_namespace", at) for at in pointers]
    assert "lacks the namespace of its message" in malformed.errors[0].en


@pytest.mark.parametrize("written", ["<colour>1</colour>", '<o:note xmlns:o="urn:other">1</o:note>'])
def test_an_element_that_no_namespace_makes_a_field_is_unknown(written: str) -> None:
    body = as_xml(an_order()).replace(b"</ceb:OrderHead>", written.encode() + b"</ceb:OrderHead>")
    (malformed,) = read(Format.XML, body, SENDERS, Limits())
    assert isinstance(malformed, Malformed)
    assert [error.code for error in malformed.errors] == ["unknown_member"]


def test_subscriptions_extensions_and_signatures_change_nothing_of_what_is_read() -> None:
    subscribe = (
        "<ceb:BaseSubscribe><ceb:status>ALL</ceb:status><ceb:dxpMode>DXP</ceb:dxpMode>"
        "<ceb:dxpAddress>DXPENT0000000009</ceb:dxpAddress></ceb:BaseSubscribe>"
    )
    signature = '<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:SignedInfo/></ds:Signature>'
    more = f"{subscribe * 5}<ceb:ExtendMessage><ceb:name>x</ceb:name></ceb:ExtendMessage>{signature}"
    body = as_xml(an_order()).decode().replace("</ceb:CEB311Message>", f"{more}</ceb:CEB311Message>")
    assert items(Format.XML, body.encode()) == items(Format.JSON, as_json(an_order()))


def test_codes_that_nobody_knows_pass_the_form() -> None:
    """Currencies, units and countries are customs' word; only their length is form."""
    paper = an_order(currency="999", orderType="Z")
    assert items(Format.XML, as_xml(paper)) == items(Format.JSON, as_json(paper))


@pytest.mark.parametrize("before", ["", "\n", "\r\n \t\n", "\ufeff\n", "\n\ufeff"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_a_mark_and_blank_lines_may_stand_before_a_message(before: str, encoding: str) -> None:
    good = items(Format.XML, as_xml(an_order()))
    for declared in ("utf-8", "utf-16", "gbk"):
        text = as_xml(an_order(), encoding="utf-8").decode().replace("utf-8", declared)
        assert items(Format.XML, f"\ufeff{before}{text}\r\n".encode(encoding)) == good


@pytest.mark.parametrize("encoding", ["UTF-8", "utf-8", "GB2312", "gbk", "gb18030", "utf-16"])
def test_the_xml_declaration_says_the_encoding(encoding: str) -> None:
    rare = an_order(ebpName="䶮喆平台")  # not in GB 2312
    assert items(Format.XML, as_xml(rare, encoding=encoding)) == items(Format.JSON, as_json(rare))


def test_a_byte_order_mark_and_blanks_before_the_declaration_are_borne() -> None:
    good = items(Format.JSON, as_json(an_order()))
    assert items(Format.XML, b"\xef\xbb\xbf" + as_xml(an_order())) == good
    assert items(Format.XML, b"\r\n " + as_xml(an_order())) == good
    assert items(Format.JSON, b"\xef\xbb\xbf" + as_json(an_order())) == good


def test_json_escapes_numbers_and_order_of_members_make_no_difference() -> None:
    good = items(Format.JSON, as_json(an_order()))
    ascii_only = json.dumps([an_order()]).encode()
    reversed_members = as_json(dict(reversed(an_order().items())))
    numbers = as_json(an_order(goodsValue=199.0, freight=0, taxTotal=18.109, acturalPaid=217.109))
    for body in (ascii_only, reversed_members, numbers, b'{"documents": %s}' % ascii_only):
        assert items(Format.JSON, body) == good


def test_a_long_decimal_number_keeps_every_digit() -> None:
    body = as_json(an_order()).replace(b'"goodsValue": "199.00"', b'"goodsValue": 12345678901234.56789')
    assert items(Format.JSON, body)[0].clear["goods_value_cny_e5"] == 1_234_567_890_123_456_789


def test_ndjson_is_one_record_a_line_and_rows_are_lines() -> None:
    body = as_ndjson(an_order()) + b"\n" + as_ndjson(a_payment()).replace(b"\n", b"\r\n")
    assert [(item.row, item.form.tag) for item in items(Format.NDJSON, body)] == [
        (1, "import-order"),
        (3, "import-payment"),
    ]


@pytest.mark.parametrize("written", [Format.NDJSON, Format.JSON])
def test_a_member_that_comes_twice_fails_its_record_only(written: Format) -> None:
    twice = as_json(an_order())[1:-1].replace(b'"orderType": "I"', b'"orderType": "I", "orderType": "I"')
    good = as_json(an_order())[1:-1]
    body = twice + b"\n" + good if written is Format.NDJSON else b"[" + twice + b"," + good + b"]"
    first, second = read(written, body, SENDERS, Limits())
    assert isinstance(first, Malformed)
    assert [(error.pointer, error.code) for error in first.errors] == [("/orderType", "duplicate_member")]
    assert isinstance(second, Item)


def test_a_member_that_comes_twice_is_seen_when_exponents_make_up_the_length() -> None:
    order = an_order(goodsValue=0, freight=0, discount=0, taxTotal=0)
    body = json.dumps(order, ensure_ascii=False, separators=(",", ":"))
    for name in ("goodsValue", "freight", "discount", "taxTotal"):
        body = body.replace(f'"{name}":0', f'"{name}":1e0')
    body = body.replace("{", '{"discount":9,', 1)
    (found,) = read(Format.NDJSON, body.encode(), SENDERS, Limits())
    assert isinstance(found, Malformed)
    assert {error.code for error in found.errors} == {"duplicate_member"}


def test_an_exponent_is_read_exactly() -> None:
    body = as_json(an_order()).replace(b'"goodsValue": "199.00"', b'"goodsValue": 1.99e2')
    assert items(Format.JSON, body) == items(Format.JSON, as_json(an_order()))


def test_a_second_name_for_a_member_by_escapes_is_seen() -> None:
    body = as_json(an_order()).replace(b'"orderType": "I"', b'"orderType": "I", "order\\u0054ype": "E"')
    (found,) = read(Format.JSON, body, SENDERS, Limits())
    assert isinstance(found, Malformed)


def test_one_bad_record_in_xml_fails_only_itself() -> None:
    found = read(Format.XML, as_xml(an_order(), an_order(appType="9"), an_order()), SENDERS, Limits())
    assert [type(item) for item in found] == [Item, Malformed, Item]


def test_comments_and_character_data_sections_are_as_good_as_text() -> None:
    body = as_xml(an_order()).decode()
    body = body.replace("D20241111001", "D2024<!-- c --><![CDATA[1111]]>001")
    assert items(Format.XML, body.encode()) == items(Format.JSON, as_json(an_order()))


def test_a_foreign_transmitter_is_refused_in_every_format() -> None:
    assert refusal(Format.XML, as_xml(an_order(), transmitter="9999999999")) == "transmitter_foreign"
    assert refusal(Format.JSON, as_json(an_order(transmitter="9999999999"))) == "transmitter_foreign"
    body = b'{"transmitter": "9999999999", "documents": %s}' % as_json(an_order())
    assert refusal(Format.JSON, body) == "transmitter_foreign"


def test_the_transmitter_is_the_records_then_the_envelopes_then_the_first_code() -> None:
    body = b'{"transmitter": "3301960001", "documents": %s}' % as_json(an_order(), an_order(transmitter="1105910001"))
    assert [item.sender for item in items(Format.JSON, body)] == ["3301960001", "1105910001"]
    assert items(Format.JSON, as_json(an_order()))[0].sender == "1105910001"


def test_a_needless_second_base_transfer_is_borne_but_not_a_second_transmitter() -> None:
    body = as_xml(an_order()).decode()
    transfer = body[body.index("<ceb:BaseTransfer>") : body.index("</ceb:CEB311Message>")]
    assert items(Format.XML, body.replace(transfer, transfer * 2).encode())
    other = transfer.replace("1105910001", "3301960001")
    assert refusal(Format.XML, body.replace(transfer, transfer + other).encode()) == "xml_envelope"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda body: body.replace("CEB311Message", "CEB999Message"), "xml_message_unknown"),
        (lambda body: body.replace("www.chinaport.gov.cn", "example.org"), "xml_message_unknown"),
        (lambda body: body.replace("<ceb:BaseTransfer>", "<ceb:Payment/><ceb:BaseTransfer>"), "xml_envelope"),
        (lambda body: body.replace("copCode", "copKode"), "xml_envelope"),
        (lambda body: body[:-9], "xml_malformed"),
        (lambda body: body.replace("<?xml ", '<!DOCTYPE x [<!ENTITY a "b">]><?xml '), "xml_doctype"),
        (lambda body: body.replace("UTF-8", "no-such-encoding"), "xml_malformed"),
    ],
)
def test_a_bad_envelope_fails_the_message(change: Any, code: str) -> None:
    assert refusal(Format.XML, change(as_xml(an_order()).decode()).encode()) == code


def test_what_is_not_read_as_a_message_says_where_or_what_would_be() -> None:
    body = as_xml(an_order()).decode()
    for change, told in (
        (body.replace("CEB311Message", "CEB312Message"), "CEB311Message"),
        (body[:-9], f"line {body.count(chr(10)) + 1}, column"),
    ):
        with pytest.raises(Problem) as problem:
            items(Format.XML, change.encode())
        assert told in problem.value.document()["detail"]


def test_a_doctype_is_refused_in_an_encoding_that_hides_it() -> None:
    text = as_xml(an_order(), encoding="utf-16").decode("utf-16")
    head, rest = text.split("\n", 1)
    body = f'{head}<!DOCTYPE x [<!ENTITY a "b">]>{rest}'.encode("utf-16")
    assert refusal(Format.XML, body) == "xml_doctype"


@pytest.mark.parametrize(
    "body", [b"", b"1", b'"x"', b"null", b"true", b"{}", b"[1,", b'{"documents": 1}', b"[]", b"\xff"]
)
def test_what_is_no_batch_is_refused(body: bytes) -> None:
    assert refusal(Format.JSON, body) in {"json_malformed", "json_envelope", "no_items"}


def test_item_counts_are_limited() -> None:
    limits = Limits(json_items=2, xml_items=2)
    three = [an_order()] * 3
    assert refusal(Format.JSON, as_json(*three), limits) == "too_many_items"
    assert refusal(Format.NDJSON, as_ndjson(*three), limits) == "too_many_items"
    assert refusal(Format.XML, as_xml(*three), limits) == "too_many_items"
    assert refusal(Format.XML, as_xml(*[a_waybill()] * 101)) == "too_many_items"


def said(written: Format, body: bytes) -> tuple[str, str]:
    """Return what a refused body's sender is told, in English and Chinese."""
    with pytest.raises(Problem) as caught:
        read(written, body, SENDERS, Limits())
    assert caught.value.zh
    return caught.value.en, caught.value.zh


def with_half_a_pair() -> bytes:
    """A record whose remark has half of a surrogate pair."""
    return as_json(an_order(note="x"))[1:-1].replace(b'"x"', b'"\\ud800"')


def test_half_a_surrogate_pair_refuses_its_record_alone() -> None:
    good, bad = as_json(an_order())[1:-1], with_half_a_pair()
    for body in (b"[" + good + b" ,\n" + bad + b"]", b'{"documents" : [' + good + b"," + bad + b"]}"):
        first, second = read(Format.JSON, body, SENDERS, Limits())
        assert isinstance(first, Item)
        assert isinstance(second, Malformed)
        assert second.row == 2
        assert {error.pointer for error in second.errors} == {"/note"}


def test_the_transmitter_of_an_envelope_is_read_with_care_too() -> None:
    bad = with_half_a_pair()
    (item,) = read(Format.JSON, b'{"transmitter": "3301960001", "documents": [' + bad + b"]}", SENDERS, Limits())
    assert isinstance(item, Malformed)
    assert refusal(Format.JSON, b'{"transmitter": "9999999999", "documents": [' + bad + b"]}") == "transmitter_foreign"
    assert refusal(Format.JSON, b'{"papers": [' + bad + b"]}") == "json_envelope"


@pytest.mark.parametrize(
    ("body", "place"),
    [
        (b'[\n{"type": "import-order",\n "orderNo" "1"}]', "line 3, column 12: expected a colon"),
        (b'[{"a": 1} {"b": 2}]', "line 1, column 11: expected a comma or a closing bracket"),
        (b'[{"a": "b}]', "line 1, column 8: expected the end of the text that begins here"),
        (b"[{a: 1}]", "line 1, column 3: expected a name in double quotation marks"),
        (b"[{}] x", "line 1, column 6: expected the end: something follows the whole"),
        (b"hello", "it begins with neither [ nor {"),
    ],
)
def test_json_that_cannot_be_parsed_is_told_with_place_and_cause(body: bytes, place: str) -> None:
    assert said(Format.JSON, body)[0] == place


def test_a_line_that_is_no_json_is_told_with_its_column() -> None:
    (malformed,) = read(Format.NDJSON, b'{"type": "import-order", }', SENDERS, Limits())
    assert isinstance(malformed, Malformed)
    assert "line 1, column 2" in malformed.errors[0].en
    assert "第 1 行第 2" in malformed.errors[0].zh
    line = as_ndjson(an_order(note="中文")).decode().encode("gbk")
    for written, body in ((Format.JSON, b"[" + line + b"]"), (Format.NDJSON, line)):
        (malformed,) = read(written, body, SENDERS, Limits())
        assert isinstance(malformed, Malformed)
        assert "bytes that are not UTF-8" in malformed.errors[0].en


@pytest.mark.parametrize(("tag", "named"), [("import-invoice", True), ("王小明 330102199001011234", False)])
def test_a_type_that_is_not_taken_is_named_unless_it_may_be_anything(tag: str, named: bool) -> None:
    (malformed,) = read(Format.JSON, as_json(an_order() | {"type": tag}), SENDERS, Limits())
    assert isinstance(malformed, Malformed)
    assert (tag in malformed.errors[0].en) is (tag in malformed.errors[0].zh) is named


@pytest.mark.parametrize(
    ("old", "new", "cause"),
    [
        ("</ceb:orderNo>", " & Co</ceb:orderNo>", "in a text write &amp;"),
        ("</ceb:orderNo>", " &Co</ceb:orderNo>", "in a text write &amp;"),
        ("</ceb:orderNo>", "&nbsp;</ceb:orderNo>", "an entity that XML does not define"),
        ("</ceb:orderNo>", "</ceb:order>", "an end tag of another name than its start tag: <orderNo> … </order>"),
        ("</ceb:orderNo>", "</>", "an end tag of another name than its start tag: <orderNo>"),
        ("</ceb:orderNo>", f"</ceb:{'o' * 100}>", f"<orderNo> … </{'o' * 60}>"),
        ("</ceb:orderNo>", "</orderNo>", "orderNo has another prefix"),
        ("</ceb:orderNo>", "\x01</ceb:orderNo>", "a control character"),
        ("</ceb:CEB311Message>", "", "the message ends before its elements do"),
        ("</ceb:CEB311Message>", "</ceb:CEB311Message><x/>", "content after the root element"),
        ("<ceb:orderNo>", "<q:orderNo>", "a prefix of a namespace that is not declared"),
        ("UTF-8", "EBCDIC-X", "the encoding in the XML declaration is not known"),
    ],
)
def test_xml_that_cannot_be_parsed_is_told_with_place_and_cause(old: str, new: str, cause: str) -> None:
    body = as_xml(an_order()).decode()
    assert old in body
    en, zh = said(Format.XML, body.replace(old, new, 1).encode())
    assert en.startswith("line ")
    assert cause in en
    assert "：" in zh


@pytest.mark.parametrize(("declared", "written"), [("UTF-8", "gbk"), ("us-ascii", "utf-8")])
def test_bytes_of_another_encoding_than_declared_are_told(declared: str, written: str) -> None:
    body = as_xml(an_order(note="中文")).decode().replace("UTF-8", declared).encode(written)
    en, _ = said(Format.XML, body)
    assert f"bytes that are not {declared.upper()}; name their encoding in the XML declaration" in en


def test_what_is_unknown_in_a_message_is_named() -> None:
    body = as_xml(an_order()).decode()
    assert "CEB999Message; taken are CEB311Message" in said(Format.XML, body.replace("CEB311M", "CEB999M").encode())[0]
    added = body.replace("<ceb:BaseTransfer>", "<ceb:Payment/><ceb:BaseTransfer>")
    assert said(Format.XML, added.encode())[0] == "Payment is no element of this message"
    plain = body.replace("ceb:BaseTransfer>", "BaseTransfer>")
    assert said(Format.XML, plain.encode())[0] == "BaseTransfer (without a namespace) is no element of this message"


def test_lines_that_come_twice_or_are_no_array_are_not_called_missing() -> None:
    twice = as_json(an_order()).replace(b'"lines":', b'"lines": [], "lines":')
    for body, code in ((twice, "duplicate_member"), (as_json(an_order(lines="x")), "lines_not_a_list")):
        (record,) = read(Format.JSON, body, SENDERS, Limits())
        assert isinstance(record, Malformed)
        assert [(error.pointer, error.code) for error in record.errors] == [("/lines", code)]
