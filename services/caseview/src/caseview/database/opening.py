"""Opening the view's database by its address, for the process that folds and for the routes that read."""

from pathlib import Path

from sqlalchemy import Engine, make_url

from caseview.database import upsert
from mesh.declared.errors import ConfigurationError


def require_view(url: str) -> None:
    """Raise ConfigurationError where no view is: whoever rebuilds one means the view of a mesh, not a new file."""
    database = make_url(url)
    if database.get_backend_name() == "sqlite" and database.database and not Path(database.database).exists():
        raise ConfigurationError(
            f"{Path(database.database).absolute()}: there is no view to rebuild; "
            "name the mesh's database with YIDIAN_DATABASE_URL (.yidian/gateway.db of the project by default)"
        )


def open_view(url: str) -> Engine:
    """Open the view's database for writing; a SQLite file is made, with its folder."""
    database = make_url(url)
    if database.get_backend_name() == "sqlite" and database.database:
        Path(database.database).parent.mkdir(parents=True, exist_ok=True)
    return upsert.open_database(url, create=True)
