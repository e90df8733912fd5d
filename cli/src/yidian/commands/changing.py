"""`yidian register propose`, `list-version`, `approve`, `reject` and `yidian top-up`: two persons change a register."""

import csv
from pathlib import Path
from typing import Annotated, Any

import typer

from yidian.commands.options import As, Json, complaining
from yidian.commands.registers import registrar, seeing, shown
from yidian.complaint import Complaint
from yidian.connection import Connection, Organisation, connect
from yidian.gateway import Gateway
from yidian.output import console, emit
from yidian.register_tables import list_version as list_difference
from yidian.register_tables import next_version, table

GUARANTEES = "tax.guarantee-accounts"

Register = Annotated[str, typer.Argument(metavar="REGISTER", help="Such as tax.rates.")]
Change = Annotated[str, typer.Argument(metavar="CHANGE", help="As `yidian register list` shows it.")]
Person = Annotated[str, typer.Option(help="Who you are, as your agency names its staff.")]
Authority = Annotated[str, typer.Option(help="The power or order you act under.")]
Reason = Annotated[str, typer.Option(help="Why, in your words; no personal data.")]
From = Annotated[str | None, typer.Option("--from", metavar="DATE", help="First day, YYYY-MM-DD; absent: today.")]


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
        list[str] | None, typer.Option("--set", metavar="FIELD=VALUE", help="What becomes of a field.")
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
        raise Complaint("give either FILE or --code with --set", "`yidian register propose --help` shows both")
    if file is not None:
        entries = _read(file)
    else:
        with Gateway(connection.url, who.key) as gateway:
            answer = shown(gateway, register, code, None)
        if not answer["entries"]:
            raise Complaint(f"{register} has no entry {code}", "propose its first version with a FILE")
        entries = table([next_version(answer["entries"], _changes(to), first_day or answer["today"], authority)])
    body = {"entries": entries, "person": person, "authority": authority, "reason": reason}
    _propose(connection, who, register, body, as_json=as_json)


@complaining
def list_version(
    register: Register,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV of the whole new list, without versions and days.")],
    first_day: Annotated[
        str, typer.Option("--from", metavar="DATE", help="From when the new list counts, YYYY-MM-DD.")
    ],
    person: Person,
    authority: Authority,
    reason: Reason,
    as_name: As = None,
    as_json: Json = False,
) -> None:
    """
    Propose a new version of a whole list from a day on, as one change.

    What is new in FILE or says something else becomes a new version from that day, what is missing in it is withdrawn
    from that day, and the rest is left alone. Until then the present list counts.
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
        raise Complaint(f"{file} says what is in force on {first_day} anyway")
    body = {"entries": table(made), "person": person, "authority": authority, "reason": reason}
    if not as_json:
        ended = sum(bool(row.get("withdrawn")) for row in made)
        console.print(f"{len(made) - ended} rows new or changed, {ended} withdrawn, from {first_day}")
    _propose(connection, who, register, body, as_json=as_json)


@complaining
def top_up(
    guarantor: Annotated[
        str, typer.Argument(metavar="GUARANTOR", help="Code of the enterprise that gave the guarantee.")
    ],
    amount: Annotated[str, typer.Argument(metavar="AMOUNT", help="CNY by which the guarantee grows.")],
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
        raise Complaint(f"{guarantor} has no guarantee in force", f"`yidian register show {GUARANTEES}` lists them")
    grown = next_version(versions, {"amount_cny": amount}, today, authority)
    more = int(grown["amount_cny_e5"] or 0)
    if more <= 0:
        raise Complaint(f"{amount} is no amount by which a guarantee could grow")
    (account,) = in_force
    entry = grown | {"amount_cny_e5": account["amount_cny_e5"] + more, "valid_to": account["valid_to"]}
    body = {"entries": table([entry]), "person": person, "authority": authority, "reason": reason}
    _propose(connection, who, GUARANTEES, body, as_json=as_json)


@complaining
def approve(change: Change, person: Person, as_name: As = None, as_json: Json = False) -> None:
    """
    Approve a change as a second person; its entries are published, and workers take them in within a second.

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
    console.print(change["entries"], highlight=False, markup=False)
    console.print(f"proposed by {body['person']} ({who.organisation}) for {change['register']}: {change['change_id']}")
    console.print(f"[dim]a second person: yidian register approve {change['change_id']} --person …[/]")


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
        console.print(f"{answer['state']} by {answer['decided_by']} ({answer['decided_under']}): {answer['register']}")


def _changes(pairs: list[str] | None) -> dict[str, str]:
    changes = {}
    for pair in pairs or ():
        field, equals, value = pair.partition("=")
        if not equals:
            raise Complaint(f"--set {pair}: expected FIELD=VALUE")
        changes[field.strip()] = value.strip()
    if not changes:
        raise Complaint("nothing is to change", "say what with --set FIELD=VALUE")
    return changes


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Complaint(f"{path} cannot be read: {error}") from error
