"""Each process is given the settings that it takes and no other: it would refuse the rest, and not start."""

import pytest

from deploy.processes import KINDS, PREFIX, programs


def test_variables_of_the_command_reach_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LANG", "GATEWAY_URL", "API_KEY", "PORTS", "CACHE"):
        monkeypatch.setenv(PREFIX + name, "zh")
    started = programs({"KAFKA_BOOTSTRAP": "127.0.0.1:9", "MESH": "m"}, slots=1)
    assert len(started) == len(KINDS)
    for program in started:
        given = {name for name in program.env if name.startswith(PREFIX)}
        taken = {PREFIX + name for name in KINDS[program.name.removesuffix("-0")].takes}
        assert given <= taken
        assert "zh" not in {program.env[name] for name in given}
