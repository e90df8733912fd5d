"""The schema registry: ``python -m mesh.registry``."""

from mesh.declared import settings
from mesh.registry.registry import main

if __name__ == "__main__":
    settings.start(main)
