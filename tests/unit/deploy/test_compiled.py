"""The compiled packages are taken while they are those of the sources, and never after."""

import ast
import json
from pathlib import Path

import pytest

from deploy import compiled, processes


def test_nothing_is_taken_where_nothing_was_compiled(tmp_path: Path) -> None:
    assert compiled.current(tmp_path) is None


def test_what_was_compiled_is_taken_while_the_sources_stand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "project" / "agency").mkdir(parents=True)
    rule = tmp_path / "project" / "agency" / "rule.py"
    rule.write_text("LIMIT = 5000\n")
    monkeypatch.setattr(compiled, "ROOT", tmp_path)
    monkeypatch.setattr(compiled, "PACKAGES", {"agency": "project"})
    made = tmp_path / "made"
    made.mkdir()
    (made / compiled.STAMP).write_text(json.dumps(compiled.digest()))
    assert compiled.current(made) == made
    rule.write_text("LIMIT = 5001\n")
    assert compiled.current(made) is None
    (made / compiled.STAMP).write_text("torn")
    assert compiled.current(made) is None


def test_a_changed_record_of_the_contract_is_a_changed_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Compiled code has the types of its fields built in."""
    record = tmp_path / "schemas" / "src" / "contracts" / "trade.py"
    record.parent.mkdir(parents=True)
    record.write_text("goods_name: str\n")
    monkeypatch.setattr(compiled, "ROOT", tmp_path)
    before = compiled.digest()
    record.write_text("goods_name: str | None\n")
    assert compiled.digest() != before


def test_processes_look_for_the_compiled_packages_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "current", lambda: tmp_path)
    (program, *_) = processes.programs({}, slots=1)
    assert program.env["PYTHONPATH"].split(":")[0] == str(tmp_path)
    monkeypatch.setattr(processes, "current", lambda: None)
    monkeypatch.delenv("PYTHONPATH", raising=False)
    (program, *_) = processes.programs({}, slots=1)
    assert "PYTHONPATH" not in program.env


def test_every_module_that_is_to_be_compiled_or_left_out_is_there() -> None:
    """A module that was renamed would silently stay as it is."""
    for pattern in (*compiled.MODULES, *(name for name in compiled.LEFT_OUT if "/" in name)):
        places = [compiled.ROOT / place for place in compiled.PACKAGES.values()]
        assert any(any(place.glob(pattern)) for place in places), pattern


def test_only_what_may_lag_gives_way_to_the_others() -> None:
    patient = {program.name for program in processes.programs({}, slots=1) if program.niceness}
    assert patient == {"view"}


def test_no_class_that_is_compiled_says_more_than_its_bases() -> None:
    """Keywords of a class statement, such as those of a Struct, would be lost."""
    for name, path in compiled.modules().items():
        classes = [
            node for node in ast.walk(ast.parse((compiled.ROOT / path).read_text())) if isinstance(node, ast.ClassDef)
        ]
        assert not [each.name for each in classes if each.keywords], f"leave {name} out of the compiled modules"
