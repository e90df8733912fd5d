"""
Which tests go to one of several workers together, and in what order.

Together: what would starve each other, and what is dear to make twice. The longest go first, so that no worker is left
with a long one while the others have nothing to do.
"""

from collections import OrderedDict
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

GROUPS = {
    "the performance": (
        "tests/e2e/console/",
        "tests/e2e/test_commands.py",
        "tests/e2e/test_demo.py",
        "tests/e2e/test_demo_exports.py",
        "tests/e2e/test_official_samples.py",
        "tests/e2e/test_parked.py",
        "tests/e2e/test_personal_data.py",
        "tests/e2e/test_register_changes.py",
    ),
    "meshes of their own": (
        "tests/e2e/test_chaos.py",
        "tests/e2e/test_foreign_records.py",
        "tests/integration/test_local_mesh.py",
        "tests/integration/test_starting.py",
        "tests/integration/test_strange_folders.py",
    ),
    "the course of trade": ("tests/component/outcomes/",),
}
"""
A mesh is ten processes and more, and its deadlines are real: one after another comes up, beside the one mesh of the
performance at most.
"""
ALONE = "tests/integration/"
"""Tests that wait for Kafka go out one by one, all others by module."""


class Grouped(LoadScopeScheduling):  # type: ignore[misc] # it has no types
    """Hands out groups in their order, then what waits for Kafka, then all others."""

    workqueue: OrderedDict[str, dict[str, bool]]

    def _split_scope(self, nodeid: str) -> str:
        return unit(nodeid)

    def _assign_work_unit(self, node: Any) -> None:
        if not any(self.assigned_work.values()):
            self.workqueue = OrderedDict(sorted(self.workqueue.items(), key=lambda each: turn(each[0])))
        super()._assign_work_unit(node)


def unit(nodeid: str) -> str:
    """Return with what a test goes to a worker: the name of its group, itself, or its module."""
    group = next((name for name, places in GROUPS.items() if nodeid.startswith(places)), None)
    if group is not None:
        return group
    return nodeid if nodeid.startswith(ALONE) else nodeid.partition("::")[0]


def turn(unit: str) -> int:
    """Return when it is the turn of a unit: the lower, the sooner."""
    if unit in GROUPS:
        return list(GROUPS).index(unit)
    return len(GROUPS) + (not unit.startswith(ALONE))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Grouped:
    """Choose who runs what."""
    return Grouped(config, log)
