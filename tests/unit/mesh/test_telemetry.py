"""Logs are one JSON object a line and carry no data of records."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import structlog

from mesh.declared.settings import LogFormat
from mesh.process import telemetry


@pytest.fixture(autouse=True)
def logging_as_before() -> Iterator[None]:
    """Logging is global: put it back."""
    handlers, level = logging.root.handlers[:], logging.root.level
    yield
    logging.root.handlers[:] = handlers
    logging.root.setLevel(level)
    structlog.reset_defaults()


def lines(stream: io.BytesIO) -> list[dict[str, Any]]:
    """Return what was logged."""
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_line_names_event_service_and_fields() -> None:
    """What an operator filters by."""
    stream = io.BytesIO()
    telemetry.configure(service="customs", stream=stream)
    telemetry.logger(slot=1).info("chunk_worked", records=3)
    (line,) = lines(stream)
    assert {
        "event": "chunk_worked",
        "service": "customs",
        "slot": 1,
        "records": 3,
        "level": "info",
    }.items() <= line.items()


def test_lines_below_the_level_are_left_out() -> None:
    """The level is a setting."""
    stream = io.BytesIO()
    telemetry.configure(service="customs", log_level="warning", stream=stream)
    telemetry.logger().info("chunk_worked")
    assert lines(stream) == []


@pytest.mark.parametrize("log_format", ["json", "console"])
def test_a_traceback_shows_no_local_variables(log_format: LogFormat) -> None:
    """A rule's variables hold records."""
    stream = io.BytesIO()
    telemetry.configure(service="customs", log_format=log_format, stream=stream)
    secret = "110101" + "199001011234"
    try:
        raise ValueError(len(secret))
    except ValueError:
        telemetry.logger().exception("chunk_failed")
    assert b"ValueError" in stream.getvalue()
    assert b"110101199001011234" not in stream.getvalue()


def test_what_libraries_log_comes_in_the_same_form() -> None:
    """Faust and aiohttp use the standard library's loggers; from warnings up they are heard."""
    stream = io.BytesIO()
    telemetry.configure(service="customs", stream=stream)
    logging.getLogger("faust").warning("first %s\nsecond", "line")
    logging.getLogger("faust").info("unheard")
    (line,) = lines(stream)
    assert (line["event"], line["logger"], line["message"]) == ("library_logged", "faust", "first line | second")
