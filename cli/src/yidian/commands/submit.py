"""`yidian submit`: submit files and wait for the verdict on every record."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.text import Text

from yidian.answers import Receipt
from yidian.commands.options import As, Json, complaining
from yidian.commands.values import seconds
from yidian.complaint import Complaint
from yidian.connection import Connection, Organisation, connect
from yidian.files import Batch, read_file
from yidian.gateway import Gateway
from yidian.language import NOTHING, Wording, joined, same
from yidian.output import STYLES, bars, coloured, console, emit, say, show, table
from yidian.refusal import Refused
from yidian.tally import VERDICTS, Tally, is_rejection, malformed, rejected

POLL_SECONDS = 0.2
BY_OUTCOME = {"repeated": "duplicate", "malformed": "rejected", "refused": "rejected"}
MOST_SHOWN = 20
COLUMNS = (
    Wording("file", "文件"),
    Wording("records", "记录数"),
    Wording("accepted", "接受"),
    Wording("rejected", "退回"),
    Wording("duplicate", "重复"),
    Wording("codes", "代码"),
)
"""The columns of verdicts are in the order of `VERDICTS`."""
FAULTS = (
    Wording("file", "文件"),
    Wording("record", "记录"),
    Wording("type", "类型"),
    Wording("order", "订单"),
    Wording("rejected because", "退回原因"),
)


@dataclass(slots=True)
class Pending:
    """A batch whose records wait for verdicts. `before`: how many records of the file come before it."""

    tally: Tally
    before: int
    waiting: set[int]


@complaining
def submit(
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="CEB XML, JSON or NDJSON files.")],
    as_name: As = None,
    timeout: Annotated[
        float, typer.Option(parser=seconds, metavar="SECONDS", help="How long to wait for the last verdict.")
    ] = 60,
    as_json: Json = False,
) -> None:
    """
    Submit documents and show the verdict on each: accepted, rejected (with the reason) or duplicate.

    [b]CEB XML[/b]: messages of the specification such as CEB311, up to 100 records each; sent under the key of the
    organisation that has the message's copCode.

    [b]JSON[/b]: an array of records, or {"transmitter": "9901180031", "documents": [...]}.

    [b]NDJSON[/b]: one record a line. A record has "type" (such as import-order) and the element names of the CEB
    message: {"type": "import-payment", "payCode": …, "orderNo": …}; goods lines stand under "lines".

    The exit code is 0 if every record has a verdict, whatever it is.

    Examples:

      yidian submit order.xml payment.xml waybill.xml list.xml

      yidian submit parcels.ndjson --as courier-feiyu --json
    """
    connection = connect()
    tallies = [Tally(str(path)) for path in files]
    batches = [(tally, batch) for tally, path in zip(tallies, files, strict=True) for batch in read_file(path)]
    records = sum(batch.records for _, batch in batches)
    with bars(disable=as_json or not console.is_terminal, transient=True) as progress:
        sent = progress.add_task(str(Wording("submitted", "已报送")), total=records)
        judged = progress.add_task(str(Wording("judged", "已审核")), total=records)
        for organisation, group in _by_sender(connection, batches, as_name):
            with Gateway(connection.url, organisation.key) as gateway:
                _submit_as(gateway, group, timeout, lambda: progress.advance(sent), lambda: progress.advance(judged))
    for tally in tallies:
        tally.faults.sort(key=lambda fault: fault.record)
    _show(tallies, as_json=as_json)
    if any(tally.problem or sum(tally.verdicts.values()) < tally.records for tally in tallies):
        raise typer.Exit(1)


def _by_sender(
    connection: Connection, batches: list[tuple[Tally, Batch]], as_name: str | None
) -> Iterator[tuple[Organisation, list[tuple[Tally, Batch]]]]:
    """Group batches that follow each other by the organisation that sends them; order is kept."""
    group: list[tuple[Tally, Batch]] = []
    sender: Organisation | None = None
    for tally, batch in batches:
        organisation = _sender(connection, tally, batch, as_name)
        if sender is not None and organisation != sender:
            yield sender, group
            group = []
        sender = organisation
        group.append((tally, batch))
    if sender is not None:
        yield sender, group


def _sender(connection: Connection, tally: Tally, batch: Batch, as_name: str | None) -> Organisation:
    if as_name:
        return connection.named(as_name)
    if batch.transmitter:
        return connection.transmitting(batch.transmitter)
    enterprises = [one for one in connection.organisations if one.codes]
    if len(enterprises) <= 1:
        return (*enterprises, *connection.organisations)[0]
    raise Complaint(
        Wording(f"{tally.file} does not say who transmits it", f"{tally.file} 没有写明传输企业"),
        Wording(
            "add --as NAME, or name the transmitter in the file ('transmitter' in JSON, BaseTransfer/copCode in XML)",
            "加 --as NAME，或在文件中写明传输企业（JSON 的 transmitter，XML 的 BaseTransfer/copCode）",
        ),
    )


def _submit_as(gateway: Gateway, batches: list[tuple[Tally, Batch]], timeout: float, sent: Any, judged: Any) -> None:
    """Submit batches under one key and wait for their verdicts, reading receipts from the end before them."""
    cursor = gateway.receipts("end").next
    pending: dict[str, Pending] = {}
    for tally, batch in batches:
        before = tally.records
        tally.records += batch.records
        try:
            submitted = gateway.submit(batch.body, batch.written)
        except Refused as refusal:
            tally.problem = joined((refusal.what, refusal.remedy), ". ", "。")
            continue
        waiting = set()
        for index, item in enumerate(submitted.items):
            sent()
            if item.outcome in BY_OUTCOME:
                tally.count(BY_OUTCOME[item.outcome], item.return_status)
                if BY_OUTCOME[item.outcome] == "rejected":
                    tally.faults.append(malformed(before + index + 1, item))
                judged()
            else:
                waiting.add(index)
        pending[submitted.batch_id] = Pending(tally, before, waiting)
    deadline = time.monotonic() + timeout
    while any(one.waiting for one in pending.values()) and time.monotonic() < deadline:
        page = gateway.receipts(cursor)
        cursor = page.next
        if not sum(_take(pending, receipt, judged) for receipt in page.receipts):
            time.sleep(POLL_SECONDS)


def _take(pending: dict[str, Pending], receipt: Receipt, judged: Any) -> bool:
    """Count a receipt if it is a verdict we wait for."""
    one = pending.get(receipt.batch_id or "")
    if one is None or receipt.verdict is None or receipt.batch_index not in one.waiting:
        return False
    one.waiting.discard(receipt.batch_index)
    one.tally.count(receipt.verdict.lower(), receipt.return_status)
    if receipt.verdict == "REJECTED" or is_rejection(receipt.return_status):
        one.tally.faults.append(rejected(one.before + receipt.batch_index + 1, receipt))
    judged()
    return True


def _show(tallies: list[Tally], *, as_json: bool) -> None:
    if as_json:
        for tally in tallies:
            emit(tally.plain())
        return
    rows = []
    for tally in tallies:
        codes = ", ".join(f"{code} x {times}" for code, times in tally.codes.most_common())
        counts = [coloured(tally.verdicts[verdict], STYLES[verdict]) for verdict in VERDICTS]
        unanswered = tally.records - sum(tally.verdicts.values())
        left = Wording(f"{unanswered} without verdict", f"{unanswered} 份没有结果") if unanswered else NOTHING
        notes = joined((same(codes), tally.problem, left))
        rows.append((tally.file, tally.records, *counts, notes))
    show(table("", COLUMNS, rows))
    faults = [
        (tally.file, fault.record, fault.type, fault.order_no, fault.told)
        for tally in tallies
        for fault in tally.faults
    ]
    if faults:
        show(Text(), table("", FAULTS, faults[:MOST_SHOWN]))
    if len(faults) > MOST_SHOWN:
        more = len(faults) - MOST_SHOWN
        say(Wording(f"and {more} more: --json has all", f"另有 {more} 条：--json 列出全部"), "dim")
