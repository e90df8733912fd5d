"""What the gateway takes from the environment (`mesh.declared.settings`)."""

from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from mesh.declared.settings import UNKNOWN_SCHEMA_SECONDS, Instant, LogFormat, LogLevel, MeshName, Port, Secret


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """
    The gateway's settings.

    master_key: 32 bytes in hex; wraps every other key. organisations: file of organisations and their keys; without it
    the database's stand. clock_*: as `mesh.declared.settings.ClockSettings`. gateway_body_bytes: largest body.
    gateway_inflight_bytes: bodies worked at once, beyond it 503, beyond half of it for one organisation 429.
    gateway_connections: open ones in all; gateway_connections_each: of one address, as many as in all where a proxy in
    front is the only one. http_port: of health and metrics, for those who operate it.
    unknown_schema_seconds: how long a receipt of a schema that is not published keeps back those behind it.
    """

    kafka_bootstrap: str
    master_key: Secret
    mesh: MeshName = "yidian"
    database_url: str = "sqlite:///.yidian/gateway.db"
    view_database_url: str = ""
    organisations: Path | None = None
    gateway_host: str = "127.0.0.1"
    gateway_port: Port = 8080
    gateway_body_bytes: Annotated[int, Meta(ge=1024, le=64 * 1024 * 1024)] = 8 * 1024 * 1024
    gateway_inflight_bytes: Annotated[int, Meta(ge=1024)] = 64 * 1024 * 1024
    unknown_schema_seconds: Annotated[float, Meta(ge=0, le=86_400)] = UNKNOWN_SCHEMA_SECONDS
    gateway_connections: Annotated[int, Meta(ge=1)] = 1_000
    gateway_connections_each: Annotated[int, Meta(ge=1)] = 250
    clock_start: Instant | None = None
    clock_speed: Annotated[float, Meta(gt=0)] = 1.0
    clock_epoch_ms: Annotated[int, Meta(ge=0)] | None = None
    http_host: str = "127.0.0.1"
    http_port: Port = 0
    log_format: LogFormat = "json"
    log_level: LogLevel = "info"

    def __post_init__(self) -> None:
        """Refuse a key of the wrong length and half a clock."""
        if (self.clock_start is None) != (self.clock_epoch_ms is None):
            raise ValueError("YIDIAN_CLOCK_START and YIDIAN_CLOCK_EPOCH_MS: set both or neither")
        try:
            good = len(bytes.fromhex(self.master_key.reveal())) == 32
        except ValueError:
            good = False
        if not good:
            raise ValueError("YIDIAN_MASTER_KEY: 32 bytes in hex")
