"""The benchmark in memory works what it is given: a figure of work that was not done would mean nothing."""

from bench import cpu
from bench.memory import services


def test_every_sound_parcel_is_judged_and_decided_and_every_service_has_worked() -> None:
    figures = cpu.measure(list(cpu.sound_documents(12)))
    assert figures["DocumentJudged"] == 48
    assert figures["DeclarationCleared"] + figures["DeclarationHeld"] == 12
    assert figures["DeclarationRefused"] == 0
    assert all(figures[service] > 0 for service in ("gateway", *services()))
    assert figures["sum"] == sum(figures[service] for service in ("gateway", *services()))
