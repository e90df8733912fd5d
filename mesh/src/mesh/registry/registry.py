"""
The schema registry as a small process of its own: ``python -m mesh.registry``.

The process reads `mesh.schemas` and serves the read-only part of Confluent's API; `subjects` makes the answers.
Readers of topics are its clients, so it has a port of its own beside that of its health.
"""

from collections.abc import Callable, Mapping

from mesh.declared import settings
from mesh.kafka.compacted_topics import SchemaReader
from mesh.kafka.connection import connection
from mesh.process import process, telemetry
from mesh.process.health import Health
from mesh.process.http_server import SmallServer
from mesh.registry import subjects

TURN_SECONDS = 0.2
SETTING = f"{settings.PREFIX}REGISTRY_PORT"


def serve(reader: SchemaReader, mesh: str, *, host: str, port: int) -> SmallServer:
    """Return a server of the registry's answers, not started yet. Raises ConfigurationError where the port is taken."""
    return SmallServer(
        lambda target: subjects.answer(reader.published, mesh, target),
        host=host,
        port=port,
        setting=SETTING,
        look_up=lambda target, body: subjects.look_up(reader.published, mesh, target, body),
    )


def main(environ: Mapping[str, str]) -> None:
    """Serve until a signal to stop. Raises ConfigurationError."""
    own = settings.read(environ, settings.RegistrySettings)
    health = Health("schemas")
    reader = SchemaReader(connection(own.kafka_bootstrap), mesh=own.mesh)
    server = serve(reader, own.mesh, host=own.registry_host, port=own.registry_port)

    def start() -> Callable[[], float]:
        reader.load()
        server.start()
        health.ready("schemas")
        telemetry.logger().info("schemas_loaded", schemas=len(reader.published))
        return turn

    def turn() -> float:
        reader.poll()
        return TURN_SECONDS

    try:
        process.run("registry", own, health, start)
    finally:
        server.stop()
        reader.close()
