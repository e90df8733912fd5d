"""`yidian explain` and `yidian reads`: the grounds of an outcome, and who has read them."""

from typing import Annotated
from urllib.parse import quote

import typer

from yidian.commands.following import no_case
from yidian.commands.options import As, Json, Person, complaining
from yidian.complaint import Complaint
from yidian.connection import connect
from yidian.explanation import explanation
from yidian.gateway import NOT_FOUND, Gateway
from yidian.headings import Words
from yidian.language import Wording, chosen
from yidian.output import china, emit, show, table
from yidian.refusal import Refused


@complaining
def explain(
    number: Annotated[str, typer.Argument(metavar="NUMBER", help="Any number of the parcel.")],
    purpose: Annotated[str, typer.Option(help="What you read it for; it is written down.")],
    person: Person = None,
    as_name: As = None,
    as_json: Json = False,
) -> None:
    """
    Explain the outcome of a number: every document with its batch, place and digest, every rule evaluated with
    its result, every decision, hold, finding, receipt and tax bill in order, and every register entry used with who
    agreed on it.

    Without --as you see all of it, as the auditor does; an officer sees what the agency is licensed for. Who reads it
    and for what purpose is written down first: yidian reads shows that.

    Example:

      yidian explain DD0001111000123 --purpose "抽查 spot check"
    """
    connection = connect()
    who = connection.named(as_name) if as_name else connection.with_role("auditor")
    query = {"purpose": purpose, **({"person": person} if person else {})}
    with Gateway(connection.url, who.key) as gateway:
        try:
            answer = gateway.get(f"/v1/explanations/{quote(number, safe='')}", **query)
        except Refused as refusal:
            if refusal.status != NOT_FOUND:
                raise
            raise Complaint(no_case(who, number), Wording("check the number", "请核对号码")) from refusal
    if as_json:
        emit(answer)
        return
    for case in answer["cases"]:
        show(explanation(case, Words(chosen())))


@complaining
def reads(
    number: Annotated[str | None, typer.Argument(metavar="NUMBER", help="Only reads of this number.")] = None,
    as_name: As = None,
    as_json: Json = False,
) -> None:
    """
    List who has read explanations: when, of which number, and for what purpose.

    A read is written down before anything is shown, also of a number that nobody knows.
    """
    connection = connect()
    who = connection.named(as_name) if as_name else connection.with_role("auditor")
    rows = []
    page: dict[str, str] = {}
    with Gateway(connection.url, who.key) as gateway:
        while True:
            answer = gateway.get("/v1/reads", limit=1000, **({"number": number} if number else {}), **page)
            rows += answer["reads"]
            if "next" not in answer:
                break
            page = {"after": str(answer["next"])}
    if as_json:
        for row in rows:
            emit(row)
        return
    cells = (
        (china(row["at_ms"]), row["organisation"], row["person"] or "", row["number"], row["purpose"]) for row in rows
    )
    title = Wording(f"{len(rows)} reads", f"{len(rows)} 次查阅")
    show(table(title, Words(chosen())("time", "organisation", "reader", "number", "purpose"), cells))
