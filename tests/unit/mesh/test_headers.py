"""CloudEvents headers: what is written is read back, and what is missing does no harm."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mesh import _records
from mesh.wire.headers import END_MS, EventHeaders, event_headers, event_id, parse, parse_rfc3339, rfc3339, static
from mesh.wire.records import Outbound

OFFSET = timedelta(hours=23, minutes=59)
INSTANTS = st.integers(0, END_MS - 1)


def test_headers_follow_the_kafka_binding() -> None:
    """Binary mode: attributes with the prefix ce_, the content type without."""
    headers = event_headers(
        event_id="e1", source="customs.clearance", type_="mesh.customs.DeclarationHeld", time_ms=0, cause_id="c1"
    )
    assert headers == [
        ("ce_specversion", b"1.0"),
        ("content-type", b"application/avro"),
        ("ce_source", b"customs.clearance"),
        ("ce_type", b"mesh.customs.DeclarationHeld"),
        ("ce_id", b"e1"),
        ("ce_time", b"1970-01-01T00:00:00.000Z"),
        ("ce_causationid", b"c1"),
    ]


@given(event=st.text(min_size=1), cause=st.none() | st.text(min_size=1), time_ms=INSTANTS)
def test_what_is_written_is_read_back(event: str, cause: str | None, time_ms: int) -> None:
    """Any id, any instant from 1970 to 2099."""
    headers = event_headers(event_id=event, source="s", type_="t", time_ms=time_ms, cause_id=cause)
    assert parse(headers, 1) == EventHeaders(event, time_ms, cause, "t")


def test_a_record_without_headers_has_the_time_of_its_message() -> None:
    """A foreign producer may know nothing of CloudEvents."""
    assert parse(None, 7) == parse([], 7) == EventHeaders("", 7, None, None)


def test_unreadable_headers_do_no_harm() -> None:
    """Null, rubbish and foreign headers are passed over."""
    headers = [("ce_id", None), ("ce_time", b"yesterday"), ("ce_type", b"\xff"), ("x", b"y"), ("ce_causationid", b"")]
    assert parse(headers, 7) == EventHeaders("", 7, None, "\ufffd")


def test_time_may_have_any_offset_and_precision() -> None:
    """RFC 3339 as other languages write it; a time without offset is no instant."""
    assert parse_rfc3339(b"2026-01-05T08:00:00+08:00") == parse_rfc3339(b"2026-01-05T00:00:00Z") == 1767571200000
    assert parse_rfc3339(b"2026-01-05T00:00:00.123456Z") == 1767571200123
    assert parse_rfc3339(b"2026-01-05T00:00:00") is None
    assert parse_rfc3339(b"2026-13-05T00:00:00.000Z") is None


@pytest.mark.parametrize(
    "text",
    [
        *("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00.000Z"),
        *("9999-12-31T23:59:59.999Z", "2100-01-01T00:00:00.000Z", "1969-12-31T23:59:59.999Z", "9999-12-31T23:59:59Z"),
    ],
)
def test_an_instant_that_is_no_time_of_an_event_is_unreadable(text: str) -> None:
    """The first two are beyond the calendar at Greenwich: they brought workers down, and again after each start."""
    assert parse_rfc3339(text.encode()) is None
    assert parse([("ce_time", text.encode())], 7).time_ms == 7


@given(st.datetimes(timezones=st.timezones() | st.builds(timezone, st.timedeltas(-OFFSET, OFFSET))))
def test_whatever_instant_is_written_is_read_or_is_none(instant: datetime) -> None:
    found = parse_rfc3339(instant.isoformat().encode())
    assert found is None or 0 <= found < END_MS


@given(INSTANTS)
def test_times_agree_with_the_standard_library(time_ms: int) -> None:
    """The cached formatting is only faster."""
    expected = datetime.fromtimestamp(time_ms // 1000, UTC).strftime("%Y-%m-%dT%H:%M:%S") + f".{time_ms % 1000:03}Z"
    assert rfc3339(time_ms).decode() == expected.rjust(24, "0")


def test_the_id_of_an_event_is_fixed() -> None:
    """Pinned: ids must be the same for ever, in every process."""
    assert event_id("a", b"k", "t", 0) == "ef4283b8d07afe4fb50cedf1b45f1366"


@given(st.tuples(st.text(), st.binary(), st.integers(0, 9)), st.tuples(st.text(), st.binary(), st.integers(0, 9)))
def test_different_causes_keys_and_ordinals_give_different_ids(
    one: tuple[str, bytes, int], other: tuple[str, bytes, int]
) -> None:
    """The parts are delimited: moving a character between them changes the id."""
    same = event_id(one[0], one[1], "t", one[2]) == event_id(other[0], other[1], "t", other[2])
    assert same == (one == other)


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=9)


@given(TEXT, st.binary(max_size=9), st.none() | st.binary(max_size=9), TEXT, TEXT, st.integers(0, 99))
def test_the_record_of_an_event_has_its_headers(
    topic: str, key: bytes, value: bytes | None, type_: str, seed: str, ordinal: int
) -> None:
    fixed, time, cause = static("a.b", type_), ("ce_time", b"then"), ("ce_causationid", b"that")
    made = _records.event(Outbound, topic, key, value or b"", type_, fixed, seed, ordinal, time, cause)
    named = ("ce_id", event_id(seed, key, type_, ordinal).encode())
    assert made == Outbound(topic, None, key, value or b"", [*fixed, named, time, cause])
    assert type(made) is Outbound


@pytest.mark.parametrize(
    ("place", "wrong", "error"),
    [
        (0, dict, TypeError),
        (0, None, TypeError),
        (2, "key", TypeError),
        (4, b"type", TypeError),
        (5, [], TypeError),
        (6, None, TypeError),
        (6, "\ud800", UnicodeEncodeError),
        (7, "1", TypeError),
        (7, 2**70, OverflowError),
    ],
)
def test_what_makes_no_event_is_refused(place: int, wrong: Any, error: type[Exception]) -> None:
    arguments: list[Any] = [Outbound, "t", b"k", b"v", "type", (), "seed", 0, ("ce_time", b""), ("ce_causationid", b"")]
    arguments[place] = wrong
    with pytest.raises(error):
        _records.event(*arguments)
    with pytest.raises(TypeError):
        _records.event(*arguments[:9])
