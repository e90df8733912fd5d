"""
A Kafka in Docker, for machines without Java: the official image, with the version and settings of the local broker.

Docker's resource reaper, which testcontainers starts, removes the container when this process is gone.
"""

from testcontainers.core.container import DockerContainer

from deploy.kafka_client import wait_until_answering
from deploy.kafka_files import CLUSTER_ID, SINGLE_NODE, kafka_version
from deploy.ports import free_port

INSIDE, CONTROLLER = 9092, 9093


class DockerBroker:
    """One Kafka node in a container, running once constructed. port: where it listens; None: any free one."""

    origin = "a local Kafka in Docker"

    def __init__(self, port: int | None = None) -> None:
        port = port or free_port()
        self.bootstrap = f"127.0.0.1:{port}"
        settings: dict[str, object] = {
            **SINGLE_NODE,
            "listeners": f"PLAINTEXT://:{INSIDE},CONTROLLER://:{CONTROLLER}",
            "advertised.listeners": f"PLAINTEXT://{self.bootstrap}",
            "listener.security.protocol.map": "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
            "controller.quorum.voters": f"1@localhost:{CONTROLLER}",
        }
        self._container = DockerContainer(f"apache/kafka:{kafka_version()}").with_bind_ports(INSIDE, port)
        self._container.with_env("CLUSTER_ID", CLUSTER_ID)
        for name, value in settings.items():
            self._container.with_env("KAFKA_" + name.upper().replace(".", "_"), str(value))
        self._container.start()
        wait_until_answering(self.bootstrap)

    def stop(self) -> None:
        """End and remove the container with its data."""
        self._container.stop()
