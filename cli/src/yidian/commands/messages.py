"""`yidian messages`: receipts as CEB messages in XML, as files in a folder, each once."""

import os
from pathlib import Path
from typing import Annotated

import typer

from yidian.commands.options import As, Json, complaining
from yidian.complaint import Complaint
from yidian.connection import connect
from yidian.gateway import Gateway
from yidian.language import Wording
from yidian.output import emit, say

CURSOR = "cursor"
"""The file that keeps whose messages these are and the place after the last; removing it begins again."""
LIMIT = 1000


@complaining
def messages(
    out: Annotated[Path, typer.Option("--out", metavar="FOLDER", help="Where the messages are written.")],
    group: Annotated[
        int, typer.Option("--group", min=1, max=100, help="How many records of one type may share a message.")
    ] = 1,
    as_name: As = None,
    as_json: Json = False,
) -> None:
    """
    Write receipts as CEB messages in XML, one file each.

    A second call goes on where the first has ended: the folder keeps the cursor. A file is named by the type and the
    guid of its message; a message that comes again is the same and replaces it. A folder is one organisation's.

    Without --as you get what the auditor sees: everyone's.
    """
    connection = connect()
    who = connection.named(as_name) if as_name else connection.with_role("auditor", "operator")
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Complaint(
            Wording(f"{out} is no folder to write to: {error.strerror}", f"{out} 不是可写的文件夹：{error.strerror}"),
            Wording("name a folder that you may write to", "请指定可写的文件夹"),
        ) from error
    after = _place(out, who.organisation)
    written = 0
    with Gateway(connection.url, who.key) as gateway:
        caught_up = False
        while not caught_up:
            page = gateway.get("/v1/messages", after=after, limit=LIMIT, group=group)
            for message in page["messages"]:
                path = out / f"{message['message_type']}-{message['guid']}.xml"
                _replace(path, message["xml"])
                written += 1
                if as_json:
                    emit({"file": str(path), "type": message["message_type"], "records": len(message["places"])})
            after, caught_up = page["next"], page["caught_up"]
            _replace(out / CURSOR, f"{who.organisation}\n{after}\n")
    if not as_json:
        say(Wording(f"{written} messages written to {out}", f"{written} 个报文已写入 {out}"))


def _place(folder: Path, organisation: str) -> str:
    """Return where to go on in a folder. Raises Complaint if it is another organisation's, whose place is not ours."""
    cursor_file = folder / CURSOR
    if not cursor_file.exists():
        return "start"
    owner, _, after = cursor_file.read_text(encoding="utf-8").strip().partition("\n")
    if owner != organisation or not after:
        raise Complaint(
            Wording(
                f"{folder} has messages of {owner!r}, not of {organisation!r}",
                f"{folder} 中是 {owner!r} 的报文，不是 {organisation!r} 的",
            ),
            Wording("give each organisation a folder of its own", "请为每个单位各用一个文件夹"),
        )
    return after


def _replace(path: Path, text: str) -> None:
    """Write a file whole or not at all, so that a cursor never runs ahead of its messages."""
    beside = path.with_name(f".{path.name}.new")
    with beside.open("w", encoding="utf-8", newline="") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
