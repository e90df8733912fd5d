"""Metrics: one typed list, and nothing beside it."""

import re
import subprocess
import sys

from mesh.process import metrics


def test_every_metric_has_a_name_unit_meaning_and_bounded_labels() -> None:
    """The names follow Prometheus' rules."""
    for metric in metrics.CATALOGUE:
        assert re.fullmatch(r"yidian_[a-z_]+", metric.name)
        assert metric.unit
        assert metric.meaning
        assert set(metric.labels) <= {"service", "processor", "topic"}


def test_the_list_is_complete() -> None:
    """
    What the endpoint of a worker shows, apart from the process's own figures, is in the list.

    In a process of its own: a gateway in ours adds its own figures.
    """
    program = "from mesh.process import metrics; print(metrics.exposition().decode())"
    answer = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    shown = set(re.findall(r"^# TYPE (yidian_\S+) ", answer.stdout, re.MULTILINE))
    listed = {metric.name for metric in metrics.CATALOGUE}
    assert {name for name in shown if not name.endswith("_created")} == listed


def test_names_are_unique() -> None:
    """A second metric of a name would hide the first."""
    names = [metric.name for metric in metrics.CATALOGUE]
    assert len(names) == len(set(names))
