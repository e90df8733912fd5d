"""A summary as people read it: timelines, messages, faults and traps, counts, and the differences last."""

from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.rule import Rule
from rich.text import Text

from yidian.commands.following import timeline
from yidian.demo.check import Difference
from yidian.output import coloured, status_style, table


def show(summary: dict[str, Any], console: Console) -> None:
    """Show a summary to people, the differences last."""
    for ended, match in summary["timelines"].items():
        console.print(Rule(f"one {ended} parcel", align="left"))
        if match is not None:
            console.print(timeline(match))
    console.print(Rule("CEB XML messages: accepted, rejected, duplicate", align="left"))
    messages = (
        (
            row["message"],
            *(" + ".join(map(str, row[column].values())) for column in ("stated", "came_out")),
            row["oddity"],
        )
        for row in summary["messages"]
    )
    console.print(table("", ("message", "stated", "came out", "with"), messages))
    console.print(Rule("malformed input, apart: refused, and nothing else disturbed", align="left"))
    refusals = ((row["request"], _same(row["stated"], row["came_out"])) for row in summary["malformed"])
    console.print(table("", ("request", "refused with"), refusals))
    console.print(Rule("planted faults", align="left"))
    _show_plants(summary["faults"], console, numbered=True)
    console.print(Rule("traps: odd, and to be released", align="left"))
    _show_plants(summary["traps"], console, numbered=False)
    console.print(Rule("summary", align="left"))
    outcomes = ((name, number) for name, number in summary["declarations"].items())
    console.print(table("", ("declarations", "number"), outcomes))
    if summary["rejected_by_code"]:
        codes = ((coloured(code, status_style(code)), number) for code, number in summary["rejected_by_code"].items())
        console.print(table("", ("documents rejected", "number"), codes))
    latency = summary["latency"]
    console.print(
        f"submitted {summary['submitted']} = accepted [green]{summary['accepted']}[/] + rejected "
        f"[red]{summary['rejected']}[/] + duplicate [yellow]{summary['duplicate']}[/]"
    )
    console.print(
        f"{summary['findings']} findings by officers; decided within {latency['p50_ms']} ms (p50), "
        f"{latency['p99_ms']} ms (p99) of the last document, {latency['declarations']} declarations"
    )
    _show_differences([Difference(**difference) for difference in summary["differences"]], console)


def _show_plants(plants: Sequence[dict[str, Any]], console: Console, *, numbered: bool) -> None:
    names: tuple[str, ...] = ("what", "expected", "parcels", "as expected")
    rows: list[tuple[object, ...]] = [
        (plant["title"], plant["expected"], plant["planted"], _tick(plant["planted"], plant["as_planned"]))
        for plant in plants
    ]
    if numbered:
        names = ("no.", *names)
        rows = [(plant["row"] or "–", *row) for plant, row in zip(plants, rows, strict=True)]
    console.print(table("", names, rows))


def _same(stated: str, came_out: str) -> Text:
    return coloured(came_out, "green" if stated == came_out else "bold red")


def _tick(planted: int, as_planned: int) -> Text:
    return coloured(as_planned, "green" if planted == as_planned else "bold red")


def _show_differences(differences: Sequence[Difference], console: Console) -> None:
    if not differences:
        console.print("[bold green]every planted fault was found, and nothing else was refused[/]")
        return
    console.print(f"[bold red]{len(differences)} differences from the plan[/]")
    console.print(table("", ("plant", "order", "what", "expected", "came out"), differences))
