"""The filing worker: ``python -m filing``."""

from collections.abc import Mapping

from filing.enterprises.processor import ENTERPRISES
from mesh.declared import settings
from mesh.worker import worker


def main(environ: Mapping[str, str]) -> None:
    """Read the settings, run the processor."""
    worker.run(service="filing", processors=(ENTERPRISES,), settings=settings.read(environ, settings.WorkerSettings))


if __name__ == "__main__":
    settings.start(main)
