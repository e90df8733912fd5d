"""The credit worker: ``python -m credit``."""

from collections.abc import Mapping

from credit.decisions.processor import DECISIONS
from credit.ratings.processor import RATINGS
from mesh.declared import settings
from mesh.worker import worker


def main(environ: Mapping[str, str]) -> None:
    """Read the settings, run the processors."""
    worker.run(
        service="credit", processors=(DECISIONS, RATINGS), settings=settings.read(environ, settings.WorkerSettings)
    )


if __name__ == "__main__":
    settings.start(main)
