"""Run the gateway's HTTP process: ``python -m gateway``."""

from collections.abc import Mapping

from gateway import process
from gateway.settings import Settings
from mesh.declared import settings


def main(environ: Mapping[str, str]) -> None:
    """Run until told to stop."""
    process.run(settings.read(environ, Settings))


if __name__ == "__main__":
    settings.start(main)
