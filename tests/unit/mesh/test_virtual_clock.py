"""Virtual time: one formula, shared by every process."""

from mesh.clock.virtual_clock import VirtualClock
from mesh.declared import settings
from mesh.declared.settings import ClockSettings


def test_virtual_time_starts_at_its_start_and_runs_at_its_speed() -> None:
    """At the epoch it is the start; a real second later, speed virtual seconds later."""
    now = 5_000
    clock = VirtualClock(1_000_000, 60, 5_000, source=lambda: now)
    assert clock.now_ms() == 1_000_000
    now = 6_000
    assert clock.now_ms() == 1_060_000


def test_two_processes_with_the_same_settings_agree() -> None:
    """The settings carry the epoch, so the time of start does not matter."""
    environ = {
        "YIDIAN_KAFKA_BOOTSTRAP": "x:1",
        "YIDIAN_CLOCK_START": "2026-01-05T08:00:00+08:00",
        "YIDIAN_CLOCK_EPOCH_MS": "7000",
        "YIDIAN_CLOCK_SPEED": "2",
    }
    first, second = (
        VirtualClock.from_settings(settings.read(environ, ClockSettings), source=lambda: 8_000) for _ in range(2)
    )
    assert first.now_ms() == second.now_ms() == 1_767_571_200_000 + 2_000


def test_without_a_start_time_is_real() -> None:
    """Production has no virtual time."""
    value = settings.read({"YIDIAN_KAFKA_BOOTSTRAP": "x:1"}, ClockSettings)
    assert VirtualClock.from_settings(value, source=lambda: 42).now_ms() == 42
