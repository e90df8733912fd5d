"""The forex worker: ``python -m forex``."""

from collections.abc import Mapping

from forex.decisions.processor import DECISIONS
from forex.totals.processor import TOTALS
from mesh.declared import settings
from mesh.worker import worker


def main(environ: Mapping[str, str]) -> None:
    """Read the settings, run the processors."""
    worker.run(
        service="forex", processors=(DECISIONS, TOTALS), settings=settings.read(environ, settings.WorkerSettings)
    )


if __name__ == "__main__":
    settings.start(main)
