"""The worker of export and transport: ``python -m customs.export``."""

from collections.abc import Mapping

from customs.consolidation.processor import CONSOLIDATION
from customs.export.processor import EXPORT
from customs.manifests.processor import MANIFESTS
from customs.parcels.processor import PARCELS
from mesh.declared import settings
from mesh.worker import worker


def main(environ: Mapping[str, str]) -> None:
    """Read the settings, run the processors."""
    worker.run(
        service="customs-export",
        processors=(PARCELS, EXPORT, MANIFESTS, CONSOLIDATION),
        settings=settings.read(environ, settings.WorkerSettings),
    )


if __name__ == "__main__":
    settings.start(main)
