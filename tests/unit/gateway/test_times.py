"""Every time and day of every document is one that exists."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.documents import DOCUMENTS, Field, Kind
from gateway.forms.catalogue import BY_TAG, FORMS
from gateway.forms.item import Item, Malformed
from gateway.forms.times import is_date, is_time
from gateway.reading.batch import Senders
from tests.support.gateway.conformance import as_described
from tests.support.gateway.in_every_format import read_in_every_format
from tests.support.gateway.papers import Paper, a_cancellation, a_list, a_payment, a_waybill, an_order

AVRO = Path(__file__).resolve().parents[3] / "schemas" / "avro"
SENDERS = Senders("1105910001", None)
GOOD = (an_order(), a_payment(), a_waybill(), a_list(), a_cancellation())
PAPERS = {document.tag: as_described(document) for document in DOCUMENTS} | {good["type"]: good for good in GOOD}
NO_TIMES = (
    "20241301256199", "20240230999999", "00000000000000", "20240230120000", "20230229000000", "21000101000000",
    "19700101080000", "20241111240000", "20241111236000", "20241111235960", "20240001000000", "20241100000000",
    "99991231235959",
)  # fmt: skip
NO_DAYS = ("20240230", "00000000", "20230229", "20241131", "19700101", "99991231", "20241300", "21000101")
CALLED_LIKE_ONE = re.compile(r"(?i)(time|date)$")


def timed() -> Iterator[tuple[str, Field]]:
    """Yield every field of every document that is a time or a day, by its kind, its name or what the contract says."""
    for form in FORMS:
        schema = json.loads((AVRO / f"{form.full_name}.avsc").read_text(encoding="utf-8"))
        told = {field["name"] for field in schema["fields"] if "YYYYMMDD" in field["doc"]}
        for field in (*form.head.fields, *(form.lines.fields if form.lines else ())):
            if field.kind in (Kind.TIME, Kind.DATE) or CALLED_LIKE_ONE.search(field.element) or field.to in told:
                yield form.tag, field


TIMED = [pytest.param(tag, field, id=f"{tag}-{field.element}") for tag, field in timed()]


def found(paper: Paper) -> list[Item | Malformed]:
    """Return what a record is read as in JSON and, if it is a message, in XML."""
    return read_in_every_format(paper, SENDERS)


def test_fields_called_time_or_date_are_read_as_such() -> None:
    found = {(tag, field.element): field.kind for tag, field in timed()}
    assert set(found.values()) == {Kind.TIME, Kind.DATE}
    assert {(tag, "appTime") for tag in BY_TAG} <= found.keys()
    assert (found["import-payment", "payTime"], found["import-list", "declTime"]) == (Kind.TIME, Kind.DATE)
    assert found["import-list", "ieDate"] is Kind.DATE


@pytest.mark.parametrize(("tag", "field"), TIMED)
def test_what_does_not_exist_is_told_at_its_place_in_json_and_xml(tag: str, field: Field) -> None:
    wrong, code = (NO_TIMES, "no_such_time") if field.kind is Kind.TIME else (NO_DAYS, "no_such_day")
    for value in wrong:
        for read_as in found(PAPERS[tag] | {field.element: value}):
            assert isinstance(read_as, Malformed), value
            assert [(error.pointer, error.code) for error in read_as.errors] == [(f"/{field.element}", code)]


@pytest.mark.parametrize(("tag", "field"), TIMED)
def test_the_29th_of_february_and_the_last_second_exist(tag: str, field: Field) -> None:
    value = "20240229235959" if field.kind is Kind.TIME else "20240229"
    assert all(isinstance(read_as, Item) for read_as in found(PAPERS[tag] | {field.element: value}))


@given(at=st.times(), day=st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_every_second_of_this_century_is_a_time(at: time, day: date) -> None:
    assert is_time(f"{day:%Y%m%d}{at:%H%M%S}")
    assert is_date(f"{day:%Y%m%d}")


@given(st.text("0123456789", min_size=14, max_size=14))
def test_a_time_is_what_the_calendar_knows(value: str) -> None:
    try:
        at = datetime.strptime(value, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        exists = 2000 <= at.year <= 2099 and at.strftime("%Y%m%d%H%M%S") == value
    except ValueError:
        exists = False
    assert is_time(value) == exists
    assert not is_time(value[:8])
    assert not is_date(value)
