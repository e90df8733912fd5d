"""Options that several commands share, how their values are checked, and how a failing command ends."""

import inspect
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import Annotated, ParamSpec

import typer
from rich.text import Text

from mesh.declared.errors import MeshError
from yidian.complaint import Complaint
from yidian.ending import unwritten
from yidian.language import VARIABLE, Language, Wording, choose, same
from yidian.output import emit, errors

P = ParamSpec("P")


def _choose(given: Language | None) -> Language | None:
    if given is not None:
        choose(given)
    return given


Json = Annotated[bool, typer.Option("--json", help="Write JSON, one value per line, for machines.")]
As = Annotated[
    str | None,
    typer.Option(
        "--as",
        metavar="NAME",
        help="Act as this organisation: its id, or one of its codes (`.yidian/organisations.json`).",
    ),
]
Person = Annotated[
    str | None, typer.Option("--person", help="Who you are, as your organisation names its staff; it is written down.")
]
_LANGUAGE = "Language of what people read: headings, reasons, problems."
OfAll = Annotated[
    Language | None,
    typer.Option("--lang", callback=_choose, is_eager=True, envvar=VARIABLE, help=f"{_LANGUAGE} Absent: the locale's."),
]
"""The language for every command; a command's own option goes before it."""
OfOne = Annotated[Language | None, typer.Option("--lang", callback=_choose, is_eager=True, help=_LANGUAGE)]

_OWN = inspect.Parameter("lang", inspect.Parameter.KEYWORD_ONLY, default=None, annotation=OfOne)


def complaining(command: Callable[P, None]) -> Callable[P, None]:
    """
    Let a command end with what went wrong and what to do about it, exit code 1, instead of a traceback.

    Every command gets the option --lang with that.
    """

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        kwargs.pop("lang", None)
        as_json = bool(kwargs.get("as_json"))
        try:
            command(*args, **kwargs)
        except Complaint as complaint:
            raise _ended(complaint, as_json=as_json) from complaint
        except MeshError as error:
            raise _ended(Complaint(same(error)), as_json=as_json) from error
        except UnicodeEncodeError as error:  # of a request: what is printed is escaped
            raise _ended(Complaint(_NO_TEXT, _IN_UTF_8), as_json=as_json) from error
        except OSError as error:
            raise typer.Exit(unwritten(error)) from error
        except KeyboardInterrupt:
            raise typer.Exit(130) from None

    described = inspect.signature(command, eval_str=True)
    run.__signature__ = described.replace(parameters=[*described.parameters.values(), _OWN])  # type: ignore[attr-defined]
    return run


_NO_TEXT = Wording("an argument has bytes that are no text", "参数中有不成文字的字节")
_IN_UTF_8 = Wording("write it in the encoding of your terminal", "请按终端的编码书写")


def _ended(complaint: Complaint, *, as_json: bool) -> typer.Exit:
    if as_json:
        emit(complaint.plain())
    else:
        with suppress(OSError):  # then nobody can be told
            errors.print(Text.assemble(("yidian:", "bold red"), " ", str(complaint.what)), soft_wrap=True)
            if complaint.remedy.en:
                errors.print(Text(str(complaint.remedy)), soft_wrap=True)
    return typer.Exit(1)
