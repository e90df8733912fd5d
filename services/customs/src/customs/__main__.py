"""The customs worker: ``python -m customs``."""

from collections.abc import Mapping

from customs.allowance.processor import ALLOWANCE
from customs.clearance.processor import CLEARANCE
from customs.numbers.processor import NUMBERS
from mesh.declared import settings
from mesh.worker import worker


def main(environ: Mapping[str, str]) -> None:
    """Read the settings, run the processors."""
    worker.run(
        service="customs",
        processors=(CLEARANCE, NUMBERS, ALLOWANCE),
        settings=settings.read(environ, settings.WorkerSettings),
    )


if __name__ == "__main__":
    settings.start(main)
