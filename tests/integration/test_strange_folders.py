"""A mesh starts whatever its folder is called, and whatever the locale of the terminal is."""

from pathlib import Path

import pytest

from deploy.kafka_files import prepare
from deploy.local import LocalMesh
from deploy.local_broker import LocalBroker
from tests.support.kafka import Kafka, wait_until

STRANGE = '数据 "it\'s" 50%41 \\u0041 a,b;c?d#e&{f} ${HOME} $(x) +@ 𠀀'
LONG = "很长的名字" * 12

OF_GROUPS = "[GroupCoordinator"
"""Begins what a broker tells as an error where offsets of groups are loaded or deleted while it starts or stops."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that few programs expect, in a terminal that knows ASCII only."""
    monkeypatch.setenv("LC_ALL", "C")
    made = tmp_path / STRANGE / LONG
    made.mkdir(parents=True)
    return made


def test_a_broker_keeps_its_data_there(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fetched = Path(prepare().classpath.partition(":")[0]).parent
    home = folder / "cache" / fetched.parent.name
    home.mkdir(parents=True)
    (home / "libs").symlink_to(fetched)
    monkeypatch.setenv("YIDIAN_CACHE", str(folder / "cache"))
    broker = LocalBroker(folder / "kafka")
    broker.start()
    try:
        kafka = Kafka(broker.bootstrap)
        kafka.create("a.v1", partitions=1)
        kafka.send("a.v1", (b"k", b"v"))
        broker.restart()
        assert [message.value for message in kafka.read("a.v1")] == [b"v"]
        assert list((folder / "kafka" / "data").glob("*.a.v1-0"))
        kafka.close()
    finally:
        broker.stop()
    assert list(home.glob("classes-*.jsa"))
    errors = [line for line in broker.log.read_text(encoding="utf-8").splitlines() if " ERROR " in line]
    assert [line for line in errors if OF_GROUPS not in line] == []


def test_a_mesh_lives_there(folder: Path) -> None:
    with LocalMesh(folder / "mesh") as mesh:
        assert LocalMesh.find(mesh.directory) is not None
        for name in ("gateway.db", "view.db", "data/yidian", "kafka/data", "logs/customs-0.log"):
            wait_until((folder / "mesh" / name).exists, name)  # a start does not wait for the view
    assert {path.name for path in folder.iterdir()} == {"mesh"}
