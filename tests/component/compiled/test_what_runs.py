"""
Whether these tests run on our packages as compiled: all that is to be compiled is, under --compiled, else nothing.

A path that is not there, or a copy of yesterday's sources, would let everything pass on the wrong code.
"""

from importlib import import_module
from pathlib import Path

import pytest

from deploy import compiled

NAMES = tuple(compiled.modules())


def test_every_module_that_is_to_be_compiled_runs_so_or_none_does(pytestconfig: pytest.Config) -> None:
    runs_compiled = {name for name in NAMES if not str(import_module(name).__file__).endswith(".py")}
    assert runs_compiled == (set(NAMES) if pytestconfig.getoption("--compiled") else set())


def test_what_is_compiled_was_made_of_the_sources_as_they_stand(pytestconfig: pytest.Config) -> None:
    if pytestconfig.getoption("--compiled"):
        folder = compiled.current()
        assert folder is not None
        assert all(Path(str(import_module(name).__file__)).is_relative_to(folder) for name in NAMES)


def test_rules_and_engine_are_among_it() -> None:
    hot = {"mesh.engine.task", "mesh.engine.engine", "customs.rules.matching", "tax.assessment.assessing"}
    assert hot <= set(NAMES)
