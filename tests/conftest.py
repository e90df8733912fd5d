"""
What holds for all tests: the Kafka fixtures, no settings from outside, and no skipped test where all must run.
"""

import os
from collections.abc import Generator

import pytest
from hypothesis import HealthCheck, settings

from deploy.broker import BOOTSTRAP_VARIABLE
from tests.support.kafka import broker, kafka, own_broker
from tests.support.side_by_side import pytest_xdist_make_scheduler

__all__ = ["broker", "kafka", "own_broker", "pytest_xdist_make_scheduler"]

settings.register_profile("yidian", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("yidian")  # how fast a machine is, and what else it does, is no property of the code

KEPT = {BOOTSTRAP_VARIABLE, "YIDIAN_CACHE"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--no-skips", action="store_true", help="a skipped test is a failed test")
    parser.addoption("--compiled", action="store_true", help="our packages must be the compiled ones")
    parser.addoption("--update-golden", action="store_true", help="write the golden snapshots anew")
    parser.addoption("--update-outcomes", action="store_true", help="write the table of outcomes anew")
    parser.addoption("--every-look", action="store_true", help="look at the console in every look, not in two of them")
    parser.addoption("--screenshots", metavar="FOLDER", help="write pictures of the console there")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a skip into a failure, under --no-skips."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and item.config.getoption("--no-skips"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped, and here all must run: {report.longrepr}"
    return report


@pytest.fixture(autouse=True)
def only_our_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the settings of the shell that runs the tests out of them."""
    for name in os.environ:
        if name.startswith("YIDIAN_") and name not in KEPT:
            monkeypatch.delenv(name)
