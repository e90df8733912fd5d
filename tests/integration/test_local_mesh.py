"""A whole mesh comes up in a folder, is found there, is stopped in order and is taken up again where it was."""

import dataclasses
import os
import stat
from collections.abc import Iterator
from datetime import datetime
from itertools import product
from pathlib import Path

import httpx
import pytest

from contracts.topics import TRADE_IMPORTS
from deploy.background import halt, launch
from deploy.discovery import Clock, clear, is_running
from deploy.kafka_client import admin
from deploy.local import LocalMesh
from deploy.organisations import Organisation, load, read_default, with_keys
from deploy.processes import KINDS, programs
from mesh.declared.errors import ConfigurationError
from mesh.process.health import PATHS
from mesh.wire.partitions import shared
from tests.support.mesh.kinds import only

CLOCK = Clock(datetime.fromisoformat("2024-11-11T09:00:00+08:00"), 60.0)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "mesh"
    halt(tmp_path / "mesh")


def answered(url: str) -> int:
    """Return the status that a GET gets."""
    return httpx.get(url, timeout=10).status_code


def test_a_mesh_in_the_background_is_found_and_taken_up_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With its ports, keys, time and the partitions that were asked for."""
    mesh = launch(folder, name="elsewhere", clock=CLOCK, partitions=3)
    assert LocalMesh.find(folder) == mesh
    assert shared(admin(mesh.bootstrap), "elsewhere", [TRADE_IMPORTS]) == 3
    assert {name.removesuffix("-0") for name in mesh.pids} == {"kafka", *KINDS}
    assert answered(mesh.health_urls["gateway"]) == answered(mesh.health_urls["console"]) == 200
    assert answered(f"{mesh.gateway_url}/openapi.json") == answered(f"{mesh.registry_url}/subjects") == 200
    for url, path in product((mesh.gateway_url, mesh.console_url, mesh.registry_url), PATHS):
        assert answered(url + path) == 404
    keys = {entry["organisation"]: entry["key"] for entry in mesh.organisations()}
    assert len(set(keys.values())) == len(keys) > 0
    for name in ("organisations.json", "master.key", "inspection-sampling.key", "mesh.json"):
        assert stat.S_IMODE((folder / name).stat().st_mode) == 0o600
    with pytest.raises(ConfigurationError, match="already"):
        LocalMesh(folder).start()
    with pytest.raises(ConfigurationError, match="stop it first"):
        clear(folder)

    assert halt(folder)
    assert LocalMesh.find(folder) is None
    assert not any(Path(f"/proc/{pid}").exists() for pid in mesh.pids.values())

    with pytest.raises(ConfigurationError, match=r"4 workers .* cannot share 3 partitions"):
        LocalMesh(folder, name="elsewhere", slots=4).start()
    only(monkeypatch, "clock")
    with LocalMesh(folder, name="elsewhere", clock=Clock(CLOCK.start, 1.0)) as again:
        found = LocalMesh.find(folder)
        assert found is not None
        assert found.clock == mesh.clock
        assert {entry["organisation"]: entry["key"] for entry in again.organisations()} == keys
    assert not halt(folder)
    clear(folder)
    assert not folder.exists()


def test_a_mesh_is_up_beside_a_view_that_has_not_caught_up(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Here because its topics never come: the start says so and ends, and so does the mesh."""
    takes = ("KAFKA_BOOTSTRAP", "DATABASE_URL", "HTTP_PORT")
    kinds = {"view": dataclasses.replace(KINDS["view"], takes=takes), "gateway": KINDS["gateway"]}
    monkeypatch.setattr("deploy.processes.KINDS", kinds)
    monkeypatch.setattr("deploy.local.PATIENT_SECONDS", 0.2)
    told: list[str] = []
    mesh = LocalMesh(folder, name="other-than-the-views")
    mesh.start(told.append)
    try:
        found = LocalMesh.find(folder)
        assert found is not None
        assert found.unready() == ["view"]
        assert told[-1] == "over; view not ready yet, catching up"
        assert answered(found.health_urls["gateway"]) == 200
    finally:
        mesh.stop()


def test_a_mesh_that_cannot_start_says_why_and_leaves_nothing_running(folder: Path) -> None:
    (folder / "registers").mkdir(parents=True)
    mesh = LocalMesh(folder, registers=folder / "registers")
    with pytest.raises(ConfigurationError, match=r"tax\.rates\.v1\.csv: missing"):
        mesh.start()
    assert mesh.supervisor.pids() == {}
    assert not is_running(folder)


def test_more_workers_than_partitions_are_refused_before_anything_is_made(folder: Path) -> None:
    mesh = LocalMesh(folder, slots=3, partitions=2)
    with pytest.raises(ConfigurationError, match=r"3 workers .* cannot share 2 partitions: start 2 at most"):
        mesh.start()
    assert not is_running(folder)


def test_each_process_gets_the_settings_that_it_takes_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YIDIAN_GATEWAY_URL", "http://elsewhere")
    settings = {
        "KAFKA_BOOTSTRAP": "k:1",
        "MASTER_KEY": "m",
        "INSPECTION_SAMPLING_KEY": "s",
        "GATEWAY_PORT": "8",
    }
    started = {program.name: program for program in programs(settings, slots=2)}
    own = {name: {k for k in program.env if k.startswith("YIDIAN_")} for name, program in started.items()}
    assert [name for name, variables in own.items() if "YIDIAN_MASTER_KEY" in variables] == ["gateway"]
    assert [name for name, variables in own.items() if "YIDIAN_INSPECTION_SAMPLING_KEY" in variables] == [
        "inspection-0",
        "inspection-1",
    ]
    assert started["customs-1"].env["YIDIAN_SLOT"] == "1"
    assert started["gateway"].env["YIDIAN_GATEWAY_PORT"] == "8"
    health = {program.ready_url for program in started.values()}
    assert health == {f"http://127.0.0.1:{program.env['YIDIAN_HTTP_PORT']}/readyz" for program in started.values()}
    assert len(health) == len(started)
    assert not any("YIDIAN_GATEWAY_URL" in variables for variables in own.values())
    assert {program.env["PATH"] for program in started.values()} == {os.environ["PATH"]}


def test_keys_are_kept_given_or_made() -> None:
    asked = [Organisation(organisation="a", name="A"), Organisation(organisation="b", name="B", key="given" * 4)]
    first = with_keys(asked, [])
    assert first[1].key == "given" * 4
    assert len(first[0].key) >= 16
    assert with_keys(asked, first) == first


def test_the_test_courier_of_the_published_samples_is_connected() -> None:
    assert any("1101180326" in organisation.codes for organisation in read_default())


def test_nobody_is_connected_before_the_first_start(tmp_path: Path) -> None:
    assert load(tmp_path / "organisations.json") == []
