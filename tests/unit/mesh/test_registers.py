"""Registers: the newest version in force on a day counts, and a withdrawn one ends its code."""

import pytest

from contracts.common import ParameterSet
from mesh.declared import registers as registers_module
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
