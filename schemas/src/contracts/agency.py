"""What the contract says about an agency: the types of the values in `contracts.agencies`."""

from typing import NamedTuple

import msgspec

from contracts.common import Effect


class Setting(NamedTuple):
    """A setting that an agency's process takes besides those of every worker. secret: a key that is made per mesh."""

    name: str
    secret: bool


class Source(NamedTuple):
    """
    Something on which an agency decides.

    record: the event on `topic` that nests its decision. effects: what a decision may do. held: status of a declaration
    that it holds, empty if it cannot. refused_by_officer: status where an officer of it refuses, empty for that of every
    refusal. asked_by: the source whose hold or refusal makes waiting for this one needless; None: the lifecycle asks.
    """

    source: str
    agency: str
    zh: str
    en: str
    topic: str
    record: type[msgspec.Struct]
    effects: tuple[Effect, ...]
    held: str
    refused_by_officer: str
    asked_by: str | None

    @property
    def stops(self) -> bool:
        """Whether it can hold or refuse: of one that cannot, nobody waits for the decision."""
        return Effect.HOLD in self.effects or Effect.REFUSE in self.effects


class Agency(NamedTuple):
    """
    An agency: its name, the service that has its rules, and what the process of that takes.

    workers: the services that run its processors, its own first; ``customs-export`` runs the module `customs.export`.
    findings: topic of what its officers find, None if it has none. registers: topics that its registrars keep.
    """

    agency: str
    zh: str
    en: str
    service: str
    workers: tuple[str, ...]
    processors: tuple[str, ...]
    settings: tuple[Setting, ...]
    findings: str | None
    registers: tuple[str, ...]
    sources: tuple[str, ...]
