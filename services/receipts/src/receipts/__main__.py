"""Run the receipts fold: ``python -m receipts``."""

from collections.abc import Mapping

from mesh import settings, worker
from mesh.settings import WorkerSettings
from receipts.processor import RECEIPTS


def main(environ: Mapping[str, str]) -> None:
    """Run until told to stop."""
    worker.run(service="receipts", processors=(RECEIPTS,), settings=settings.read(environ, WorkerSettings))


if __name__ == "__main__":
    settings.start(main)
