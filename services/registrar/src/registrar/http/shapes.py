"""What the routes of registers (`registrar.http.registers`) read and answer."""

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from edge.http.parameters import STRIPPED
from registrar.changes import State

LIMIT, MOST = 200, 5_000

Words = Annotated[str, Meta(max_length=500, pattern=r"\S")]
Person = Annotated[str, Meta(max_length=100, pattern=r"\S", description="as the agency names its staff")]
Day = Annotated[str, Meta(max_length=10, pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
Limit = Annotated[int, Meta(ge=1, le=MOST)]


class Proposed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A proposal. entries: a table as register files have it (CSV with a header line), of new versions only."""

    entries: Annotated[str, Meta(min_length=1)]
    person: Person
    authority: Words
    reason: Words


class Approval(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who approves, as the agency names its staff."""

    person: Person


class Rejection(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who rejects, and why."""

    person: Person
    reason: Words


class RegisterAsked(msgspec.Struct, frozen=True, kw_only=True):
    """Which entries of a register."""

    code: Annotated[str, Meta(max_length=200)] | None = None
    search: Annotated[str, Meta(max_length=200, extra=STRIPPED)] | None = None
    """only entries in whose code or values every one of these words stands, whatever its case"""
    date: Day | None = None
    """only those in force then: a day in China on the mesh's clock"""
    limit: Limit = LIMIT


class ChangesAsked(msgspec.Struct, frozen=True, kw_only=True):
    """Which changes."""

    register: Annotated[str, Meta(max_length=100)] | None = None
    state: Literal["pending", "approved", "rejected", "published"] | None = None
    limit: Limit = LIMIT


class RegisterStanding(msgspec.Struct, frozen=True, kw_only=True):
    """A register: who owns it and how much it holds."""

    register: str
    owner: str
    codes: int
    entries: int


class RegisterList(msgspec.Struct, frozen=True, kw_only=True):
    """The registers that the caller may see."""

    today: Day
    """day in China on the mesh's clock"""
    registers: list[RegisterStanding]


class RegisterEntries(msgspec.Struct, frozen=True, kw_only=True):
    """Entries of a register; total: before they were limited."""

    register: str
    owner: str
    today: Day
    """day in China on the mesh's clock"""
    total: int
    entries: list[dict[str, Any]]


class RegisterChange(msgspec.Struct, frozen=True, kw_only=True):
    """A change as it stands. by: persons, under: the organisations with whose keys. Instants: ms UTC, mesh's clock."""

    change_id: str
    register: str
    entries: str
    """the table (CSV) as it was proposed"""
    authority: str
    reason: str
    proposed_by: str
    proposed_under: str
    proposed_at_ms: int
    state: State
    decided_by: str | None
    decided_under: str | None
    decided_at_ms: int | None
    decided_because: str | None


class ChangeList(msgspec.Struct, frozen=True, kw_only=True):
    """Changes, the newest first."""

    changes: list[RegisterChange]
