"""Run the receipts fold: ``python -m gateway.receipts``."""

from collections.abc import Mapping

from gateway.receipts.processor import RECEIPTS
from mesh import settings, worker
from mesh.settings import WorkerSettings


def main(environ: Mapping[str, str]) -> None:
    """Run until told to stop."""
    worker.run(service="receipts", processors=(RECEIPTS,), settings=settings.read(environ, WorkerSettings))


if __name__ == "__main__":
    settings.start(main)
