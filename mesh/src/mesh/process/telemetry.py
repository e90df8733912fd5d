"""
Logging of a process: structlog, JSON lines for machines or coloured lines for people, on standard error.

An event name is a constant in snake_case and past tense (``message_parked``); values go into fields.
The hot path logs one line per chunk at most. Records' content is never logged: tracebacks carry no local variables.
"""

import logging
import sys
from typing import Any, BinaryIO

import msgspec
import structlog
from structlog.typing import EventDict, FilteringBoundLogger, Processor, WrappedLogger

from mesh.declared.settings import LogFormat, LogLevel

LEVELS: dict[LogLevel, int] = {
    "debug": logging.DEBUG,
    "info": logging.INFO,
    "warning": logging.WARNING,
    "error": logging.ERROR,
}

Logger = FilteringBoundLogger


def configure(
    *, service: str, log_format: LogFormat = "json", log_level: LogLevel = "info", stream: BinaryIO | None = None
) -> None:
    """Set up logging of this process, the standard library's and thereby the libraries' included. `stream`: stderr."""
    output = sys.stderr.buffer if stream is None else stream
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _name_service(service),
    ]
    render = _renderers(log_format, coloured=output.isatty())
    structlog.configure(
        processors=[*shared, *render],
        wrapper_class=structlog.make_filtering_bound_logger(LEVELS[log_level]),
        logger_factory=structlog.BytesLoggerFactory(output),
        cache_logger_on_first_use=False,
    )
    logging.root.handlers[:] = [_Bridge(structlog.BytesLogger(output), [*shared, _from_library, *render])]
    logging.root.setLevel(max(LEVELS[log_level], logging.WARNING))


def logger(**fields: Any) -> Logger:
    """Return a logger that puts `fields` on every line."""
    bound: Logger = structlog.get_logger(**fields)
    return bound


class _Bridge(logging.Handler):
    """Puts lines of the standard library's loggers (Faust, aiohttp) into the same stream and form."""

    def __init__(self, output: structlog.BytesLogger, processors: list[Processor]) -> None:
        super().__init__()
        self._output = output
        self._processors = processors

    def emit(self, record: logging.LogRecord) -> None:
        event: Any = {"event": "library_logged", "message": record.getMessage(), "logger": record.name}
        if record.exc_info:
            event["exc_info"] = record.exc_info
        for process in self._processors:
            event = process(None, record.levelname.lower(), event)
        self._output.msg(event)


def _from_library(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Keep one line of a library's text that spans several."""
    event["message"] = " | ".join(str(event["message"]).splitlines())
    return event


def _name_service(service: str) -> Processor:
    def add(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
        event["service"] = service
        return event

    return add


def _renderers(log_format: LogFormat, *, coloured: bool) -> list[Processor]:
    if log_format == "console":
        plain = structlog.dev.plain_traceback
        return [structlog.dev.ConsoleRenderer(colors=coloured, exception_formatter=plain), _encode_text]
    without_locals = structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
    return [structlog.processors.ExceptionRenderer(without_locals), _encode_json]


def _encode_text(_: WrappedLogger, __: str, line: Any) -> bytes:
    return str(line).encode()


def _encode_json(_: WrappedLogger, __: str, event: Any) -> bytes:
    return msgspec.json.encode(event, enc_hook=repr)
