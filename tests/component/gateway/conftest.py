"""A gateway in memory for every test."""

from pathlib import Path

import pytest

from tests.support.gateway_kit import Gateway


@pytest.fixture
def gateway(tmp_path: Path) -> Gateway:
    return Gateway(tmp_path)
