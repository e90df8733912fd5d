"""`yidian register propose`, `list-version`, `approve`, `reject` and `yidian top-up`: two persons change a register."""

import csv
from pathlib import Path
from typing import Annotated, Any

import typer

from yidian.commands.options import As, Json, complaining
from yidian.commands.registers import registrar, seeing, shown
from yidian.commands.values import DAY, amount, day, pair
from yidian.complaint import Complaint
from yidian.connection import Connection, Organisation, connect
from yidian.gateway import Gateway
from yidian.language import Wording
from yidian.output import emit, say, say_plainly
from yidian.register_tables import list_version as list_difference
from yidian.register_tables import next_version, table

GUARANTEES = "tax.guarantee-accounts"

Register = Annotated[str, typer.Argument(metavar="REGISTER", help="Such as tax.rates.")]
Change = Annotated[str, typer.Argument(metavar="CHANGE", help="As `yidian register list` shows it.")]
Person = Annotated[str, typer.Option(help="Who you are, as your agency names its staff.")]
Authority = Annotated[str, typer.Option(help="The power or order you act under.")]
Reason = Annotated[str, typer.Option(help="Why, in your words; no personal data.")]
From = Annotated[str | None, typer.Option("--from", parser=day, metavar=DAY, help="First day of --set; absent: today.")]


@complaining
def propose(
    register: Register,
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="CSV of new versions, as register files are.")
    ] = None,
    *,
    person: Person,
    authority: Authority,
    reason: Reason,
    code: Annotated[str | None, typer.Option(help="The entry of which --set makes the next version.")] = None,
    to: Annotated[
        list[str] | None,
        typer.Option(
            "--set", parser=pair, metavar="FIELD=VALUE", help="A field and its new value; repeat it for several."
        ),
    ] = None,
    first_day: From = None,
    as_name: As = None,
    as_json: Json = False,
) -> None:
    """
    Propose new entries of a register; a second person under another key approves or rejects.

    Either FILE has the rows, each with its version and first day, or --code and --set make the next version of one
    entry. A published row is never altered, and nothing begins before today.

    Examples:

      yidian register propose tax.rates new-rates.csv --person 张一 --authority "税委会公告" --reason "调整税率"

      yidian register propose customs.parameters --code limits.single_cny --set value=6000 --from 2025-01-01 \\
        --person 张一 --authority "财关税" --reason "提高限值"
    """
    connection = connect()
    who = registrar(connection, as_name, register)
    if (file is None) == (code is None):
        raise Complaint(
            Wording("give either FILE or --code with --set", "请给出 FILE，或 --code 与 --set"),
            Wording("`yidian register propose --help` shows both", "`yidian register propose --help` 有两种示例"),
        )
    if file is not None:
        entries = _read(file)
    else:
        with Gateway(connection.url, who.key) as gateway:
            answer = shown(gateway, register, code, None)
        if not answer["entries"]:
            raise Complaint(
                Wording(f"{register} has no entry {code}", f"{register} 没有条目 {code}"),
                Wording("propose its first version with a FILE", "首个版本请用 FILE 提出"),
            )
        entries = table([next_version(answer["entries"], _changes(to), first_day or answer["today"], authority)])
    body = {"entries": entries, "person": person, "authority": authority, "reason": reason}
    _propose(connection, who, register, body, as_json=as_json)


@complaining
def list_version(
    register: Register,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV of the whole new list, without versions and days.")],
    first_day: Annotated[
        str, typer.Option("--from", parser=day, metavar=DAY, help="The first day on which the new list counts.")
    ],
    person: Person,
    authority: Authority,
    reason: Reason,
    as_name: As = None,
    as_json: Json = False,
) -> None:
    """
    Propose a new version of a whole list from a day on, as one change.

    A row that is new in FILE, or differs, becomes a new version from that day; an entry that FILE lacks is withdrawn
    from that day; the rest stays as it is. Until then the present list counts.
    """
    connection = connect()
    who = registrar(connection, as_name, register)
    with Gateway(connection.url, who.key) as gateway:
        every = shown(gateway, register, None, None)["entries"]
        in_force = shown(gateway, register, None, first_day)["entries"]
    lines = [line for line in _read(file).splitlines(keepends=True) if not line.startswith("#")]
    rows = list(csv.DictReader(lines))
    made = list_difference(every, in_force, rows, valid_from=first_day, source=authority)
    if not made:
        raise Complaint(
            Wording(f"{file} says what is in force on {first_day} anyway", f"{file} 与 {first_day} 有效的内容相同")
        )
    body = {"entries": table(made), "person": person, "authority": authority, "reason": reason}
    if not as_json:
        ended = sum(bool(row.get("withdrawn")) for row in made)
        rows_made = len(made) - ended
        say(
            Wording(
                f"{rows_made} rows new or changed, {ended} withdrawn, from {first_day}",
                f"自 {first_day} 起新增或变更 {rows_made} 行，撤下 {ended} 行",
            )
        )
    _propose(connection, who, register, body, as_json=as_json)


@complaining
def top_up(
    guarantor: Annotated[
        str, typer.Argument(metavar="GUARANTOR", help="Code of the enterprise that gave the guarantee.")
    ],
    more_cny: Annotated[str, typer.Argument(parser=amount, metavar="AMOUNT", help="CNY by which the guarantee grows.")],
    person: Person,
    authority: Authority,
    reason: Reason = "担保补足 top-up",
    as_name: As = None,
    as_json: Json = False,
) -> None:
    """
    Top up a guarantee: propose a new version of its account from today on, larger by AMOUNT.

    Once a second person has approved it, parcels that wait for it (99301) are tried again, first come first served.
    Release by an officer is not possible while the guarantee is short.

    Example:

      yidian top-up 9903160018 20000 --person 张一 --authority "担保函2024-11"
    """
    connection = connect()
    who = registrar(connection, as_name, GUARANTEES)
    with Gateway(connection.url, who.key) as gateway:
        today = str(gateway.get("/v1/registers")["today"])
        in_force = shown(gateway, GUARANTEES, guarantor, today)["entries"]
        versions = shown(gateway, GUARANTEES, guarantor, None)["entries"]
    if not in_force:
        raise Complaint(
            Wording(f"{guarantor} has no guarantee in force", f"{guarantor} 没有有效的担保"),
            Wording(f"`yidian register show {GUARANTEES}` lists them", f"用 `yidian register show {GUARANTEES}` 列出"),
        )
    grown = next_version(versions, {"amount_cny": more_cny}, today, authority)
    (account,) = in_force
    total = account["amount_cny_e5"] + int(grown["amount_cny_e5"])
    entry = grown | {"amount_cny_e5": total, "valid_to": account["valid_to"]}
    body = {"entries": table([entry]), "person": person, "authority": authority, "reason": reason}
    _propose(connection, who, GUARANTEES, body, as_json=as_json)


@complaining
def approve(change: Change, person: Person, as_name: As = None, as_json: Json = False) -> None:
    """
    Approve a change as a second person; its entries are published, and workers use them within a second.

    Whoever proposed it cannot, nor can another person under the same key.
    """
    _decide(change, "approval", {"person": person}, as_name, as_json=as_json)


@complaining
def reject(change: Change, person: Person, reason: Reason, as_name: As = None, as_json: Json = False) -> None:
    """
    Reject a change, or take back one's own: nothing of it is published.

    It may be proposed again, as a new change.
    """
    _decide(change, "rejection", {"person": person, "reason": reason}, as_name, as_json=as_json)


def _propose(connection: Connection, who: Organisation, register: str, body: dict[str, str], *, as_json: bool) -> None:
    with Gateway(connection.url, who.key) as gateway:
        change = gateway.post(f"/v1/registers/{register}/changes", body)
    if as_json:
        emit(change)
        return
    say_plainly(change["entries"])
    by, of, named = f"{body['person']} ({who.organisation})", change["register"], change["change_id"]
    say(Wording(f"proposed by {by} for {of}: {named}", f"{by} 对 {of} 提出变更：{named}"))
    second = f"yidian register approve {named} --person …"
    say(Wording(f"a second person: {second}", f"由第二人批准：{second}"), "dim")


def _decide(change: str, how: str, body: dict[str, str], as_name: str | None, *, as_json: bool) -> None:
    connection = connect()
    with Gateway(connection.url, seeing(connection, None).key) as gateway:
        proposed: dict[str, Any] = gateway.get(f"/v1/register-changes/{change}")
    who = registrar(connection, as_name, proposed["register"], other_than=proposed["proposed_under"])
    with Gateway(connection.url, who.key) as gateway:
        answer = gateway.post(f"/v1/register-changes/{change}/{how}", body)
    if as_json:
        emit(answer)
    else:
        by, of, state = f"{answer['decided_by']} ({answer['decided_under']})", answer["register"], answer["state"]
        say(Wording(f"{state} by {by}: {of}", f"{by} 对 {of} 的决定：{STATES.get(state, state)}"))


STATES = {"pending": "待批准", "approved": "已批准", "rejected": "已驳回", "published": "已发布"}
"""States of a change in Chinese."""


def _changes(pairs: list[str] | None) -> dict[str, str]:
    changes = {}
    for text in pairs or ():
        field, _, value = text.partition("=")
        changes[field.strip()] = value.strip()
    if not changes:
        raise Complaint(
            Wording("nothing is to change", "没有要变更的内容"),
            Wording("name a field and its value with --set FIELD=VALUE", "用 --set FIELD=VALUE 写明字段与值"),
        )
    return changes


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Complaint(Wording(f"{path} cannot be read: {error}", f"无法读取 {path}：{error}")) from error
