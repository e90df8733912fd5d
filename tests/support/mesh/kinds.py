"""Fewer processes in a mesh that a test starts within its own process: of the kinds that it needs."""

import pytest

from deploy.processes import KINDS


def only(monkeypatch: pytest.MonkeyPatch, *kinds: str) -> None:
    """Let a `deploy.local.LocalMesh` have processes of these kinds alone, besides Kafka; `launch` starts all."""
    monkeypatch.setattr("deploy.processes.KINDS", {kind: KINDS[kind] for kind in kinds})
