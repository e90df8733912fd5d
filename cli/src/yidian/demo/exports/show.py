"""The exports of a demonstration as people read them: how lists stand, faults, traps, figures."""

from collections.abc import Sequence
from typing import Any

from rich.rule import Rule
from rich.text import Text

from yidian.demo.chinese import standing
from yidian.demo.exports.chinese import PLANTS
from yidian.language import Wording
from yidian.output import coloured, say, table, writable
from yidian.output import show as show_people

_NUMBER = Wording("number", "数量")


def show(exports: dict[str, Any]) -> None:
    """Show the summary of the exports to people."""
    _head(Wording("exports: planted faults", "出口：埋设的差错"))
    _show_plants(exports["faults"])
    _head(Wording("exports: traps, odd and to leave", "出口：陷阱，异常但应离境"))
    _show_plants(exports["traps"])
    lists = ((standing(name), number) for name, number in exports["lists"].items())
    show_people(table("", (Wording("export lists", "出口清单"), _NUMBER), lists))
    consolidated = exports["consolidated"]
    say(
        Wording(
            f"exports: {exports['parcels']} parcels, {exports['bills']} bills, {exports['submitted']} documents; "
            f"{consolidated['lists']} lists consolidated into {consolidated['declarations']} declarations; "
            f"{exports['findings']} findings by officers; {exports['seconds']} s",
            f"出口：{exports['parcels']} 个包裹，{exports['bills']} 票提运单，{exports['submitted']} 份单证；"
            f"{consolidated['lists']} 份清单汇总为 {consolidated['declarations']} 份报关单；"
            f"关员处置 {exports['findings']} 项；用时 {exports['seconds']} 秒",
        )
    )


def _head(title: Wording) -> None:
    show_people(Rule(Text(writable(str(title))), align="left"))


def _show_plants(plants: Sequence[dict[str, Any]]) -> None:
    names = (
        Wording("no.", "序号"),
        Wording("what", "内容"),
        Wording("expected", "预期"),
        Wording("planted", "埋设"),
        Wording("as expected", "符合预期"),
    )
    rows = [
        (
            plant["row"] or "–",
            Wording(plant["title"], PLANTS[plant["plant"]]),
            standing(plant["expected"]),
            plant["planted"],
            coloured(plant["as_planned"], "green" if plant["planted"] == plant["as_planned"] else "bold red"),
        )
        for plant in plants
    ]
    show_people(table("", names, rows))
