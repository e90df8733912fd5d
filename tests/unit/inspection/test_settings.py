"""Inspection has no sampling key unless it is given one, and a short one is refused without being shown."""

import pytest

from inspection.settings import InspectionSettings
from mesh.declared.errors import ConfigurationError
from mesh.declared.settings import read

VARIABLE = "YIDIAN_INSPECTION_SAMPLING_KEY"


def test_the_key_is_taken_as_bytes_and_never_printed() -> None:
    settings = read({VARIABLE: "sixteen characters"}, InspectionSettings)
    assert settings.sampling_key == b"sixteen characters"
    assert "sixteen" not in repr(settings)


@pytest.mark.parametrize("environ", [{}, {VARIABLE: ""}, {VARIABLE: "too short"}])
def test_a_missing_or_short_key_is_a_wrong_configuration(environ: dict[str, str]) -> None:
    with pytest.raises(ConfigurationError) as refused:
        read(environ, InspectionSettings)
    assert VARIABLE in str(refused.value)
    assert "too short" not in str(refused.value)
