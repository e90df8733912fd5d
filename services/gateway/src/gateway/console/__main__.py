"""Run the console: ``python -m gateway.console``."""

from collections.abc import Mapping

from gateway.console.process import run
from gateway.console.settings import ConsoleSettings
from mesh import settings


def main(environ: Mapping[str, str]) -> None:
    """Run until told to stop."""
    run(settings.read(environ, ConsoleSettings))


if __name__ == "__main__":
    settings.start(main)
