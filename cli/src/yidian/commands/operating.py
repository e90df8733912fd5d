"""`yidian topics`, `parked` and `redrive`: an operator's view."""

from typing import Annotated

import typer

from yidian.commands.options import As, Json, complaining
from yidian.connection import connect
from yidian.gateway import Gateway
from yidian.output import console, emit, table


@complaining
def topics(
    as_name: As = None,
    every: Annotated[bool, typer.Option("--all", help="Also state, journal and other inner topics.")] = False,
    as_json: Json = False,
) -> None:
    """
    List the topics of the mesh: who writes and reads each, how many records it got, how far readers are behind.

    Records are counted in offsets, of which the end mark of each transaction takes one, too. A small lag is counted in
    records that can be read, so a reader that has caught up has none.
    """
    connection = connect()
    who = connection.named(as_name) if as_name else connection.with_role("operator", "auditor")
    with Gateway(connection.url, who.key) as gateway:
        rows = gateway.get("/v1/topics")["topics"]
    if as_json:
        for row in rows:
            emit(row)
        return
    shown = [row for row in rows if every or row["role"] in INTERESTING]
    cells = (
        (
            row["topic"],
            row["producer"],
            ", ".join(row["consumers"]),
            row["records"],
            ", ".join(f"{service} {lag}" for service, lag in row["lag"].items() if lag) or "0",
        )
        for row in shown
    )
    console.print(
        table(f"{len(shown)} of {len(rows)} topics", ("topic", "producer", "consumers", "records", "lag"), cells)
    )


INTERESTING = ("event", "register")
"""Roles of topics that people ask about first."""


@complaining
def parked(as_name: As = None, as_json: Json = False) -> None:
    """
    List parked keys: orders on which a record could not be read or a rule failed, with the reason and the place.

    Later records of a parked key queue behind it; every other key flows on. `yidian redrive` works one again.
    """
    connection = connect()
    who = connection.named(as_name) if as_name else connection.with_role("operator", "auditor")
    with Gateway(connection.url, who.key) as gateway:
        rows = gateway.get("/v1/parked", limit=1000)["parked"]
    if as_json:
        for row in rows:
            emit(row)
        return
    if not rows:
        console.print("no key is parked")
        return
    cells = (
        (
            row["processor"],
            row["key"] or f"hex {row['key_hex']}",
            row["code"],
            row["reason"],
            f"{row['topic']} {row['partition']}/{row['offset']}",
        )
        for row in rows
    )
    console.print(table(f"{len(rows)} parked keys", ("processor", "key", "code", "reason", "record"), cells))
    console.print("[dim]yidian redrive PROCESSOR KEY --reason …[/]")


@complaining
def redrive(
    processor: Annotated[str, typer.Argument(metavar="PROCESSOR", help="Such as customs.clearance.")],
    key: Annotated[str, typer.Argument(metavar="KEY", help="The parked key, as `yidian parked` shows it.")],
    reason: Annotated[str, typer.Option(help="Why it will work now.")],
    is_hex: Annotated[bool, typer.Option("--hex", help="KEY is in hex.")] = False,
    as_name: As = None,
    as_json: Json = False,
) -> None:
    """
    Have a processor work a parked key again, its records in their order, once the cause is mended.

    Example:

      yidian redrive customs.clearance DD0001111000123 --reason "register entry added"
    """
    connection = connect()
    who = connection.named(as_name) if as_name else connection.with_role("operator")
    with Gateway(connection.url, who.key) as gateway:
        answer = gateway.post(
            "/v1/parked/redrive", {"processor": processor, "key_hex" if is_hex else "key": key, "reason": reason}
        )
    if as_json:
        emit(answer)
    else:
        console.print(f"asked {processor} to work {key} again; `yidian parked` shows whether it went well")
