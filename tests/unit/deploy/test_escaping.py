"""Paths and values come out of another format as they went in."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import make_url

from caseview.settings import view_url
from deploy.escaping import java_paths, java_properties, sqlite_url
from deploy.kafka_files import server_properties
from deploy.local import LocalMesh
from mesh.declared.errors import ConfigurationError

NAMES = st.text(st.characters(exclude_characters="\0/", exclude_categories=["Cs"]), min_size=1, max_size=40)
STRANGE = ["/项目/一点", "/a b/'c'/\"d\"", "/50%41", "/a?b#c&d", "/user@host:1/x", "\\u0041\\\\x", " x ", "/𠀀"]


def as_java_reads(line: str) -> str:
    """Return the value of a line of a properties file, read as Latin-1 (java.util.Properties.load)."""
    raw = line.encode("latin-1").decode("latin-1").rstrip("\n").partition("=")[2].lstrip(" \t\f")
    units = re.sub(r"\\u([0-9A-Fa-f]{4})|\\(.)", lambda found: chr(int(found[1], 16)) if found[1] else found[2], raw)
    return units.encode("utf-16-be", "surrogatepass").decode("utf-16-be")


@given(NAMES)
def test_java_reads_the_value_that_was_written(value: str) -> None:
    line = java_properties({"log.dirs": value})
    assert line.isascii()
    assert line.count("\n") == 1
    assert as_java_reads(line) == value


def test_the_brokers_settings_name_no_folder_that_a_list_could_not_hold() -> None:
    assert "\nlog.dirs=data\n" in server_properties(1, 2)


@given(NAMES | st.sampled_from(STRANGE))
def test_a_database_is_found_where_it_was_named_and_the_view_beside_it(name: str) -> None:
    folder = Path("/mesh") / name.lstrip("/")
    url = sqlite_url(folder / "gateway.db")
    assert make_url(url).database == str(folder / "gateway.db")
    assert make_url(view_url(url)).database == str(folder / "view.db")


def test_a_class_path_cannot_hold_a_colon() -> None:
    assert java_paths(Path("/a b"), Path("/项目")) == "/a b:/项目"
    with pytest.raises(ConfigurationError, match="YIDIAN_CACHE"):
        java_paths(Path("/a:b/x.jar"))


def test_a_path_that_is_too_long_for_a_database_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    folder = tmp_path.joinpath(*["很长的名字" * 10] * 4)
    with pytest.raises(ConfigurationError, match=r"500 bytes at most.*shorter path"):
        LocalMesh(folder).start()
    assert list(tmp_path.iterdir()) == []
