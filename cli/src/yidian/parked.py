"""How parked keys, their records and the answers to commands are shown, to people and to machines."""

from typing import Any

from rich.json import JSON

from yidian.language import NOTHING, Wording, same
from yidian.output import emit, say, say_plainly, show, table

HEX_LINE = 64


def words(answer: dict[str, Any]) -> Wording:
    """Return the outcome of a command in words."""
    outcome = OUTCOMES.get(answer["outcome"], same(answer["outcome"]))
    gone = ", ".join(f"{at['topic']} {at['partition']}/{at['offset']}" for at in answer["discarded"])
    worked, left = answer["worked"], answer["left"]
    discarded = Wording(f"; discarded: {gone}", f"；已放弃：{gone}") if gone else NOTHING
    return Wording(
        f"{outcome.en}; {worked} processed, {left} waiting{discarded.en}",
        f"{outcome.zh}；已处理 {worked} 条，等待 {left} 条{discarded.zh}",
    )


OUTCOMES = {
    "RELEASED": Wording("released", "已放行"),
    "PARKED_ANEW": Wording("parked anew: the cause is not mended", "再次挂起：原因尚未消除"),
    "GOES_ON": Wording("goes on: the queue is long", "继续处理中：队列较长"),
    "NOTHING_PARKED": Wording("nothing was parked", "没有挂起的记录"),
    "OTHER_PARKED": Wording(
        "parked by another record by now: nothing was discarded", "现因另一记录挂起：未放弃任何记录"
    ),
}
KEYS = (
    Wording("processor", "处理器"),
    Wording("key", "键"),
    Wording("code", "代码"),
    Wording("reason", "原因"),
    Wording("record", "记录"),
)
ANSWERS = (
    Wording("processor", "处理器"),
    Wording("key", "键"),
    Wording("command", "命令"),
    Wording("outcome", "结果"),
    Wording("by", "发出者"),
    Wording("reason", "理由"),
)


def show_keys(rows: list[Any], *, as_json: bool) -> None:
    """Show parked keys."""
    if as_json:
        for row in rows:
            emit(row)
        return
    if not rows:
        say(Wording("no key is parked", "没有挂起的键"))
        return
    cells = (
        (
            row["processor"],
            row["key"],
            row["code"],
            f"{row['reason']}{_asked(row['asked']['by']) if row['asked'] else ''}",
            f"{row['topic']} {row['partition']}/{row['offset']}",
        )
        for row in rows
    )
    show(table(Wording(f"{len(rows)} parked keys", f"{len(rows)} 个挂起的键"), KEYS, cells))
    one = "yidian parked PROCESSOR KEY --purpose …"
    say(
        Wording(
            f"{one} shows the record; yidian redrive, yidian discard",
            f"用 {one} 查看记录；处理用 yidian redrive、yidian discard",
        ),
        "dim",
    )


def _asked(by: str) -> Wording:
    return Wording(f" (command by {by}, not answered yet)", f"（{by} 已发出命令，尚未答复）")


def show_answers(rows: list[Any], *, as_json: bool) -> None:
    """Show the outcomes of commands."""
    if as_json:
        for row in rows:
            emit(row)
        return
    cells = (
        (
            row["processor"],
            row["key"],
            row["action"].lower(),
            words(row),
            row["requested_by"] + (f", {row['person']}" if row["person"] else ""),
            row["reason"],
        )
        for row in rows
    )
    show(table(Wording(f"{len(rows)} commands", f"{len(rows)} 条命令"), ANSWERS, cells))


def show_record(parked: dict[str, Any], *, as_json: bool) -> None:
    """Show a parked key with its record: headers, what it means, bytes."""
    if as_json:
        emit(parked)
        return
    named, why = f"{parked['processor']} {parked['key']}", f"{parked['code']}: {parked['reason']}"
    say_plainly(str(Wording(f"{named}, parked: {why}", f"{named}，挂起：{why}")))
    at = f"{parked['topic']} {parked['partition']}/{parked['offset']} {parked['event_id']}"
    say_plainly(str(Wording(f"record {at}", f"记录 {at}")))
    record = parked["record"]
    if record is None:
        timer = Wording("a timer: it comes from no record", "定时器：不来自任何记录")
        gone = Wording("retention has deleted it from its topic", "已过保留期，从主题中删除")
        say_plainly(str(timer if parked["is_timer"] else gone))
        return
    for header in record["headers"]:
        text = header["text"] if header["text"] is not None else f"hex:{header['hex'] or ''}"
        say_plainly(f"  {header['name']}: {_visible(text)}")
    size = record["size"]
    length = Wording("no value", "无内容") if size is None else Wording(f"{size} bytes", f"{size} 字节")
    kind = record.get("type") or record.get("schema_id") or Wording("of no type", "类型不明")
    say_plainly(f"{length}, {kind} {record.get('unreadable', '')}".rstrip())
    for name in ("decoded", "within"):
        if name in record:
            show(JSON.from_data(record[name]))
    if "decoded" not in record and record["value_text"]:
        say_plainly(_visible(record["value_text"]))
    hexed = record["value_hex"] or ""
    for start in range(0, len(hexed), HEX_LINE):
        say_plainly(f"  {start // 2:08x}  {hexed[start : start + HEX_LINE]}")


def _visible(text: str) -> str:
    """Return a foreign text so that nothing in it moves the terminal."""
    return "".join(one if one.isprintable() else ascii(one)[1:-1] for one in text)
