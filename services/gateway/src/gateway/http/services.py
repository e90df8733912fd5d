"""What the process's routes are built over, by member; put together once in `gateway.process`."""

from collections.abc import Callable
from dataclasses import dataclass

from starlette.requests import Request

from caseview.http.view_database import ViewDatabase
from edge.http.shared import Shared
from gateway.http.admission import Admission
from gateway.intake.intake import Intake
from receipts.http.delivery import Delivery
from registrar.workflow import Registrar
from views.http.database import ViewsDatabase


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
    views: ViewsDatabase
    delivery: Delivery


def services(request: Request) -> Services:
    """Return the parts of the gateway."""
    parts: Services = request.app.state.services
    return parts
