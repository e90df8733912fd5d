"""
The schema registry as a small process of its own: ``python -m mesh.registry``.

It reads `mesh.schemas` and serves the read-only part of Confluent's API; what it answers is in `mesh.subjects`.
A gateway mounts the same answers beside its own paths.
"""

from collections.abc import Callable, Mapping

from mesh import process, settings, subjects, telemetry
from mesh.health import Answer, Health
from mesh.readers import SchemaReader

TURN_SECONDS = 0.2


def mount(reader: SchemaReader, mesh: str) -> Callable[[str], Answer | None]:
    """Return a function from a GET's target to the registry's answer, None where the path is not the registry's."""
    return lambda target: subjects.answer(reader.published, mesh, target)


def main(environ: Mapping[str, str]) -> None:
    """Serve until told to stop. Raises ConfigurationError."""
    own = settings.read(environ, settings.RegistrySettings)
    health = Health("schemas")
    reader = SchemaReader({"bootstrap.servers": own.kafka_bootstrap}, mesh=own.mesh)

    def start() -> Callable[[], float]:
        reader.load()
        health.ready("schemas")
        telemetry.logger().info("schemas_loaded", schemas=len(reader.published))
        return turn

    def turn() -> float:
        reader.poll()
        return TURN_SECONDS

    try:
        process.run("registry", own, health, start, mounts=[mount(reader, own.mesh)])
    finally:
        reader.close()


if __name__ == "__main__":
    settings.start(main)
