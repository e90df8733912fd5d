"""`yidian topics`: an operator's view. Parked keys: `yidian.commands.parking`."""

from typing import Annotated, Any

import typer

from yidian.commands.options import As, Json, complaining
from yidian.connection import connect
from yidian.gateway import Gateway
from yidian.language import Wording, joined
from yidian.output import emit, say, show, table


@complaining
def topics(
    as_name: As = None,
    every: Annotated[bool, typer.Option("--all", help="Also state, journal and other inner topics.")] = False,
    as_json: Json = False,
) -> None:
    """
    List the topics of the mesh, each with its producer, consumers, number of records and consumer lag.

    Records are counted in offsets, of which the end mark of each transaction takes one, too. A small lag is counted in
    records that can be read, so a consumer that has caught up has none. A consumer that waits for a schema is listed
    with partition and offset of the record and the id of the schema.
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
            joined((_wait(wait) for wait in row["waiting"]), "\n", "\n"),
        )
        for row in shown
    )
    some, all_ = len(shown), len(rows)
    show(table(Wording(f"{some} of {all_} topics", f"{all_} 个主题中的 {some} 个"), HEADINGS, cells))
    for row in rows:
        if row["set_aside"]:
            number, topic = row["set_aside"], row["topic"]
            say(
                Wording(
                    f"the view skips {number} records of {topic}: its log says why",
                    f"视图跳过 {topic} 的 {number} 条记录：原因见其日志",
                )
            )


def _wait(wait: dict[str, Any]) -> Wording:
    at, schema = f"{wait['service']} {wait['partition']}/{wait['offset']}", wait["schema_id"]
    return Wording(f"{at} for schema {schema}", f"{at} 等待 schema {schema}")


HEADINGS = (
    Wording("topic", "主题"),
    Wording("producer", "生产者"),
    Wording("consumers", "消费者"),
    Wording("records", "记录数"),
    Wording("lag", "滞后"),
    Wording("waiting", "等待"),
)
INTERESTING = ("event", "register")
"""Roles of topics that people ask about first."""
