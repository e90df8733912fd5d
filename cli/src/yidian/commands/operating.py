"""`yidian topics`: an operator's view. Parked keys: `yidian.commands.parking`."""

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
    records that can be read, so a reader that has caught up has none. Who waits for a schema is named with partition,
    offset of the record and id of the schema.
    """
    connection = connect()
    who = connection.named(as_name) if as_name else connection.with_role("operator", "auditor")
    with Gateway(connection.url, who.key) as gateway:
        rows = gateway.get("/v1/topics")["topics"]
    if as_json:
        for row in rows:
            emit(row)
        return
    shown = [row for row in rows if every or row["role"] in INTERESTING or row["waiting"]]
    cells = (
        (
            row["topic"],
            row["producer"],
            ", ".join(row["consumers"]),
            row["records"],
            ", ".join(f"{service} {lag}" for service, lag in row["lag"].items() if lag) or "0",
            "\n".join(
                f"{wait['service']} at {wait['partition']}/{wait['offset']} for schema {wait['schema_id']}"
                for wait in row["waiting"]
            ),
        )
        for row in shown
    )
    console.print(
        table(
            f"{len(shown)} of {len(rows)} topics",
            ("topic", "producer", "consumers", "records", "lag", "waiting"),
            cells,
        )
    )
    for row in rows:
        if row["set_aside"]:
            console.print(f"the view passes over {row['set_aside']} records of {row['topic']}: its log says why")


INTERESTING = ("event", "register")
"""Roles of topics that people ask about first."""
