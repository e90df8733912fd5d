"""
Run the case view: ``python -m caseview``.

``--rebuild`` empties it first and builds it again from the topics; ``--once`` ends when it has caught up.
"""

import sys
from collections.abc import Mapping

from caseview.process import run
from caseview.settings import ViewSettings
from mesh.declared import settings


def main(environ: Mapping[str, str]) -> None:
    """Run until told to stop."""
    arguments = set(sys.argv[1:])
    if not arguments <= {"--rebuild", "--once"}:
        sys.exit(__doc__)
    run(settings.read(environ, ViewSettings), rebuild="--rebuild" in arguments, once="--once" in arguments)


if __name__ == "__main__":
    settings.start(main)
