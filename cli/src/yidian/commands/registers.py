"""`yidian register show` and `list`: what registers hold, and the changes that two persons make."""

from collections.abc import Iterable
from typing import Annotated, Any

import typer

from yidian.commands.options import As, Json, complaining
from yidian.complaint import Complaint
from yidian.connection import Connection, Organisation, connect
from yidian.gateway import Gateway
from yidian.output import china, console, emit, table

MOST = 5_000
STAFF = ("auditor", "operator")
REGISTRAR = "registrar:"


@complaining
def show(
    register: Annotated[str | None, typer.Argument(metavar="REGISTER", help="Such as tax.rates; absent: all.")] = None,
    code: Annotated[str | None, typer.Argument(metavar="CODE", help="Only this entry, every version of it.")] = None,
    date: Annotated[str | None, typer.Option(help="Only what is in force on this day, YYYY-MM-DD.")] = None,
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
        console.print(
            f"{answer['register']} has nothing {f'under {code} ' if code else ''}{f'on {date}' if date else ''}"
        )
        return
    columns = [name for name in entries[0] if any(_cell(entry[name]) for entry in entries)]
    title = f"{answer['register']}: {len(entries)} of {answer['total']}"
    console.print(table(title, columns, ([_cell(entry[name]) for name in columns] for entry in entries)))


def _show_all(gateway: Gateway, *, as_json: bool) -> None:
    rows = gateway.get("/v1/registers")["registers"]
    if as_json:
        for row in rows:
            emit(row)
        return
    cells = ((row["register"], row["owner"], row["codes"], row["entries"]) for row in rows)
    console.print(table(f"{len(rows)} registers", ("register", "owner", "codes", "entries"), cells))


@complaining
def changes(
    register: Annotated[str | None, typer.Argument(metavar="REGISTER", help="Only of this register.")] = None,
    state: Annotated[str | None, typer.Option(help="pending, approved, rejected or published.")] = None,
    as_name: As = None,
    as_json: Json = False,
) -> None:
    """
    List the changes of registers, the newest first: who proposed each, who decided, and how far it has come.

    What is pending waits for a second person: yidian register approve CHANGE --person NAME, or reject.
    """
    connection = connect()
    filters = {name: value for name, value in (("register", register), ("state", state)) if value}
    with Gateway(connection.url, seeing(connection, as_name).key) as gateway:
        listed = gateway.get("/v1/register-changes", **filters)["changes"]
    if as_json:
        for change in listed:
            emit(change)
        return
    if not listed:
        console.print("no such change")
        return
    columns = ("change", "register", "state", "proposed by", "at", "decided by", "reason")
    console.print(table(f"{len(listed)} changes", columns, (_change(change) for change in listed)))


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
        raise Complaint(
            f"{register} has {answer['total']} entries, more than can be shown", "ask for one code or a date"
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
        raise Complaint(f"there is no register {register!r}", f"known: {', '.join(row['register'] for row in rows)}")
    known = [one for one in connection.organisations if REGISTRAR + owner in one.roles]
    free = [one for one in known if one.organisation != other_than]
    if not free:
        raise Complaint(
            f"we have no {'second ' if known else ''}key with the role {REGISTRAR}{owner}",
            "name one with --as, or set YIDIAN_GATEWAY_URL and YIDIAN_API_KEY to a second person's key",
        )
    return free[0]


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return "" if value is None else str(value)
