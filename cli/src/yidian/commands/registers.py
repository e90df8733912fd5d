"""`yidian register show` and `list`: the entries of registers, and the changes that two persons make."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated, Any

import typer

from yidian.commands.options import As, Json, complaining
from yidian.commands.values import DAY, day
from yidian.complaint import Complaint
from yidian.connection import Connection, Organisation, connect, known
from yidian.gateway import Gateway
from yidian.language import NOTHING, Wording
from yidian.output import china, emit, say, table
from yidian.output import show as show_people

MOST = 5_000
STAFF = ("auditor", "operator")
REGISTRAR = "registrar:"


class State(StrEnum):
    """How far a change has come."""

    PENDING = "pending"
    APPROVED = "approved"
    REJECTED = "rejected"
    PUBLISHED = "published"


@complaining
def show(
    register: Annotated[str | None, typer.Argument(metavar="REGISTER", help="Such as tax.rates; absent: all.")] = None,
    code: Annotated[str | None, typer.Argument(metavar="CODE", help="Only this entry, every version of it.")] = None,
    date: Annotated[
        str | None, typer.Option(parser=day, metavar=DAY, help="Only what is in force on this day.")
    ] = None,
    as_name: As = None,
    as_json: Json = False,
) -> None:
    """
    Show the registers, or the entries of one: rates, limits, lists, licences, guarantees, with validity and source.

    Examples:

      yidian register show tax.guarantee-accounts 9903160018

      yidian register show customs.positive-list --date 2022-03-01
    """
    connection = connect()
    with Gateway(connection.url, seeing(connection, as_name).key) as gateway:
        if register is None:
            _show_all(gateway, as_json=as_json)
            return
        answer = shown(gateway, register, code, date)
    entries = answer["entries"]
    if as_json:
        for entry in entries:
            emit(entry)
        return
    if not entries:
        say(_nothing(answer["register"], code, date))
        return
    columns = [name for name in entries[0] if any(_cell(entry[name]) for entry in entries)]
    name, some, total = answer["register"], len(entries), answer["total"]
    title = Wording(f"{name}: {some} of {total}", f"{name}：{total} 条中的 {some} 条")
    show_people(table(title, columns, ([_cell(entry[name]) for name in columns] for entry in entries)))


def _nothing(register: str, code: str | None, date: str | None) -> Wording:
    under = Wording(f" under {code}", f" {code}") if code else NOTHING
    on = Wording(f" on {date}", f" 在 {date}") if date else NOTHING
    return Wording(f"{register} has nothing{under.en}{on.en}", f"{register}{under.zh}{on.zh} 没有条目")


def _show_all(gateway: Gateway, *, as_json: bool) -> None:
    rows = gateway.get("/v1/registers")["registers"]
    if as_json:
        for row in rows:
            emit(row)
        return
    cells = ((row["register"], row["owner"], row["codes"], row["entries"]) for row in rows)
    columns = (
        Wording("register", "登记簿"),
        Wording("owner", "主管机关"),
        Wording("codes", "代码数"),
        Wording("entries", "条目数"),
    )
    show_people(table(Wording(f"{len(rows)} registers", f"{len(rows)} 个登记簿"), columns, cells))


@complaining
def changes(
    register: Annotated[str | None, typer.Argument(metavar="REGISTER", help="Only of this register.")] = None,
    state: Annotated[State | None, typer.Option(help="Only those that have come so far.")] = None,
    as_name: As = None,
    as_json: Json = False,
) -> None:
    """
    List the changes of registers, the newest first: who proposed each, who decided, and its state.

    A pending change waits for a second person: yidian register approve CHANGE --person NAME, or reject.
    """
    connection = connect()
    filters = {name: str(value) for name, value in (("register", register), ("state", state)) if value}
    with Gateway(connection.url, seeing(connection, as_name).key) as gateway:
        listed = gateway.get("/v1/register-changes", **filters)["changes"]
    if as_json:
        for change in listed:
            emit(change)
        return
    if not listed:
        say(Wording("no such change", "没有这样的变更"))
        return
    title = Wording(f"{len(listed)} changes", f"{len(listed)} 项变更")
    show_people(table(title, CHANGES, (_change(change) for change in listed)))


CHANGES = (
    Wording("change", "变更"),
    Wording("register", "登记簿"),
    Wording("state", "状态"),
    Wording("proposed by", "提出人"),
    Wording("at", "时间"),
    Wording("decided by", "决定人"),
    Wording("reason", "理由"),
)


def _change(change: dict[str, Any]) -> Iterable[object]:
    by = f"{change['proposed_by']} ({change['proposed_under']})"
    decided = f"{change['decided_by']} ({change['decided_under']})" if change["decided_by"] else ""
    at = china(change["proposed_at_ms"])
    return change["change_id"], change["register"], change["state"], by, at, decided, change["reason"]


def shown(gateway: Gateway, register: str, code: str | None, date: str | None) -> dict[str, Any]:
    """Return entries of a register with `today` on the mesh's clock. Raises Complaint when there are too many."""
    query = {name: value for name, value in (("code", code), ("date", date)) if value}
    answer: dict[str, Any] = gateway.get(f"/v1/registers/{register}", limit=MOST, **query)
    if answer["total"] > len(answer["entries"]):
        total = answer["total"]
        raise Complaint(
            Wording(
                f"{register} has {total} entries, more than can be shown", f"{register} 有 {total} 条，无法全部显示"
            ),
            Wording("ask for one code or a date", "请指定代码或日期"),
        )
    return answer


def seeing(connection: Connection, as_name: str | None) -> Organisation:
    """Return as whom to look: who is named, or staff, who see every register."""
    return connection.named(as_name) if as_name else connection.with_role(*STAFF)


def registrar(connection: Connection, as_name: str | None, register: str, *, other_than: str = "") -> Organisation:
    """Return who acts on a register: who is named, or the first registrar of its owner but the one who proposed."""
    if as_name:
        return connection.named(as_name)
    with Gateway(connection.url, seeing(connection, None).key) as gateway:
        rows = gateway.get("/v1/registers")["registers"]
    owner = next(
        (row["owner"] for row in rows if register in (row["register"], row["register"].rpartition(".")[0])), ""
    )
    if not owner:
        raise Complaint(
            Wording(f"there is no register {register!r}", f"没有登记簿 {register!r}"),
            known(row["register"] for row in rows),
        )
    registrars = [one for one in connection.organisations if REGISTRAR + owner in one.roles]
    free = [one for one in registrars if one.organisation != other_than]
    if not free:
        role, second = f"{REGISTRAR}{owner}", Wording("second ", "第二个") if registrars else NOTHING
        raise Complaint(
            Wording(f"we have no {second.en}key with the role {role}", f"没有角色为 {role} 的{second.zh}密钥"),
            Wording(
                "name one with --as, or set YIDIAN_GATEWAY_URL and YIDIAN_API_KEY to a second person's key",
                "用 --as 指定，或把 YIDIAN_GATEWAY_URL 和 YIDIAN_API_KEY 设为第二人的密钥",
            ),
        )
    return free[0]


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return "" if value is None else str(value)
