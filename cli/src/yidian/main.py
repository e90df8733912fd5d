"""The command `yidian`: every command and what its help says first."""

import typer

from yidian.commands.following import status, watch
from yidian.commands.officers import decide, held
from yidian.commands.operating import parked, redrive, topics
from yidian.commands.running import demo, down, up
from yidian.commands.submit import submit

RUN, HAND_OVER, DECIDE, OPERATE = "Run a mesh", "Hand over and follow", "Decide", "Operate"

app = typer.Typer(
    name="yidian",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_show_locals=False,
    help="""
    [b]Yidian 一点接入[/b]: an event mesh for the supervision of cross-border e-commerce.

    Couriers and enterprises hand over orders, payments, waybills and declaration lists once; customs, inspection,
    foreign exchange and tax decide on them in parallel; everyone reads what became of each parcel.

    Begin with [b]yidian demo[/b], which shows all of it on this machine, or with [b]yidian up[/b] and
    [b]yidian submit FILE[/b]. Every command has --help; those that tell something have --json.
    """,
)

app.command(rich_help_panel=RUN)(up)
app.command(rich_help_panel=RUN)(down)
app.command(rich_help_panel=RUN)(demo)
app.command(rich_help_panel=HAND_OVER)(submit)
app.command(rich_help_panel=HAND_OVER)(status)
app.command(rich_help_panel=HAND_OVER)(watch)
app.command(rich_help_panel=DECIDE)(held)
app.command(rich_help_panel=DECIDE)(decide)
app.command(rich_help_panel=OPERATE)(topics)
app.command(rich_help_panel=OPERATE)(parked)
app.command(rich_help_panel=OPERATE)(redrive)
