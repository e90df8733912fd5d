"""What the console takes from the environment (`mesh.declared.settings`)."""

from typing import Annotated

import msgspec
from msgspec import Meta

from mesh.declared.settings import LogFormat, LogLevel, Port


class ConsoleSettings(msgspec.Struct, frozen=True, kw_only=True):
    """
    The console's settings.

    gateway_url: where the gateway answers. console_tls: a proxy in front speaks TLS; cookies then go over TLS only.
    console_idle_minutes: a session that long unused has ended. http_port: of health and metrics, for those who operate
    it. console_connections, console_connections_each: as of the gateway.
    """

    gateway_url: str
    console_host: str = "127.0.0.1"
    console_port: Port = 8090
    console_tls: bool = False
    console_idle_minutes: Annotated[int, Meta(ge=1, le=24 * 60)] = 30
    console_connections: Annotated[int, Meta(ge=1)] = 1_000
    console_connections_each: Annotated[int, Meta(ge=1)] = 250
    http_host: str = "127.0.0.1"
    http_port: Port = 0
    log_format: LogFormat = "json"
    log_level: LogLevel = "info"
