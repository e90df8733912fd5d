"""Settings, organisations and their keys."""

import json
from pathlib import Path
from typing import Any

import pytest

from edge.access import directory
from edge.store.database import open_database
from gateway.settings import Settings
from mesh.declared.errors import ConfigurationError
from mesh.declared.settings import read

GOOD = {"YIDIAN_KAFKA_BOOTSTRAP": "localhost:9092", "YIDIAN_MASTER_KEY": "ab" * 32}
ENTRY = {"organisation": "o", "name": "一家", "codes": ["1105910001"], "roles": ["merchant"], "key": "k" * 16}


def written(folder: Path, *entries: dict[str, Any]) -> Path:
    path = folder / "organisations.json"
    path.write_text(json.dumps(entries))
    return path


def test_the_environment_is_enough_to_start() -> None:
    settings = read({**GOOD, "YIDIAN_ORGANISATIONS": "orgs.json", "YIDIAN_GATEWAY_PORT": "9000"}, Settings)
    assert (settings.gateway_port, settings.organisations) == (9000, Path("orgs.json"))
    assert "abab" not in repr(settings)


@pytest.mark.parametrize(
    "wrong",
    [
        {"YIDIAN_MASTER_KEY": ""},
        {"YIDIAN_MASTER_KEY": "ab"},
        {"YIDIAN_MASTER_KEY": "zz" * 32},
        {"YIDIAN_SURPRISE": "1"},
        {"YIDIAN_GATEWAY_PORT": "x"},
        {"YIDIAN_CLOCK_START": "2024-11-11T10:00:00+08:00"},
    ],
)
def test_a_wrong_setting_is_a_configuration_error_without_its_value(wrong: dict[str, str]) -> None:
    with pytest.raises(ConfigurationError) as caught:
        read({**GOOD, **wrong}, Settings)
    assert "zz" not in str(caught.value)


def test_organisations_are_known_by_their_key_and_keys_lie_hashed(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path}/gateway.db")
    directory.store(engine, directory.read_file(written(tmp_path, ENTRY)))
    found = directory.load(engine).find("k" * 16)
    assert found is not None
    assert (found.organisation, found.codes, found.has_role("merchant"), found.owns("x")) == (
        "o", ("1105910001",), True, False,
    )  # fmt: skip
    assert directory.load(engine).find("unknown") is None
    stored = b"".join(path.read_bytes() for path in tmp_path.glob("gateway.db*"))
    assert b"k" * 16 not in stored


def test_an_organisation_that_left_the_file_leaves_the_database(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path}/gateway.db")
    directory.store(engine, directory.read_file(written(tmp_path, ENTRY)))
    other = {**ENTRY, "organisation": "p", "key": "q" * 16}
    directory.store(engine, directory.read_file(written(tmp_path, other)))
    assert directory.load(engine).find("k" * 16) is None
    assert directory.load(engine).find("q" * 16) is not None


@pytest.mark.parametrize(
    "entries",
    [
        [{**ENTRY, "key": "short"}],
        [ENTRY, ENTRY],
        [ENTRY, {**ENTRY, "organisation": "p"}],
        [{**ENTRY, "surprise": 1}],
        [{"organisation": "o"}],
    ],
)
def test_a_bad_file_is_a_configuration_error_that_quotes_no_key(entries: list[Any], tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError) as caught:
        directory.read_file(written(tmp_path, *entries))
    assert "kkkk" not in str(caught.value)
    assert "short" not in str(caught.value)


def test_a_missing_file_is_a_configuration_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError):
        directory.read_file(tmp_path / "nowhere.json")
