"""Run the console: ``python -m console``."""

from collections.abc import Mapping

from console.process import run
from console.settings import ConsoleSettings
from mesh.declared import settings


def main(environ: Mapping[str, str]) -> None:
    """Run until told to stop."""
    run(settings.read(environ, ConsoleSettings))


if __name__ == "__main__":
    settings.start(main)
