"""What the process's routes are built over, by member; put together once in `gateway.process`."""

from collections.abc import Callable
from dataclasses import dataclass

from starlette.requests import Request

from gateway.http.admission import Admission
from gateway.http.delivery import Delivery
from gateway.http.shared import Shared
from gateway.http.view_database import ViewDatabase
from gateway.intake.intake import Intake
from gateway.registers.registrar import Registrar


@dataclass(frozen=True, slots=True)
class Services:
    """
    The parts that routes use.

    resumed: whether a former life's batches are finished.
    """

    shared: Shared
    intake: Intake
    admission: Admission
    resumed: Callable[[], bool]
    registrar: Registrar
    view: ViewDatabase
    delivery: Delivery


def services(request: Request) -> Services:
    """Return the parts of the gateway."""
    found: Services = request.app.state.services
    return found
