"""`yidian held` and `yidian decide`: an officer's desk."""

from enum import StrEnum
from typing import Annotated, Any

import typer

from contracts.agencies import AGENCIES
from yidian.commands.options import As, Json, Person, complaining
from yidian.commands.values import bad, reason_code
from yidian.complaint import Complaint
from yidian.connection import Connection, connect
from yidian.gateway import Gateway
from yidian.language import NOTHING, Wording
from yidian.output import china, coloured, emit, said, say, show, table

OFFICER = "officer:"
HOLDING = tuple(agency.agency for agency in AGENCIES.values() if agency.findings)
"""Agencies that have officers."""
AGENCIES_HELP = f"{', '.join(HOLDING[:-1])} or {HOLDING[-1]}"


class Action(StrEnum):
    """What an officer may decide."""

    RELEASE = "release"
    TREAT = "treat"
    SHIP_BACK = "ship-back"
    DETAIN = "detain"
    REFUSE = "refuse"


def _known(agency: str | None) -> str | None:
    if agency is None or agency in HOLDING:
        return agency
    raise bad(f"{agency!r} has no officers: {AGENCIES_HELP}", f"{agency!r} 没有关员：{'、'.join(HOLDING)}")


@complaining
def held(
    as_name: As = None,
    agency: Annotated[str | None, typer.Option(help=f"Only holds of {AGENCIES_HELP}.", callback=_known)] = None,
    reason: Annotated[
        str | None,
        typer.Option(parser=reason_code, metavar="CODE", help="Only holds for this reason code, such as 99401."),
    ] = None,
    overdue: Annotated[bool, typer.Option("--overdue", help="Only holds beyond their deadline.")] = False,
    as_json: Json = False,
) -> None:
    """
    List the declarations that wait for an officer, the one due first at the top: reason, age, deadline, and the hold
    to decide.

    How long a hold may wait is a standard time by agency, reason and freshness of the goods:
    yidian register show gateway.parameters. Times are those of the mesh's clock.

    Without --as you see the holds of every agency, as the auditor does.
    """
    connection = connect()
    who = connection.named(as_name) if as_name else connection.with_role("auditor", "operator")
    filters = {"agency": agency, "reason": reason, "overdue": "true" if overdue else None}
    with Gateway(connection.url, who.key) as gateway:
        holds = gateway.held(**{name: value for name, value in filters.items() if value})
    if as_json:
        for hold in holds:
            emit(hold)
        return
    if not holds:
        say(Wording("nothing is held", "没有待处置的布控"))
        return
    rows = (
        (
            hold["order_no"],
            hold["status"],
            hold["agency"],
            said([hold["reason"]]),
            _age(hold["age_seconds"]),
            coloured(f"{china(hold['deadline_at_ms'])}{_OVERDUE if hold['overdue'] else ''}", _due(hold)),
            hold["hold_id"],
        )
        for hold in holds
    )
    late = sum(hold["overdue"] for hold in holds)
    title = Wording(f"{len(holds)} open holds, {late} overdue", f"{len(holds)} 项待处置，{late} 项超期")
    show(table(title, HEADINGS, rows))
    example = "yidian decide ORDER release --authority … --reason …"
    say(Wording(f"{example}  (several holds: add --agency)", f"{example}  （有多项布控时加 --agency）"), "dim")


HEADINGS = (
    Wording("order", "订单"),
    Wording("status", "状态"),
    Wording("agency", "机关"),
    Wording("why", "理由"),
    Wording("age", "已等待"),
    Wording("due", "期限"),
    Wording("hold", "布控"),
)
_OVERDUE = Wording(" OVERDUE", " 超期")


def _due(hold: dict[str, Any]) -> str:
    return "bold red" if hold["overdue"] else ""


def _age(seconds: int) -> Wording:
    hours, rest = divmod(seconds, 3600)
    minutes, rest_seconds = divmod(rest, 60)
    if hours:
        return Wording(f"{hours} h {minutes:02} min", f"{hours} 小时 {minutes:02} 分")
    return Wording(f"{minutes} min {rest_seconds:02} s", f"{minutes} 分 {rest_seconds:02} 秒")


@complaining
def decide(
    which: Annotated[str, typer.Argument(metavar="HOLD", help="Hold, declaration or order number.")],
    action: Annotated[Action, typer.Argument(help="What you decide.")],
    reason: Annotated[str, typer.Option(help="Why, in your words; no personal data.")],
    authority: Annotated[str, typer.Option(help="The power or order you act under.")],
    agency: Annotated[str | None, typer.Option(help=f"Of several, {AGENCIES_HELP}.", callback=_known)] = None,
    person: Person = None,
    as_name: As = None,
    as_json: Json = False,
) -> None:
    """
    Decide a hold as an officer of the agency that holds.

    release and treat let the parcel go (unless somebody else holds it too); ship-back ends in 700, detain in 599,
    refuse in 100. A short guarantee (99301) cannot be released: see yidian top-up. A second
    decision on a hold is refused, for it is no longer open, and changes nothing.

    Example:

      yidian decide DD0001111000123 release --authority "关检字2024-1" --reason "查验无异常"
    """
    connection = connect()
    name, hold = find_hold(connection, which, agency=agency, as_name=as_name)
    finding = {
        "declaration": hold["declaration_id"],
        "hold": hold["hold_id"],
        "action": action.name,
        "authority": authority,
        "reason": reason,
        **({"officer": person} if person else {}),
    }
    with Gateway(connection.url, connection.named(name).key) as gateway:
        answer = gateway.post("/v1/findings", finding)
    if as_json:
        emit(answer)
    else:
        by, order, agency_of = person or name, hold["order_no"], hold["agency"]
        say(
            Wording(
                f"recorded: {action.value} by {by} for {agency_of}, order {order}",
                f"已记录：{by} 代表 {agency_of} 对订单 {order} 作出 {action.value}",
            )
        )
        say(Wording(f"yidian status {order} shows what follows", f"用 yidian status {order} 查看后续"), "dim")


def find_hold(
    connection: Connection, which: str, *, agency: str | None, as_name: str | None
) -> tuple[str, dict[str, Any]]:
    """Return the officer who may decide and the one open hold that is meant. Raises Complaint if it is not one."""
    officers = (
        [connection.named(as_name)]
        if as_name
        else [one for one in connection.organisations if any(role.startswith(OFFICER) for role in one.roles)]
    )
    matching = []
    for one in officers:
        with Gateway(connection.url, one.key) as gateway:
            matching += [(one.organisation, hold) for hold in gateway.held() if _is_meant(hold, which, agency)]
    if len(matching) == 1:
        return matching[0]
    if not matching:
        whose = agency or as_name
        by = Wording(f" of {whose}", f" {whose} 的") if whose else NOTHING
        raise Complaint(
            Wording(f"no open hold{by.en} is called {which}", f"没有名为 {which} 的{by.zh}待处置布控"),
            Wording(
                "`yidian held` lists them; what is decided is not decided again",
                "用 `yidian held` 列出；已处置的不再处置",
            ),
        )
    choices = ", ".join(f"{hold['agency']} ({hold['hold_id']})" for _, hold in matching)
    raise Complaint(
        Wording(f"{which} has several open holds: {choices}", f"{which} 有多项待处置布控：{choices}"),
        Wording("name the hold itself, or add --agency", "请写明布控编号，或加 --agency"),
    )


def _is_meant(hold: dict[str, Any], which: str, agency: str | None) -> bool:
    names = (hold["hold_id"], hold["declaration_id"], hold["order_no"], hold.get("list_no"))
    return which in names and agency in (None, hold["agency"])
