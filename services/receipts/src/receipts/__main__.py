"""Run the receipts fold: ``python -m receipts``."""

from collections.abc import Mapping

from mesh.declared import settings
from mesh.declared.settings import WorkerSettings
from mesh.worker import worker
from receipts.processor import RECEIPTS


def main(environ: Mapping[str, str]) -> None:
    """Run until told to stop."""
    worker.run(service="receipts", processors=(RECEIPTS,), settings=settings.read(environ, WorkerSettings))


if __name__ == "__main__":
    settings.start(main)
