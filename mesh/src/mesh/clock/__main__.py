"""The clock: ``python -m mesh.clock``."""

from mesh.clock.clock import main
from mesh.declared import settings

if __name__ == "__main__":
    settings.start(main)
