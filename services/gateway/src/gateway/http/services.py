"""What routes share: built once in `gateway.__main__`, found through the request."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Engine
from starlette.requests import Request

from gateway.access.directory import Directory
from gateway.access.principal import Principal
from gateway.http.admission import Admission
from gateway.http.authentication import caller_of
from gateway.intake.intake import Intake
from gateway.kafka.publisher import Publisher
from gateway.kafka.watch import BusWatch
from gateway.problems.problem import Problem
from gateway.registers.registrar import Registrar
from gateway.registers.shelf import Shelf
from gateway.settings import Settings
from mesh.virtual_clock import VirtualClock


@dataclass(frozen=True, slots=True)
class Services:
    """
    The parts of the gateway that routes use.

    resumed: whether a former life's batches are finished.
    """

    settings: Settings
    engine: Engine
    directory: Directory
    intake: Intake
    publisher: Publisher
    bus: BusWatch
    shelf: Shelf
    registrar: Registrar
    clock: VirtualClock
    admission: Admission
    resumed: Callable[[], bool]


def services(request: Request) -> Services:
    """Return the shared parts."""
    found: Services = request.app.state.services
    return found


def principal(request: Request, *roles: str) -> Principal:
    """
    Return who asks, as `gateway.http.authentication` found.

    Raises Problem: `unauthenticated` without a known key, `role_missing` if roles are named and it holds none of them.
    """
    found = caller_of(request)
    if found is None:
        raise Problem("unauthenticated")
    if roles and not found.roles.intersection(roles):
        raise Problem("role_missing")
    return found
