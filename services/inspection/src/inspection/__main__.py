"""The inspection worker: ``python -m inspection``."""

from collections.abc import Mapping

from inspection.decisions.processor import decisions_processor
from inspection.settings import InspectionSettings
from mesh import settings, worker


def main(environ: Mapping[str, str]) -> None:
    """Read the settings, build the processor, run it."""
    common, own = settings.read(environ, settings.WorkerSettings, InspectionSettings)
    worker.run(service="inspection", processors=(decisions_processor(own.sampling_key),), settings=common)


if __name__ == "__main__":
    settings.start(main)
