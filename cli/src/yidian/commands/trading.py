"""`yidian trade`: a day of invented trade for the mesh that is up."""

from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from simulator import day
from simulator.world import world
from yidian.commands.options import Json, complaining
from yidian.commands.running import Shown
from yidian.complaint import Complaint
from yidian.connection import connect
from yidian.demo.supply import day_of_trade, supply
from yidian.output import console, emit, table


@complaining
def trade(
    parcels: Annotated[int, typer.Option(help="How many parcels.")] = day.PARCELS,
    seed: Annotated[int, typer.Option(help="Another seed is another day of trade.")] = day.SEED,
    as_json: Json = False,
) -> None:
    """
    Put a day of invented trade into the mesh that is up, so that there is something to look at.

    The parcels of the demonstration, with its faults and traps, from several couriers at once. Nothing is decided for
    you: what is held waits on the worklist (`yidian held`), what lacks a document waits for it.

    The same day again changes nothing: its documents are duplicates, a few are rejected again. For more trade give
    another --seed.
    """
    parties = world()
    try:
        cases = day.generate(parties, parcels=parcels, seed=seed)
    except day.TooFewParcels as error:
        raise Complaint(str(error), "give more with --parcels") from error
    planned = day_of_trade(
        tuple(party.code for party in parties.couriers), tuple(party.code for party in parties.platforms), cases
    )
    connection = connect()
    if not as_json:
        console.print(f"{parcels} parcels, {planned.documents} documents, seed {seed}, to {connection.url}")
    with Progress(
        SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
        console=console, disable=as_json, transient=not console.is_terminal,
    ) as bars:  # fmt: skip
        result = supply(connection, planned, Shown(bars, planned))
    if as_json:
        emit(result._asdict())
        return
    console.print(
        f"{result.submitted} documents in {result.seconds} s: {result.accepted} accepted, {result.rejected} rejected, "
        f"{result.duplicate} duplicates, {result.unanswered} without an answer yet",
        highlight=False,
    )
    if result.duplicate * 2 > result.submitted:
        console.print("this day had been put in before, and stands as it did; --seed gives another", highlight=False)
    else:
        console.print(table("", ("declarations", "number"), result.declarations.items()))
    console.print("look around: yidian held, yidian topics, yidian watch --from-start, or the console", highlight=False)
