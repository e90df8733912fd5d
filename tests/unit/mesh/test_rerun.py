"""Which processor a replay runs, and what it takes from the environment to build it."""

import pytest

from inspection.decisions.processor import CONFIGURED, DECISIONS
from inspection.settings import InspectionSettings
from mesh.declared.errors import ConfigurationError
from mesh.replay.rerun import configured, load
from tax.assessment.processor import ASSESSMENT

ENVIRON = {"YIDIAN_KAFKA_BOOTSTRAP": "localhost:9092", "YIDIAN_MESH": "m1"}
KEY = "YIDIAN_INSPECTION_SAMPLING_KEY"


def test_a_processor_is_named_by_module_and_constant() -> None:
    settings, processor = configured(ENVIRON | {"YIDIAN_REPLAY_PROCESSOR": "tax.assessment.processor:ASSESSMENT"})
    assert processor is ASSESSMENT
    assert (settings.kafka_bootstrap, settings.mesh) == ("localhost:9092", "m1")


def test_a_configured_processor_is_built_from_the_environment_of_the_replay() -> None:
    named = ENVIRON | {"YIDIAN_REPLAY_PROCESSOR": "inspection.decisions.processor:CONFIGURED"}
    _, processor = configured(named | {KEY: "the key of the agency"})
    assert (processor.name, processor.version) == (DECISIONS.name, DECISIONS.version)
    assert CONFIGURED.settings is InspectionSettings


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"YIDIAN_REPLAY_PROCESSOR": "inspection.decisions.processor:CONFIGURED"}, KEY),
        ({"YIDIAN_REPLAY_PROCESSOR": "inspection.decisions.processor:CONFIGURED", KEY: "short"}, KEY),
        ({"YIDIAN_REPLAY_PROCESSOR": "tax.assessment.processor:ASSESSMENT", KEY: "a key that nobody takes"}, KEY),
        ({}, "YIDIAN_REPLAY_PROCESSOR"),
        ({"YIDIAN_REPLAY_PROCESSOR": ""}, "YIDIAN_REPLAY_PROCESSOR"),
    ],
)
def test_what_is_missing_or_too_much_is_named_and_not_quoted(changes: dict[str, str], said: str) -> None:
    with pytest.raises(ConfigurationError) as refused:
        configured(ENVIRON | changes)
    assert said in str(refused.value)
    assert "short" not in str(refused.value)


@pytest.mark.parametrize("path", ["nowhere:X", ":X", "tax.assessment.processor:NOTHING", "tax.reference:RULES_VERSION"])
def test_what_is_no_processor_is_refused(path: str) -> None:
    with pytest.raises(ConfigurationError):
        load(path)
