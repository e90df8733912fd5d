"""Options that several commands share, and how a failing command ends."""

from collections.abc import Callable
from functools import wraps
from typing import Annotated, ParamSpec

import typer

from mesh.declared.errors import MeshError
from yidian.complaint import Complaint
from yidian.output import emit, errors

P = ParamSpec("P")

Json = Annotated[bool, typer.Option("--json", help="Write JSON, one value per line, for machines.")]
As = Annotated[
    str | None,
    typer.Option(
        "--as",
        metavar="NAME",
        help="Act as this organisation: its id, or one of its codes (`.yidian/organisations.json`).",
    ),
]


def complaining(command: Callable[P, None]) -> Callable[P, None]:
    """Let a command end with what went wrong and what to do about it, exit code 1, instead of a traceback."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except Complaint as complaint:
            _end(complaint.what, complaint.remedy, as_json=bool(kwargs.get("as_json")))
        except MeshError as error:
            _end(str(error), "", as_json=bool(kwargs.get("as_json")))
        except KeyboardInterrupt:
            raise typer.Exit(130) from None

    return run


def _end(what: str, remedy: str, *, as_json: bool) -> None:
    if as_json:
        emit({"error": what, "remedy": remedy})
    else:
        errors.print(f"[bold red]yidian:[/] {what}", highlight=False)
        if remedy:
            errors.print(remedy, highlight=False)
    raise typer.Exit(1)
