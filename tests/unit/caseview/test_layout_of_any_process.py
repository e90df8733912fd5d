"""The layout of the view is the same in every process: one that differs makes a start fold everything again."""

import os
import subprocess
import sys

SAID = "from caseview.database.layout import layout; from edge.access.audience import JUDGED; print(layout(), *JUDGED)"


def test_the_layout_does_not_hang_on_the_order_of_sets() -> None:
    seeds = ("1", "2", "3", "4", "5")
    found = {
        subprocess.run(
            [sys.executable, "-c", SAID], env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in seeds
    }
    assert len(found) == 1
