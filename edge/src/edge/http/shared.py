"""What the routes of every member share, found through the request, and how they wait for the bus."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import Engine
from starlette.requests import Request

from edge.access.directory import Directory
from edge.access.principal import Principal
from edge.bus.publisher import Publisher
from edge.bus.registers import RegisterEntries
from edge.bus.watch import BusWatch
from edge.http.authentication import caller_of
from edge.problems.problem import Problem
from mesh.clock.virtual_clock import VirtualClock
from mesh.declared.errors import TemporaryFailure

RETRY_SECONDS = 2

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Shared:
    """The parts of the process that routes of every member use. engine: of the gateway's own database."""

    kafka_bootstrap: str
    mesh: str
    engine: Engine
    directory: Directory
    publisher: Publisher
    bus: BusWatch
    register_entries: RegisterEntries
    clock: VirtualClock


def shared(request: Request) -> Shared:
    """Return the shared parts."""
    parts: Shared = request.app.state.shared
    return parts


def principal(request: Request, *roles: str) -> Principal:
    """
    Return who asks, as `edge.http.authentication` found.

    Raises Problem: `unauthenticated` without a known key, `role_missing` if roles are named and it holds none of them.
    """
    caller = caller_of(request)
    if caller is None:
        raise Problem("unauthenticated")
    if roles and not caller.roles.intersection(roles):
        raise Problem("role_missing")
    return caller


async def from_bus(request: Request, work: Callable[..., T], *args: object) -> T:
    """Run what asks the bus and blocks. Raises Problem `bus_unavailable` when it does not answer."""
    return await delivered(shared(request).bus.run(work, *args))


async def delivered(waiting: Awaitable[T]) -> T:
    """Await something that needs the bus. Raises Problem `bus_unavailable` when it does not answer."""
    try:
        return await waiting
    except TemporaryFailure as failure:
        raise Problem("bus_unavailable", retry_after=RETRY_SECONDS) from failure
