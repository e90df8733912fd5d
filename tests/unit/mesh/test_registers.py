"""Registers: the newest version in force on a day counts, and a withdrawn one ends its code."""

import pytest

from contracts.common import ParameterSet
from mesh.declared import registers as registers_module
from mesh.declared.lookup import Lookup
from mesh.declared.registers import Registers


def a_version(
    version: int, valid_from: str, *, valid_to: str | None = None, withdrawn: bool | None = None
) -> ParameterSet:
    return ParameterSet(
        code="limit", version=version, valid_from=valid_from, valid_to=valid_to, source="invented", value=str(version),
        withdrawn=withdrawn,
    )  # fmt: skip


def found(registers: Registers, date: str) -> int | None:
    entry = registers.find(ParameterSet, "limit", date)
    return None if entry is None else entry.version


def test_the_newest_version_in_force_on_the_day_counts() -> None:
    registers = Registers([a_version(2, "2024-03-01", valid_to="2024-03-31"), a_version(1, "2024-01-01")])
    assert [found(registers, day) for day in ("2023-12-31", "2024-02-29", "2024-03-31", "2024-04-01")] == [
        None,
        1,
        2,
        1,
    ]


def test_a_withdrawn_version_ends_its_code_from_its_first_day_on() -> None:
    registers = Registers([a_version(1, "2024-01-01"), a_version(2, "2024-03-01", withdrawn=True)])
    assert [found(registers, day) for day in ("2024-02-29", "2024-03-01", "2030-01-01")] == [1, None, None]


def test_a_withdrawn_code_may_come_back() -> None:
    versions = [a_version(1, "2024-01-01"), a_version(2, "2024-03-01", withdrawn=True), a_version(3, "2024-06-01")]
    registers = Registers(versions)
    assert [found(registers, day) for day in ("2024-05-31", "2024-06-01")] == [None, 3]


def test_what_was_looked_up_before_is_looked_up_anew_when_the_register_grows() -> None:
    registers = Registers([a_version(1, "2024-01-01")])
    assert [found(registers, day) for day in ("2023-12-31", "2024-03-01")] == [None, 1]
    registers.add(a_version(2, "2023-06-01"))
    assert [found(registers, day) for day in ("2023-12-31", "2024-03-01")] == [2, 2]


def test_look_ups_that_documents_choose_do_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registers_module, "REMEMBERED", 3)
    registers = Registers([a_version(1, "2024-01-01")])
    for number in range(10):
        assert registers.find(ParameterSet, f"unknown-{number}", "2024-03-01") is None
        assert found(registers, "2024-03-01") == 1
    assert len(registers._looked_up) <= 3


def codes(*entries: tuple[str, int, str]) -> Registers:
    return Registers(
        ParameterSet(code=code, version=version, valid_from=valid_from, source="invented", value=code)
        for code, version, valid_from in entries
    )


def test_what_lies_under_a_beginning_is_every_code_in_force_that_begins_so() -> None:
    registers = codes(
        ("720241", 1, "2024-01-01"), ("7202", 1, "2024-01-01"), ("72", 1, "2024-01-01"), ("73", 1, "2024-01-01")
    )
    registers.add(ParameterSet(code="720221", version=1, valid_from="2025-01-01", source="invented", value="later"))
    under = [entry.code for entry in registers.under(ParameterSet, "7202", "2024-06-01")]
    assert under == ["7202", "720241"]
    assert registers.under(ParameterSet, "8", "2024-06-01") == ()


def test_what_lies_under_a_beginning_is_looked_up_anew_when_the_register_grows() -> None:
    registers = codes(("7202", 1, "2024-01-01"))
    assert len(registers.under(ParameterSet, "72", "2024-06-01")) == 1
    registers.add(ParameterSet(code="7204", version=1, valid_from="2024-01-01", source="invented", value="new"))
    registers.add(ParameterSet(code="7202", version=2, valid_from="2024-01-01", source="i", value="", withdrawn=True))
    assert [entry.code for entry in registers.under(ParameterSet, "72", "2024-06-01")] == ["7204"]


def test_beginnings_that_documents_choose_do_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registers_module, "REMEMBERED", 3)
    registers = codes(("7202", 1, "2024-01-01"))
    for number in range(10):
        assert registers.under(ParameterSet, f"{number}", "2024-06-01") == registers.under(
            ParameterSet, f"{number}", "2024-06-01"
        )
    assert len(registers._looked_under) <= 3


def test_a_look_up_names_what_lies_under_a_beginning() -> None:
    lookup = Lookup(codes(("7202", 1, "2024-01-01"), ("7204", 3, "2024-01-01")), "2024-06-01", {ParameterSet: "rows"})
    lookup.need(ParameterSet, "7204")
    lookup.under(ParameterSet, "72")
    assert [(used.code, used.version) for used in lookup.used()] == [("7204", 3), ("7202", 1)]
