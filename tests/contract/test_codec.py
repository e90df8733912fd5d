"""Our codec against fastavro, the oracle, and against malformed input."""

import contextlib
import io
import json
from typing import Any

import fastavro
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts import codec
from contracts.common import Effect, Reason, RuleEvaluated, RuleResult
from contracts.mesh import ClockTicked, JournalEntry
from contracts.schemas import IDS, KINDS
from tests.contract.reading import contract
from tests.contract.records import a_record

NAMES = sorted(KINDS)
PARSED: dict[str, Any] = {name: fastavro.parse_schema(json.loads(codec.SCHEMAS[IDS[name]])) for name in NAMES}
REASON = Reason(code="99102", rule_id="MAT-02", text_zh="金额不符", text_en="amounts differ")


def written_by_fastavro(name: str, record: msgspec.Struct) -> bytes:
    stream = io.BytesIO()
    content = msgspec.to_builtins(record, builtin_types=(bytes,))
    fastavro.schemaless_writer(stream, PARSED[name], content, disable_tuple_notation=True)
    return stream.getvalue()


@pytest.mark.parametrize("name", NAMES)
def test_bytes_equal_those_of_fastavro_and_both_read_them_alike(name: str) -> None:
    @settings(max_examples=12, deadline=None)
    @given(a_record(contract().contract, name))
    def holds(record: msgspec.Struct) -> None:
        value = codec.encode(record)
        assert value[5:] == written_by_fastavro(name, record)
        assert codec.decode(value) == record
        read = fastavro.schemaless_reader(io.BytesIO(value[5:]), PARSED[name], None)
        assert msgspec.convert(read, KINDS[name], builtin_types=(bytes,)) == record

    holds()


@pytest.mark.parametrize("name", NAMES)
def test_malformed_bytes_are_undecodable_and_nothing_else(name: str) -> None:
    @settings(max_examples=12, deadline=None)
    @given(a_record(contract().contract, name), st.data())
    def holds(record: msgspec.Struct, data: st.DataObject) -> None:
        value = codec.encode(record)
        at = data.draw(st.integers(5, len(value)))
        removed = data.draw(st.integers(0, 4))
        noise = data.draw(st.binary(max_size=12))
        with contextlib.suppress(codec.Undecodable):
            codec.decode(value[:at] + noise + value[at + removed :])

    holds()


@pytest.mark.parametrize("name", NAMES)
def test_every_truncation_and_every_longer_value_is_undecodable(name: str) -> None:
    @settings(max_examples=2, deadline=None)
    @given(a_record(contract().contract, name))
    def holds(record: msgspec.Struct) -> None:
        value = codec.encode(record)
        for end in range(5, len(value)):
            with pytest.raises(codec.Undecodable):
                codec.decode(value[:end])
        with pytest.raises(codec.Undecodable):
            codec.decode(value + b"\0")

    holds()


@given(st.integers(-(2**63), 2**63 - 1))
def test_every_64_bit_number_survives(number: int) -> None:
    record = ClockTicked(at_ms=number)
    assert codec.decode(codec.encode(record)) == record


@given(st.binary(max_size=200))
def test_arbitrary_bytes_are_undecodable_or_of_an_unknown_schema(value: bytes) -> None:
    with pytest.raises((codec.Undecodable, codec.UnknownSchemaId)):
        codec.decode(value)


HEAD = b"\0" + IDS["mesh.mesh.JournalEntry"].to_bytes(4, "big")
HUGE = b"\xff\xff\xff\xff\xff\xff\xff\xff\x7f"
MALFORMED = {
    "a number of more than 64 bits": b"\xff" * 10 + b"\x01",
    "a number without end": b"\x80" * 50,
    "a length of half the address space": b"\x02" + b"\xfe\xff\xff\xff\xff\xff\xff\xff\xff\x01",
    "a negative length": b"\x02\x01abc",
    "an array of absurd length": b"\x02\x02a\x00" + b"\xfe\xff\xff\xff\xff\xff\xff\xff\xff\x01",
    "an array of absurd length in a sized block": b"\x02\x02a\x00" + b"\xfd\xff\xff\xff\xff\xff\xff\xff\xff\x01\x02",
    "an array of the smallest count": b"\x02\x02a\x00" + b"\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01\x02",
    "text that is not UTF-8": b"\x02\x02\xff\x00",
    "a 32-bit number of 33 bits": b"\x02\x02a\x80\x80\x80\x80\x20",
}


@pytest.mark.parametrize("body", MALFORMED.values(), ids=MALFORMED.keys())
def test_hostile_bytes_are_undecodable(body: bytes) -> None:
    with pytest.raises(codec.Undecodable):
        codec.decode(HEAD + body)


@pytest.mark.parametrize("value", [b"", b"\0", b"\1\0\0\0\1x", b"{}"])
def test_what_is_not_in_the_wire_format_is_undecodable(value: bytes) -> None:
    with pytest.raises(codec.Undecodable):
        codec.decode(value)


def test_an_array_in_several_blocks_with_sizes_is_read() -> None:
    entry = JournalEntry(
        sequence=1, processor="p", partition=0, ranges=(), registers=(), outputs=0, digest=b"", changes=0,
        state_digest=b"", code_version="1", schemas=(1, 2, 3), parked=(), unread=(), arrived=(),
    )  # fmt: skip
    value = codec.encode(entry)
    one_block = b"\x06\x02\x04\x06\x00"
    assert value.count(one_block) == 1
    blocks = b"\x03\x04\x02\x04" + b"\x02\x06" + b"\x00"
    assert codec.decode(value.replace(one_block, blocks)) == entry


@pytest.mark.parametrize("bad", [2**63, -(2**63) - 1, "1", None, 1.5])
def test_a_number_that_does_not_fit_is_unencodable(bad: Any) -> None:
    with pytest.raises(codec.Unencodable):
        codec.encode(ClockTicked(at_ms=bad))


@pytest.mark.parametrize("bad", [None, 1, b"x", "\ud800"])
def test_a_text_that_does_not_fit_is_unencodable(bad: Any) -> None:
    with pytest.raises(codec.Unencodable):
        codec.encode(msgspec.structs.replace(REASON, code=bad))


def test_a_symbol_that_does_not_exist_is_unencodable() -> None:
    with pytest.raises(codec.Unencodable):
        codec.encode(RuleEvaluated(rule_id="MAT-02", result="MAYBE"))  # type: ignore[arg-type]


def test_an_error_never_shows_what_a_record_holds() -> None:
    with pytest.raises(codec.Unencodable) as found:
        codec.encode(msgspec.structs.replace(REASON, code="secret\ud800"))
    assert "secret" not in str(found.value)


def test_a_type_outside_the_contract_is_unencodable() -> None:
    class Stranger(msgspec.Struct):
        x: int

    with pytest.raises(codec.Unencodable):
        codec.encode(Stranger(1))


def test_names_ids_and_types_lead_to_each_other() -> None:
    for name, kind in KINDS.items():
        number = codec.id_of(kind)
        assert codec.full_name(kind) == name
        assert codec.kind_of(number) is kind
        assert 0 < number < 2**31
    assert len(set(IDS.values())) == len(KINDS) == len(codec.SCHEMAS)
    assert codec.schema_id(codec.encode(REASON)) == codec.id_of(Reason)


def test_an_unknown_id_is_said_to_be_unknown() -> None:
    with pytest.raises(codec.UnknownSchemaId) as found:
        codec.decode(b"\0\0\0\0\7abc")
    assert found.value.schema_id == 7
    with pytest.raises(codec.UnknownSchemaId):
        codec.kind_of(7)


def test_enums_are_their_symbols() -> None:
    assert Effect("PASS") is Effect.PASS
    assert RuleResult.PASSED == "PASSED"
