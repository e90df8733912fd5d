"""A summary as people read it: timelines, messages, faults and traps, counts, and the differences last."""

from collections.abc import Sequence
from typing import Any

from rich.rule import Rule
from rich.text import Text

from yidian.commands.following import timeline
from yidian.demo import chinese
from yidian.demo.check import Difference
from yidian.demo.chinese import standing
from yidian.demo.exports.show import show as show_exports
from yidian.language import Wording
from yidian.output import coloured, say, status_style, table, writable
from yidian.output import show as show_people

_TIMELINES = {
    "released": Wording("one released parcel", "一个放行的包裹"),
    "held": Wording("one held parcel", "一个布控的包裹"),
    "refused": Wording("one refused parcel", "一个退单的包裹"),
}
_NUMBER = Wording("number", "数量")
_EXPECTED, _CAME_OUT = Wording("expected", "预期"), Wording("came out", "结果")


def show(summary: dict[str, Any]) -> None:
    """Show a summary to people, the differences last."""
    for ended, match in summary["timelines"].items():
        _head(_TIMELINES[ended])
        if match is not None:
            show_people(timeline(match))
    _head(Wording("CEB XML messages: accepted, rejected, duplicate", "CEB XML 报文：接受、退回、重复"))
    messages = (
        (
            row["message"],
            *(" + ".join(map(str, row[column].values())) for column in ("stated", "came_out")),
            Wording(row["oddity"], chinese.MESSAGES[row["message"]]),
        )
        for row in summary["messages"]
    )
    columns = (Wording("message", "报文"), Wording("stated", "所述"), _CAME_OUT, Wording("with", "特点"))
    show_people(table("", columns, messages))
    _head(Wording("malformed input, apart: refused, and nothing else disturbed", "格式错误的输入：被拒，其余不受影响"))
    refusals = (
        (Wording(row["request"], chinese.REQUESTS[row["request"]]), _same(row["stated"], row["came_out"]))
        for row in summary["malformed"]
    )
    show_people(table("", (Wording("request", "请求"), Wording("refused with", "拒绝代码")), refusals))
    _head(Wording("planted faults", "埋设的差错"))
    _show_plants(summary["faults"], numbered=True)
    _head(Wording("traps: odd, and to be released", "陷阱：异常但应放行"))
    _show_plants(summary["traps"], numbered=False)
    _head(Wording("summary", "汇总"))
    outcomes = ((standing(name), number) for name, number in summary["declarations"].items())
    show_people(table("", (Wording("declarations", "申报"), _NUMBER), outcomes))
    if summary["rejected_by_code"]:
        codes = ((coloured(code, status_style(code)), number) for code, number in summary["rejected_by_code"].items())
        show_people(table("", (Wording("documents rejected", "退回的单证"), _NUMBER), codes))
    _show_figures(summary)
    if "exports" in summary:
        show_exports(summary["exports"])
    _show_differences([Difference(**difference) for difference in summary["differences"]])


def _show_figures(summary: dict[str, Any]) -> None:
    submitted, accepted, rejected, duplicate = (
        summary[name] for name in ("submitted", "accepted", "rejected", "duplicate")
    )
    say(
        Wording(
            f"submitted {submitted} = accepted {accepted} + rejected {rejected} + duplicate {duplicate}",
            f"报送 {submitted} = 接受 {accepted} + 退回 {rejected} + 重复 {duplicate}",
        )
    )
    latency, findings = summary["latency"], summary["findings"]
    p50, p99, decided = latency["p50_ms"], latency["p99_ms"], latency["declarations"]
    say(
        Wording(
            f"{findings} findings by officers; decided within {p50} ms (p50), {p99} ms (p99) of the last document, "
            f"{decided} declarations",
            f"关员处置 {findings} 项；自最后一份单证起 {p50} 毫秒（p50）、{p99} 毫秒（p99）内作出决定，"
            f"共 {decided} 项申报",
        )
    )


def _head(title: Wording) -> None:
    show_people(Rule(Text(writable(str(title))), align="left"))


def _show_plants(plants: Sequence[dict[str, Any]], *, numbered: bool) -> None:
    names: tuple[Wording, ...] = (
        Wording("what", "内容"),
        _EXPECTED,
        Wording("parcels", "包裹"),
        Wording("as expected", "符合预期"),
    )
    rows: list[tuple[object, ...]] = [
        (
            Wording(plant["title"], chinese.PLANTS[plant["plant"]]),
            standing(plant["expected"]),
            plant["planted"],
            _tick(plant["planted"], plant["as_planned"]),
        )
        for plant in plants
    ]
    if numbered:
        names = (Wording("no.", "序号"), *names)
        rows = [(plant["row"] or "–", *row) for plant, row in zip(plants, rows, strict=True)]
    show_people(table("", names, rows))


def _same(stated: str, came_out: str) -> Text:
    return coloured(came_out, "green" if stated == came_out else "bold red")


def _tick(planted: int, as_planned: int) -> Text:
    return coloured(as_planned, "green" if planted == as_planned else "bold red")


def _show_differences(differences: Sequence[Difference]) -> None:
    if not differences:
        found = "every planted fault was found, and nothing else was refused"
        say(Wording(found, "埋设的差错全部发现，其余无一被拒"), "bold green")
        return
    number = len(differences)
    say(Wording(f"{number} differences from the plan", f"与计划有 {number} 处不同"), "bold red")
    columns = (Wording("plant", "埋设"), Wording("order", "订单"), Wording("what", "内容"), _EXPECTED, _CAME_OUT)
    show_people(table("", columns, (map(standing, difference) for difference in differences)))
