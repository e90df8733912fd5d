"""The bytes of the hash chain: as the specification says, and of no two lists of records the same."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mesh import _records
from mesh.wire.records import Outbound
from tests.support.mesh.framing import changes_framed, changes_unframed, framed, unframed

CONTENT = st.none() | st.binary(max_size=20)
HEADERS = st.lists(st.tuples(st.text(max_size=6).filter(lambda name: name.isprintable()), CONTENT), max_size=4)
RECORDS = st.lists(
    st.builds(
        Outbound, st.text("abc.v1", max_size=9), st.none() | st.integers(0, 2**32 - 2), CONTENT, CONTENT, HEADERS
    ),
    max_size=4,
)


@given(RECORDS)
def test_the_bytes_are_those_of_the_specification(records: list[Outbound]) -> None:
    assert _records.framed(records) == framed(records)


@given(RECORDS)
def test_the_bytes_can_be_read_back_so_they_stand_for_these_records_alone(records: list[Outbound]) -> None:
    assert unframed(_records.framed(records)) == records


CHANGES = st.dictionaries(st.binary(max_size=9), CONTENT, max_size=4)


@given(CHANGES)
def test_the_bytes_of_changes_are_those_of_the_specification_in_their_order(changes: dict[bytes, bytes | None]) -> None:
    assert _records.changes_framed(changes) == changes_framed(changes)
    read = changes_unframed(_records.changes_framed(changes))
    assert list(read.items()) == list(changes.items())


@pytest.mark.parametrize("changes", [{"key": b""}, {b"key": "value"}, {b"key": 1}, [], None, {None: b""}])
def test_what_is_no_change_is_refused(changes: Any) -> None:
    with pytest.raises(TypeError):
        _records.changes_framed(changes)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Outbound("t", None, b"k", None, ()), Outbound("t", None, b"k", b"", ())),
        (Outbound("t", None, b"k", b"v", ()), Outbound("t", 0, b"k", b"v", ())),
        (Outbound("t", 0, b"k", b"v", ()), Outbound("t", 1, b"k", b"v", ())),
        (Outbound("t", None, b"k", b"v", [("a", b"")]), Outbound("t", None, b"k", b"v", [("a", None)])),  # type: ignore[list-item]
        (Outbound("t", None, b"k", b"v", [("a=1 b", b"x")]), Outbound("t", None, b"k", b"v", [("a", b"b=1 x")])),
    ],
    ids=["tombstone", "partition by key", "another partition", "null header", "a header's name in its content"],
)
def test_what_differs_has_other_bytes(one: Outbound, other: Outbound) -> None:
    assert _records.framed([one]) != _records.framed([other])


@pytest.mark.parametrize(
    ("record", "error"),
    [
        (("t", None, b"k", b"v"), TypeError),
        (("t", None, "k", b"v", ()), TypeError),
        (("t", None, b"k", b"v", [("a",)]), TypeError),
        (("t", -1, b"k", b"v", ()), OverflowError),
        (("t", 2**32 - 1, b"k", b"v", ()), OverflowError),
        ((1, None, b"k", b"v", ()), TypeError),
    ],
)
def test_what_is_no_record_is_refused(record: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        _records.framed([record])
