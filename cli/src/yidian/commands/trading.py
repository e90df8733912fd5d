"""`yidian trade`: a day of invented trade for the mesh that is up."""

from typing import Annotated

import typer
from rich.progress import TimeElapsedColumn

from simulator import day
from simulator.world import world
from yidian.commands.options import Json, complaining
from yidian.commands.progress import Shown, to_come, too_few
from yidian.connection import connect
from yidian.demo.chinese import standing
from yidian.demo.supply import day_of_trade, supply
from yidian.language import Wording
from yidian.output import bars, console, emit, say, show, table


@complaining
def trade(
    parcels: Annotated[int, typer.Option(help="How many parcels.")] = day.PARCELS,
    seed: Annotated[int, typer.Option(help="Another seed is another day of trade.")] = day.SEED,
    as_json: Json = False,
) -> None:
    """
    Submit a day of invented trade to the mesh that is up.

    The parcels of the demonstration, with its faults and traps, from several couriers at once. Nothing is decided for
    you: held declarations wait on the worklist (`yidian held`), incomplete ones for their documents.

    The same day again changes nothing: its documents are duplicates, a few are rejected again. For more trade give
    another --seed.
    """
    parties = world()
    try:
        cases = day.generate(parties, parcels=parcels, seed=seed)
    except day.TooFewParcels as error:
        raise too_few(error) from error
    planned = day_of_trade(
        tuple(party.code for party in parties.couriers), tuple(party.code for party in parties.platforms), cases
    )
    connection = connect()
    if not as_json:
        say(to_come(parcels, planned.documents, seed))
        say(Wording(f"to {connection.url}", f"送往 {connection.url}"))
    with bars(TimeElapsedColumn(), disable=as_json, transient=not console.is_terminal) as shown:
        result = supply(connection, planned, Shown(shown, planned))
    if as_json:
        emit(result._asdict())
        return
    say(
        Wording(
            f"{result.submitted} documents in {result.seconds} s: {result.accepted} accepted, {result.rejected} "
            f"rejected, {result.duplicate} duplicates, {result.unanswered} without an answer yet",
            f"{result.seconds} 秒内报送 {result.submitted} 份单证：接受 {result.accepted}，退回 {result.rejected}，"
            f"重复 {result.duplicate}，尚无答复 {result.unanswered}",
        )
    )
    if result.duplicate * 2 > result.submitted:
        say(
            Wording(
                "this day had been submitted before, and nothing changed; --seed gives another",
                "这一天先前已报送，没有变化；--seed 另生成一天",
            )
        )
    else:
        rows = ((standing(name), number) for name, number in result.declarations.items())
        show(table("", (Wording("declarations", "申报"), Wording("number", "数量")), rows))
    commands = "yidian held, yidian topics, yidian watch --from-start"
    say(Wording(f"look around: {commands}, or the console", f"接着可看：{commands}，或网页控制台"))
