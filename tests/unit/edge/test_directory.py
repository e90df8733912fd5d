"""Organisations and their keys: read from a file, hashed in the database."""

import json
from pathlib import Path
from typing import Any

import pytest

from edge.access import directory
from edge.store.database import open_database
from mesh.declared.errors import ConfigurationError

ENTRY = {"organisation": "o", "name": "一家", "codes": ["1105910001"], "roles": ["merchant"], "key": "k" * 16}


def written(folder: Path, *entries: dict[str, Any]) -> Path:
    path = folder / "organisations.json"
    path.write_text(json.dumps(entries))
    return path


def test_organisations_are_known_by_their_key_and_keys_lie_hashed(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path}/gateway.db")
    directory.store(engine, directory.read_file(written(tmp_path, ENTRY)))
    principal = directory.load(engine).find("k" * 16)
    assert principal is not None
    assert (principal.organisation, principal.codes, principal.has_role("merchant"), principal.owns("x")) == (
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
