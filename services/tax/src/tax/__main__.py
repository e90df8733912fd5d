"""The tax worker: ``python -m tax``."""

from collections.abc import Mapping

from mesh.declared import settings
from mesh.worker import worker
from tax.assessment.processor import ASSESSMENT
from tax.guarantee.processor import GUARANTEE


def main(environ: Mapping[str, str]) -> None:
    """Read the settings, run the processors."""
    worker.run(
        service="tax", processors=(ASSESSMENT, GUARANTEE), settings=settings.read(environ, settings.WorkerSettings)
    )


if __name__ == "__main__":
    settings.start(main)
