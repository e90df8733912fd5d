"""When documents would be taken in: bus and database answer, and a former life's batches are finished."""

from collections.abc import Callable, Mapping

from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError

from gateway.http.services import Services


def checks(parts: Services) -> Mapping[str, Callable[[], bool]]:
    """Return what readiness waits for (`mesh.process.health.Health`), to be asked from any thread."""
    bus, engine = parts.shared.bus, parts.shared.engine
    return {"bus": lambda: bus.answers, "database": lambda: _answers(engine), "resume": parts.resumed}


def _answers(engine: Engine) -> bool:
    try:
        with engine.connect() as connection:
            connection.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return False
    return True
