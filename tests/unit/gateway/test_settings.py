"""The gateway's settings, read from its environment."""

from pathlib import Path

import pytest

from gateway.settings import Settings
from mesh.declared.errors import ConfigurationError
from mesh.declared.settings import read

GOOD = {"YIDIAN_KAFKA_BOOTSTRAP": "localhost:9092", "YIDIAN_MASTER_KEY": "ab" * 32}


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
