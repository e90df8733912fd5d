"""Settings: typed, complete in their complaints, silent about secrets."""

from pathlib import Path

import msgspec
import pytest

from mesh.declared import settings
from mesh.declared.errors import ConfigurationError
from mesh.declared.settings import ClockSettings, Secret, WorkerSettings

BROKER = {"YIDIAN_KAFKA_BOOTSTRAP": "localhost:9092"}


class Sampling(msgspec.Struct, frozen=True, kw_only=True):
    """A service's own settings."""

    inspection_sampling_key: Secret


def test_a_worker_needs_only_the_broker() -> None:
    """Everything else has a default."""
    value = settings.read(BROKER, WorkerSettings)
    assert (value.kafka_bootstrap, value.mesh, value.slot, value.http_port) == ("localhost:9092", "yidian", 0, 0)


def test_values_are_typed() -> None:
    """Text of the environment becomes numbers and paths."""
    value = settings.read(BROKER | {"YIDIAN_SLOT": "2", "YIDIAN_DATA": "/data"}, WorkerSettings)
    assert (value.slot, value.data) == (2, Path("/data"))


def test_variables_of_other_programs_are_ignored() -> None:
    """Only the prefix is ours."""
    settings.read(BROKER | {"PATH": "/bin"}, WorkerSettings)


def test_an_empty_variable_counts_as_unset() -> None:
    """Compose files pass empty variables for what is not set."""
    assert settings.read(BROKER | {"YIDIAN_SLOT": ""}, WorkerSettings).slot == 0


def test_all_problems_are_shown_together() -> None:
    """Nobody repairs a deployment one variable at a time."""
    with pytest.raises(ConfigurationError) as caught:
        settings.read({"YIDIAN_SLTO": "1", "YIDIAN_SLOT": "-1", "YIDIAN_MESH": "a.b"}, WorkerSettings)
    lines = str(caught.value).splitlines()
    assert [line.split(":")[0] for line in lines] == [
        "YIDIAN_SLTO",
        "YIDIAN_KAFKA_BOOTSTRAP",
        "YIDIAN_MESH",
        "YIDIAN_SLOT",
    ]


def test_a_service_reads_its_own_settings_beside_the_workers() -> None:
    """The variables of all kinds together are the known ones."""
    worker, own = settings.read(BROKER | {"YIDIAN_INSPECTION_SAMPLING_KEY": "k3y"}, WorkerSettings, Sampling)
    assert (worker.kafka_bootstrap, own.inspection_sampling_key.reveal()) == ("localhost:9092", "k3y")


def test_a_shared_problem_is_told_once() -> None:
    """Two kinds may take the same variable."""
    with pytest.raises(ConfigurationError) as caught:
        settings.read({}, WorkerSettings, ClockSettings)
    assert str(caught.value) == "YIDIAN_KAFKA_BOOTSTRAP: required"


def test_secrets_never_print() -> None:
    """Neither settings nor a complaint show a secret, even one pasted into the wrong variable."""
    _, own = settings.read(BROKER | {"YIDIAN_INSPECTION_SAMPLING_KEY": "k3y"}, WorkerSettings, Sampling)
    assert "k3y" not in f"{own} {own!r}"
    with pytest.raises(ConfigurationError) as caught:
        settings.read(BROKER | {"YIDIAN_LOG_FORMAT": "k3y", "YIDIAN_SLOT": "k3y"}, WorkerSettings)
    assert "k3y" not in str(caught.value)


def test_virtual_time_needs_start_and_epoch() -> None:
    """Processes that each invent an epoch would disagree on the time."""
    with pytest.raises(ConfigurationError, match="both or neither"):
        settings.read(BROKER | {"YIDIAN_CLOCK_START": "2026-01-05T08:00:00+08:00"}, ClockSettings)


def test_a_clock_start_without_offset_is_refused() -> None:
    """Local time is nobody's time."""
    start = {"YIDIAN_CLOCK_START": "2026-01-05T08:00:00", "YIDIAN_CLOCK_EPOCH_MS": "0"}
    with pytest.raises(ConfigurationError, match="YIDIAN_CLOCK_START"):
        settings.read(BROKER | start, ClockSettings)


def test_a_configuration_error_ends_the_process_with_code_2(capsys: pytest.CaptureFixture[str]) -> None:
    """The supervisor does not restart what cannot start."""

    def main(_: object) -> None:
        raise ConfigurationError("YIDIAN_X: required")

    with pytest.raises(SystemExit) as caught:
        settings.start(main)
    assert caught.value.code == 2
    assert capsys.readouterr().err == "YIDIAN_X: required\n"
