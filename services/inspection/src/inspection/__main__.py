"""The inspection worker: ``python -m inspection``."""

from collections.abc import Mapping

from inspection.decisions.processor import CONFIGURED
from mesh.declared import settings
from mesh.worker import worker


def main(environ: Mapping[str, str]) -> None:
    """Read the settings, build the processor, run it."""
    common, own = settings.read(environ, settings.WorkerSettings, CONFIGURED.settings)
    worker.run(service="inspection", processors=(CONFIGURED.build(own),), settings=common)


if __name__ == "__main__":
    settings.start(main)
