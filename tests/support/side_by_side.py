"""Which tests go to one of several workers together: what would starve each other, and what is dear to make twice."""

from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

GROUPS = {
    "whole meshes": (
        "tests/e2e/",
        "tests/integration/test_local_mesh.py",
        "tests/integration/test_parked_in_a_mesh.py",
        "tests/integration/test_starting.py",
        "tests/integration/test_strange_folders.py",
    ),
    "the course of trade": ("tests/component/outcomes/",),
}
"""Ten processes take a machine's time, and their deadlines are real: one mesh comes up after another."""


class Grouped(LoadScopeScheduling):  # type: ignore[misc] # it has no types
    """Hands out groups, the largest first, and then every other test by itself."""

    def _split_scope(self, nodeid: str) -> str:
        return next((name for name, places in GROUPS.items() if nodeid.startswith(places)), nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Grouped:
    """Choose who runs what."""
    return Grouped(config, log)
