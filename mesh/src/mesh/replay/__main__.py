"""A replay: ``python -m mesh.replay``."""

from mesh.declared import settings
from mesh.replay.rerun import main

if __name__ == "__main__":
    settings.start(main)
