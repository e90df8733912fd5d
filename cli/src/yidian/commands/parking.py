"""`yidian parked`, `redrive` and `discard`: keys on which a record failed, and commands about them."""

import time
from typing import Annotated, Any

import typer

from yidian.commands.options import As, Json, Person, complaining
from yidian.complaint import Complaint
from yidian.connection import connect
from yidian.gateway import Gateway
from yidian.language import Wording
from yidian.output import emit, say
from yidian.parked import show_answers, show_keys, show_record, words

MOST = 1_000
ANSWER_SECONDS, LOOK_SECONDS = 15.0, 0.3
"""How long a command waits for the processor's answer, and between looks."""

OptionalProcessor = Annotated[str | None, typer.Argument(metavar="PROCESSOR", help="Such as customs.clearance.")]
OptionalKey = Annotated[str | None, typer.Argument(metavar="KEY", help="The key whose record to show, as listed.")]
Processor = Annotated[str, typer.Argument(metavar="PROCESSOR", help="Such as customs.clearance.")]
Key = Annotated[
    str, typer.Argument(metavar="KEY", help="The key, as `yidian parked` shows it: text, hex:… or sha256:…")
]
Hex = Annotated[bool, typer.Option("--hex", help="KEY is in hex, without hex: in front.")]
Partition = Annotated[
    int | None, typer.Option(min=0, help="Where it is parked; needed only if it is in several partitions.")
]


@complaining
def parked(
    processor: OptionalProcessor = None,
    key: OptionalKey = None,
    purpose: Annotated[str | None, typer.Option(help="What you read the record for; it is written down.")] = None,
    person: Person = None,
    partition: Partition = None,
    answers: Annotated[
        bool, typer.Option("--answers", help="The outcomes of commands instead, the newest first.")
    ] = False,
    as_name: As = None,
    as_json: Json = False,
) -> None:
    """
    List parked keys: orders on which a record could not be read or a rule failed, with the reason and the place.

    Later records of a parked key queue behind it; every other key flows on. `yidian redrive` processes one again,
    `yidian discard` discards the record that it waits with. With PROCESSOR and KEY the record is shown: headers, bytes,
    decoded fields.

    Examples:

      yidian parked

      yidian parked customs.clearance hex:ff00 --purpose "fault 17"

      yidian parked --answers
    """
    connection = connect()
    who = connection.named(as_name) if as_name else connection.with_role("operator", "auditor")
    with Gateway(connection.url, who.key) as gateway:
        if processor is not None:
            if key is None or purpose is None:
                raise Complaint(
                    Wording(
                        "to see a record, name PROCESSOR, KEY and --purpose",
                        "查看记录须写明 PROCESSOR、KEY 和 --purpose",
                    ),
                    Wording("yidian parked lists the keys", "用 yidian parked 列出各键"),
                )
            named = {"processor": processor, "key": key, "purpose": purpose, "person": person, "partition": partition}
            record = gateway.get(
                "/v1/parked/record", **{name: text for name, text in named.items() if text is not None}
            )
            show_record(record, as_json=as_json)
        elif answers:
            show_answers(gateway.get("/v1/parked/answers", limit=MOST)["answers"], as_json=as_json)
        else:
            show_keys(gateway.get("/v1/parked", limit=MOST)["parked"], as_json=as_json)


@complaining
def redrive(
    processor: Processor,
    key: Key,
    reason: Annotated[str, typer.Option(help="Why it will succeed now.")],
    is_hex: Hex = False,
    partition: Partition = None,
    as_name: As = None,
    as_json: Json = False,
) -> None:
    """
    Have a processor process a parked key again, its records in their order, once the cause is mended.

    The processor answers with the outcome: released, or parked anew.

    Example:

      yidian redrive customs.clearance DD0001111000123 --reason "register entry added"
    """
    request: dict[str, Any] = {
        "processor": processor,
        "key": f"hex:{key}" if is_hex else key,
        "reason": reason,
        "partition": partition,
    }
    _command("redrive", request, as_name, as_json=as_json)


@complaining
def discard(
    processor: Processor,
    key: Key,
    reason: Annotated[str, typer.Option(help="Why it is discarded.")],
    person: Person = None,
    every: Annotated[bool, typer.Option("--all", help="All that wait under the key, not the one that failed.")] = False,
    is_hex: Hex = False,
    partition: Partition = None,
    as_name: As = None,
    as_json: Json = False,
) -> None:
    """
    Discard the record that a parked key waits with, for good; the records behind it are processed in order.

    Who, why and which record are kept, and the bytes stay in their topic. Look first: `yidian parked PROCESSOR KEY`.

    Example:

      yidian discard customs.clearance hex: --person 王五 --reason "sent without a key; sent again"
    """
    request: dict[str, Any] = {
        "processor": processor,
        "key": f"hex:{key}" if is_hex else key,
        "reason": reason,
        "partition": partition,
    }
    request |= {"person": person, "records": "all" if every else "first"}
    _command("discard", request, as_name, as_json=as_json)


def _command(what: str, request: dict[str, Any], as_name: str | None, *, as_json: bool) -> None:
    """Send a command and show the processor's answer; a worker that is away answers later."""
    connection = connect()
    who = connection.named(as_name) if as_name else connection.with_role("operator")
    with Gateway(connection.url, who.key) as gateway:
        before = gateway.get("/v1/parked/answers", limit=1)["answers"]
        sent = gateway.post(f"/v1/parked/{what}", request)
        answer = _awaited(gateway, sent["event_id"], before)
    if as_json:
        emit(sent | {"answer": answer})
    elif answer is None:
        name = sent["processor"]
        say(
            Wording(
                f"sent to {name}, which has not answered yet: see `yidian parked --answers`",
                f"已发给 {name}，尚未答复：见 `yidian parked --answers`",
            )
        )
    else:
        named, came = f"{sent['processor']} {sent['key']}", words(answer)
        say(Wording(f"{named}: {came.en}", f"{named}：{came.zh}"))


def _awaited(gateway: Gateway, command_id: str, before: list[Any]) -> Any | None:
    """Return the answer to a command, None if none comes in time; one that was there before is another's."""
    known = before[0]["recorded_ms"] if before else 0
    until = time.monotonic() + ANSWER_SECONDS
    while True:
        answers = gateway.get("/v1/parked/answers", command_id=command_id)["answers"]
        if answers and answers[0]["recorded_ms"] >= known and answers[0] not in before:
            return answers[0]
        if time.monotonic() >= until:
            return None
        time.sleep(LOOK_SECONDS)
