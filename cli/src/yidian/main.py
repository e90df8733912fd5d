"""The command `yidian`: every command and what its help says first."""

from collections.abc import Callable
from inspect import cleandoc

import typer

from yidian.commands import registers
from yidian.commands.auditing import explain, reads
from yidian.commands.changing import approve, list_version, propose, reject, top_up
from yidian.commands.following import status, watch
from yidian.commands.messages import messages
from yidian.commands.officers import decide, held
from yidian.commands.operating import topics
from yidian.commands.options import OfAll, OfOne
from yidian.commands.parking import discard, parked, redrive
from yidian.commands.running import demo, down, up
from yidian.commands.submit import submit
from yidian.commands.trading import trade
from yidian.commands.viewing import show
from yidian.dashes import Command
from yidian.ending import Group


def flowing(text: str) -> str:
    """Join the lines of each paragraph, so that help is as wide as the terminal; an indented one stays as it is."""
    paragraphs = cleandoc(text).split("\n\n")
    return "\n\n".join(part if part.startswith(" ") else " ".join(part.split("\n")) for part in paragraphs)


app = typer.Typer(
    name="yidian",
    cls=Group,
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_show_locals=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=flowing("""
    [b]Yidian 一点接入[/b]: an event mesh for the supervision of cross-border e-commerce.

    Couriers and enterprises submit orders, payments, waybills and declaration lists once; customs, inspection, foreign
    exchange and tax decide on them in parallel; everyone reads the outcome of each parcel.

    Begin with [b]yidian demo[/b], which plays a day of it on this machine, or with [b]yidian up[/b] and
    [b]yidian submit FILE[/b]. Every command has --help; those that print data have --json. People are shown Chinese or
    English by --lang, before the command or after it, else by YIDIAN_LANG, else by the locale.
    """),
)


@app.callback()
def _for_all(lang: OfAll = None) -> None:
    """Take the options of every command."""


def add(panel: str, *commands: Callable[..., None]) -> None:
    """Add commands, in this order, under a heading."""
    for command in commands:
        app.command(cls=Command, rich_help_panel=panel, help=flowing(command.__doc__ or ""))(command)


add("Run a mesh", up, down, trade, demo)
add("Submit and follow", submit, status, watch, messages)
add("Look up", show)
add("Decide", held, decide, top_up)
add("Operate", topics, parked, redrive, discard)
add("Audit", explain, reads)

register = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="rich",
    help=flowing("""
    Registers: rates, limits, lists, licences and guarantees by date, and how two persons change them.

    One person proposes new versions, another under another key approves; a published row is never altered.
    """),
)
app.add_typer(
    register, name="register", rich_help_panel="Decide", short_help="Registers, and how two persons change them."
)


@register.callback()
def _for_registers(lang: OfOne = None) -> None:
    """Take the options of every command on registers."""


for name, command in (
    ("show", registers.show),
    ("propose", propose),
    ("list-version", list_version),
    ("approve", approve),
    ("reject", reject),
    ("list", registers.changes),
):
    register.command(name, cls=Command, help=flowing(command.__doc__ or ""))(command)
