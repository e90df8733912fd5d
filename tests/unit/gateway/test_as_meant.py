"""A value is what was meant, however it was typed: the same for every field of every document, in JSON and in XML."""

from collections.abc import Iterator
from typing import Any

import pytest

from contracts.documents import DOCUMENTS, Field, Kind
from gateway.forms.catalogue import FORMS
from gateway.forms.item import Item, Malformed
from gateway.reading.batch import Format, Limits, Senders
from gateway.reading.read import read
from tests.support.gateway.conformance import as_described
from tests.support.gateway.in_every_format import read_in_every_format
from tests.support.gateway.papers import Paper, a_cancellation, a_list, a_payment, a_waybill, an_order, as_json, as_xml

SENDERS = Senders("1105910001", frozenset({"1105910001"}))
GOOD = (an_order(), a_payment(), a_waybill(), a_list(), a_cancellation())
PAPERS = {document.tag: as_described(document) for document in DOCUMENTS} | {good["type"]: good for good in GOOD}
AROUND = [" ", "\n    ", "\t", "\r\n", "\u00a0", "\u3000", "\u200b", "\ufeff", "\u00ad", "\u202e", " \u2060 "]
SAMPLES = {
    Kind.TEXT: "商品 A", Kind.NUMBER: "A 1-2", Kind.CODE: "B1", Kind.DATE: "20241111", Kind.AMOUNT: "1.5",
}  # fmt: skip


def items(paper: Paper) -> list[Item | Malformed]:
    """Return what a record is read as in JSON and, if it is a message, in XML."""
    return read_in_every_format(paper, SENDERS)


def fields() -> Iterator[Any]:
    """Yield every field of every document, with whether it stands on a line."""
    for form in FORMS:
        for block in filter(None, (form.head, form.lines)):
            on_line = block is form.lines
            for field in block.fields:
                yield pytest.param(form.tag, field, on_line, id=f"{form.tag}-{'line-' * on_line}{field.element}")


FIELDS = list(fields())


def with_value(tag: str, field: Field, value: Any, *, on_line: bool) -> Paper:
    """Return a document with one value changed; None leaves the field out."""
    paper = PAPERS[tag]
    block = dict(paper["lines"][0] if on_line else paper)
    block[field.element] = value
    if value is None:
        del block[field.element]
    return paper | {"lines": [block]} if on_line else block


def plainly(tag: str, field: Field, *, on_line: bool) -> str:
    """Return a value for a field as it should be written: the one it has, or one that fits."""
    block = PAPERS[tag]["lines"][0] if on_line else PAPERS[tag]
    if (there := block.get(field.element)) is not None:
        return str(there).strip()
    return SAMPLES[field.kind].ljust(field.least, "1")[: field.most or None]


@pytest.mark.parametrize(("tag", "field", "on_line"), FIELDS)
def test_blanks_and_invisible_characters_around_a_value_change_nothing(tag: str, field: Field, on_line: bool) -> None:
    value = plainly(tag, field, on_line=on_line)
    plain, *others = items(with_value(tag, field, value, on_line=on_line))
    assert isinstance(plain, Item)
    assert others in ([], [plain])
    for odd in AROUND:
        for written in (odd + value, value + odd, odd + value + odd):
            assert items(with_value(tag, field, written, on_line=on_line)) == [plain, *others], repr(written)


@pytest.mark.parametrize(("tag", "field", "on_line"), FIELDS)
def test_a_value_of_nothing_that_is_seen_is_none(tag: str, field: Field, on_line: bool) -> None:
    for blank in (" ", "\u3000", "\u200b", "\n\ufeff"):
        for found in items(with_value(tag, field, blank, on_line=on_line)):
            if field.required:
                assert isinstance(found, Malformed), repr(blank)
                (error,) = found.errors
                assert error.pointer == ("/lines/0/" if on_line else "/") + field.element
            else:
                assert all(found == one for one in items(with_value(tag, field, None, on_line=on_line))), repr(blank)


@pytest.mark.parametrize(("tag", "field", "on_line"), FIELDS)
def test_width_makes_no_other_code_number_or_time(tag: str, field: Field, on_line: bool) -> None:
    if field.kind in (Kind.TEXT, Kind.NUMBER):
        return
    value = plainly(tag, field, on_line=on_line)
    wide = value.translate({place: place + 0xFEE0 for place in range(0x21, 0x7F)})
    plain = items(with_value(tag, field, value, on_line=on_line))
    assert items(with_value(tag, field, wide, on_line=on_line)) == plain


def test_a_number_is_kept_as_its_sender_wrote_it_but_for_what_nobody_sees() -> None:
    (found, _) = items(an_order(orderNo=" Ａ 1\u200b　b\u202e\n"))
    assert isinstance(found, Item)
    assert (found.key, found.clear["order_no"]) == ("A1b", "Ａ 1　b")


SAYS_NOTHING = ["-", "/", "?", ".", "..", "--", "——", "\\", "·", "!?", "***", " - ", "\u200b/"]


@pytest.mark.parametrize(("tag", "field", "on_line"), FIELDS)
def test_an_optional_field_that_says_nothing_is_absent(tag: str, field: Field, on_line: bool) -> None:
    if field.required:
        return
    absent = items(with_value(tag, field, None, on_line=on_line))
    assert all(isinstance(found, Item) for found in absent)
    for written in SAYS_NOTHING:
        assert items(with_value(tag, field, written, on_line=on_line)) == absent, written


@pytest.mark.parametrize(("tag", "field", "on_line"), FIELDS)
def test_a_mandatory_field_that_says_nothing_is_malformed_but_in_a_text(tag: str, field: Field, on_line: bool) -> None:
    """Nobody could call a number or code by it; gmodel of goods that have none is written so."""
    if not field.required:
        return
    for written in SAYS_NOTHING:
        for found in items(with_value(tag, field, written, on_line=on_line)):
            assert isinstance(found, Item if field.kind is Kind.TEXT else Malformed), written
            if isinstance(found, Malformed):
                (error,) = found.errors
                assert error.pointer == ("/lines/0/" if on_line else "/") + field.element


@pytest.mark.parametrize("number", [".", "..", "-", "/", "\\", "...", "·", "!?", "|", "||", "-|"])
@pytest.mark.parametrize(("tag", "element"), [
    ("import-order", "orderNo"), ("import-payment", "payTransactionId"), ("import-waybill", "logisticsNo"),
    ("import-cancellation", "invtNo"), ("import-list", "ebcCode"),
])  # fmt: skip
def test_a_number_that_nobody_could_call_by_it_is_refused(tag: str, element: str, number: str) -> None:
    for found in items(PAPERS[tag] | {element: number}):
        assert isinstance(found, Malformed)
        assert [(error.pointer, error.code) for error in found.errors] == [(f"/{element}", "no_letter_or_digit")]


def test_what_a_mode_needs_and_only_a_dash_stands_for_is_absent() -> None:
    for found in items(a_list(trafNo="/", voyageNo="-", billNo="——")):
        assert isinstance(found, Item)
        assert not found.clear.keys() & {"transport_no", "voyage_no", "bill_no"}


@pytest.mark.parametrize("odd", ["", " ", "\u200b", "\ufeff"])
def test_type_and_transmitter_are_what_was_meant(odd: str) -> None:
    (plain, _) = items(an_order())
    for paper in (an_order(type=f"import-order{odd}"), an_order(transmitter=f"{odd}1105910001")):
        assert list(read(Format.JSON, as_json(paper), SENDERS, Limits())) == [plain]
    envelope = b'{"transmitter": "1105910001%s", "documents": %s}' % (odd.encode(), as_json(an_order()))
    assert list(read(Format.JSON, envelope, SENDERS, Limits())) == [plain]
    body = as_xml(an_order(), transmitter=f"\n 1105910001{odd}\n")
    assert list(read(Format.XML, body, SENDERS, Limits())) == [plain]
