"""How parked keys, their records and the answers to commands are shown, to people and to machines."""

from typing import Any

from yidian.output import console, emit, table

HEX_LINE = 64


def words(answer: dict[str, Any]) -> str:
    """Return what came of a command in words."""
    said = OUTCOMES.get(answer["outcome"], answer["outcome"])
    gone = [f"{at['topic']} {at['partition']}/{at['offset']}" for at in answer["discarded"]]
    figures = f"{answer['worked']} worked, {answer['left']} wait"
    return f"{said}; {figures}" + (f"; given up: {', '.join(gone)}" if gone else "")


OUTCOMES = {
    "RELEASED": "released",
    "PARKED_ANEW": "parked anew: the cause is not mended",
    "GOES_ON": "goes on: the queue is long",
    "NOTHING_PARKED": "nothing was parked",
    "OTHER_PARKED": "parked by another record by now: nothing was given up",
}


def show_keys(rows: list[Any], *, as_json: bool) -> None:
    """Show parked keys."""
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
            row["key"],
            row["code"],
            row["reason"] + (f" (asked by {row['asked']['by']}, not answered yet)" if row["asked"] else ""),
            f"{row['topic']} {row['partition']}/{row['offset']}",
        )
        for row in rows
    )
    console.print(table(f"{len(rows)} parked keys", ("processor", "key", "code", "reason", "record"), cells))
    console.print("[dim]yidian parked PROCESSOR KEY --purpose … shows the record; yidian redrive, yidian discard[/]")


def show_answers(rows: list[Any], *, as_json: bool) -> None:
    """Show what came of commands."""
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
    console.print(table(f"{len(rows)} commands", ("processor", "key", "asked", "outcome", "by", "reason"), cells))


def show_record(parked: dict[str, Any], *, as_json: bool) -> None:
    """Show a parked key with its record: headers, what it means, bytes."""
    if as_json:
        emit(parked)
        return
    say = console.out  # as it is: no markup, nothing highlighted
    say(f"{parked['processor']} {parked['key']}, parked: {parked['code']}: {parked['reason']}")
    say(f"record {parked['topic']} {parked['partition']}/{parked['offset']} {parked['event_id']}")
    record = parked["record"]
    if record is None:
        say("a timer: it comes from no record" if parked["is_timer"] else "retention has taken it from its topic")
        return
    for header in record["headers"]:
        text = header["text"] if header["text"] is not None else f"hex:{header['hex'] or ''}"
        say(f"  {header['name']}: {_visible(text)}")
    size = "no value" if record["size"] is None else f"{record['size']} bytes"
    kind = record.get("type") or record.get("schema_id") or "of no type"
    say(f"{size}, {kind} {record.get('unreadable', '')}".rstrip())
    for name in ("decoded", "within"):
        if name in record:
            console.print_json(data=record[name])
    if "decoded" not in record and record["value_text"]:
        say(_visible(record["value_text"]))
    hexed = record["value_hex"] or ""
    for at in range(0, len(hexed), HEX_LINE):
        say(f"  {at // 2:08x}  {hexed[at : at + HEX_LINE]}")


def _visible(text: str) -> str:
    """Return a foreign text so that nothing in it moves the terminal."""
    return "".join(one if one.isprintable() else ascii(one)[1:-1] for one in text)
