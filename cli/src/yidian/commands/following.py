"""`yidian status` and `yidian watch`: the outcome of a number, and receipts as they come."""

from collections.abc import Iterable, Iterator
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Annotated, Any

import msgspec
import typer
from rich.console import Group, RenderableType
from rich.text import Text

from mesh.declared.equivalence import shown
from yidian.answers import Receipt
from yidian.commands.options import As, Json, complaining
from yidian.complaint import Complaint
from yidian.connection import Connection, Organisation, connect
from yidian.explanation import joint, tax_table
from yidian.gateway import Gateway
from yidian.headings import Words
from yidian.language import NOTHING, Wording, chosen, joined
from yidian.output import china, coloured, emit, said, say, say_plainly, show, status_style, table
from yidian.receipt_words import of_line, of_receipt

STAFF = ("auditor", "operator")


@complaining
def status(
    number: Annotated[str, typer.Argument(metavar="NUMBER", help="Any number of the parcel.")],
    as_name: As = None,
    as_json: Json = False,
) -> None:
    """
    Show the outcome of a number: the status of its declaration, every document, and the whole timeline.

    Blanks, width and invisible characters make no other number. Put -- before a number that begins with a dash.

    NUMBER may be an order, payment or waybill number, a copNo, preNo or invtNo, the number of a tax bill, or a
    declaration id; of an export also a billNo, declSeqNo, entryId or the number of a certificate. One number may lead
    to several cases; all are shown. An export has its joint case: each step with its agency and what is still open.

    Without --as you see what the auditor sees: also the rules evaluated and the decisions of every agency.
    """
    connection = connect()
    who = connection.named(as_name) if as_name else connection.with_role(*STAFF)
    with Gateway(connection.url, who.key) as gateway:
        matches = gateway.cases(number)
    if not matches:
        raise Complaint(
            no_case(who, number),
            Wording(
                "check the number; a document that was just submitted takes a moment; --as NAME looks as somebody else",
                "请核对号码；刚报送的单证需要片刻；--as NAME 以其他单位查看",
            ),
        )
    for match in matches:
        if as_json:
            emit(match)
        else:
            show(timeline(match))


def no_case(who: Organisation, number: str) -> Wording:
    """Return that a number leads to nothing that an organisation may see."""
    named = shown(number)
    return Wording(f"{who.organisation} sees no case with the number {named}", f"{who.organisation} 查不到号码 {named}")


def timeline(match: dict[str, Any]) -> RenderableType:
    """Show one case: its status, its documents, and every event in order."""
    standing = match.get("status") or "-"
    words = Words(chosen())
    order, platform, status = words("order", "platform", "list_status")
    head = Text.assemble(
        (f"{order} ", "dim"), match["order_no"], (f"  {platform} ", "dim"), match.get("platform_code") or "-",
        (f"  {status} ", "dim"), (standing, status_style(standing)), "  ", (match.get("state") or "", "dim"),
    )  # fmt: skip
    why = str(
        joined(
            (
                said(match.get("reasons") or ()),
                _kinds(Wording("not submitted yet", "尚未报送"), match.get("not_seen")),
                _kinds(
                    Wording(
                        "kept under its own number, so not known to be there until a list names that",
                        "按自身号码保存，清单列明其号码后方可知是否已收到",
                    ),
                    match.get("by_own_number"),
                ),
                _kinds(Wording("rejected", "已退回"), match.get("rejected")),
                *map(_parked, match["parked"]),
            )
        )
    )
    documents = table(
        "",
        words("document", "number", "sender", "verdict", "status", "why"),
        (
            (
                row["document_type"],
                row["number"],
                row["sender"],
                row["verdict"] or "-",
                row["status"] or "-",
                said(row["reasons"]),
            )
            for row in match["documents"]
        ),
    )
    lines = match["timeline"]
    began = lines[0]["recorded_ms"] if lines else 0
    columns = words("time", "after", "agency", "event", "effect", "status", "why_or_number")
    events = table("", columns, (_event(line, began) for line in lines))
    taxes = [part for one in match["taxes"] for part in (tax_table(one, words), Text())]
    steps = [part for one in joint(match, words) for part in (one, Text())]
    shown_why = Text(why, style="yellow") if why else Text()
    return Group(head, shown_why, *steps, documents, Text(), *taxes, events, Text())


def _kinds(label: Wording, kinds: list[str] | None) -> Wording:
    listed = ", ".join(kinds or ())
    return Wording(f"{label.en}: {listed}", f"{label.zh}：{listed}") if listed else NOTHING


def _parked(one: dict[str, Any]) -> Wording:
    processor, since = one["processor"], china(one["since_ms"])
    why_en, why_zh = (
        (f" ({one['code']}: {one['reason']})", f"（{one['code']}：{one['reason']}）") if one.get("code") else ("", "")
    )
    return Wording(
        f"{processor} has parked this order since {since}: no further record of it is processed{why_en}",
        f"{processor} 自 {since} 起挂起此订单：其后的记录不再处理{why_zh}",
    )


def _event(row: dict[str, Any], began_ms: int) -> Iterable[object]:
    """Return the cells of an event; `after` is on the real clock, since the first one."""
    code = row.get("status") or ""
    return (
        china(row["at_ms"]), f"{row['recorded_ms'] - began_ms} ms", row["agency"], row["type"],
        row.get("effect") or "", coloured(code, status_style(code)), of_line(row),
    )  # fmt: skip


@complaining
def watch(
    as_name: As = None,
    everything: Annotated[
        bool, typer.Option("--from-start", help="Begin with the first receipt, not with now.")
    ] = False,
    count: Annotated[int | None, typer.Option(min=1, help="End after this many receipts.")] = None,
    as_json: Json = False,
) -> None:
    """
    Follow receipts as they come (Server-Sent Events). Ctrl-C ends.

    Without --as you follow the receipts of every enterprise, as the auditor does.
    """
    connection = connect()
    who = connection.named(as_name) if as_name else connection.with_role(*STAFF)
    if not as_json:
        name = who.organisation
        say(Wording(f"receipts for {name}; Ctrl-C ends", f"{name} 的回执；按 Ctrl-C 结束"), "dim")
    for seen, receipt in enumerate(_follow(connection, who, "start" if everything else "end"), start=1):
        emit(receipt) if as_json else say_plainly(receipt_line(receipt))
        if count is not None and seen >= count:
            return


def _follow(connection: Connection, who: Organisation, after: str) -> Iterator[Receipt]:
    """Yield receipts from a thread of its own, so that Ctrl-C ends it while nothing comes."""
    queue: SimpleQueue[Receipt | Exception | None] = SimpleQueue()

    def read() -> None:
        try:
            with Gateway(connection.url, who.key) as gateway:
                for receipt in gateway.stream(after):
                    queue.put(receipt)
            queue.put(None)
        except (Complaint, OSError, msgspec.MsgspecError) as error:
            queue.put(error)

    Thread(target=read, daemon=True).start()
    while True:
        try:
            item = queue.get(timeout=0.5)
        except Empty:
            continue
        if item is None:
            return
        if isinstance(item, Exception):
            raise item
        yield item


def receipt_line(receipt: Receipt) -> Text:
    """Show a receipt on one line."""
    document = receipt.document
    return Text.assemble(
        (china(receipt.return_at_ms), "dim"), " ", (f"{receipt.return_status:>7}", status_style(receipt.return_status)),
        " ", f"{document.tag:<19}", " ", receipt.order_no, "  ", (str(of_receipt(receipt)), "dim"),
    )  # fmt: skip
