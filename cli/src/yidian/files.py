"""
Files to submit: CEB XML messages, JSON (an array, one record, or an object with ``documents``) and NDJSON.

Only as much is read as is needed to choose the connection and to cut batches to size; the gateway reads the rest.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.parsers import expat

import msgspec

from contracts import ceb_text
from yidian.complaint import Complaint
from yidian.language import Wording

BATCH = 500
_HELP = Wording("see `yidian submit --help`", "见 `yidian submit --help`")


@dataclass(frozen=True, slots=True)
class Batch:
    """A request's body, how it is written, and who transmits it as far as the file says."""

    body: bytes
    written: str
    transmitter: str | None
    records: int


def read_file(path: Path) -> Iterator[Batch]:
    """
    Yield the batches of a file, each of one transmitter, in order.

    Raises Complaint if it cannot be read or is none of the three.
    """
    try:
        body = path.read_bytes()
    except OSError as error:
        raise Complaint(
            Wording(f"{path}: {error.strerror}", f"{path}：{error.strerror}"),
            Wording("give the path of a CEB XML, JSON or NDJSON file", "请给出 CEB XML、JSON 或 NDJSON 文件的路径"),
        ) from error
    try:
        text, _ = ceb_text.unmarked(body)
    except UnicodeError as error:
        raise Complaint(
            Wording(f"{path}: its mark says UTF-16, its bytes are not", f"{path}：字节序标记为 UTF-16，内容却不是"),
            Wording("write it in UTF-8", "请用 UTF-8 书写"),
        ) from error
    if not text:
        raise Complaint(Wording(f"{path} is empty", f"{path} 为空"), _HELP)
    if text.startswith(b"<"):
        yield Batch(body, "xml", *_xml(path, body))
        return
    try:
        records, transmitter = _records(text)
    except msgspec.DecodeError as error:
        raise Complaint(
            Wording(f"{path} is neither XML nor JSON: {error}", f"{path} 既不是 XML 也不是 JSON：{error}"), _HELP
        ) from error
    if not records:
        raise Complaint(Wording(f"{path} holds no document", f"{path} 中没有单证"), _HELP)
    queue: list[bytes] = []
    sender: str | None = None
    for record in records:
        named = _transmitter(record) or transmitter
        if queue and (named != sender or len(queue) == BATCH):
            yield Batch(b"\n".join(queue), "ndjson", sender, len(queue))
            queue = []
        sender = named
        queue.append(record)
    yield Batch(b"\n".join(queue), "ndjson", sender, len(queue))


def _records(text: bytes) -> tuple[list[bytes], str | None]:
    """Return the records, each on one line, and the transmitter that an envelope names."""
    if text.startswith(b"["):
        return [_line(raw) for raw in msgspec.json.decode(text, type=list[msgspec.Raw])], None
    if not text.startswith(b"{"):
        raise msgspec.DecodeError("it begins with neither {, [ nor <")
    try:
        whole = msgspec.json.decode(text, type=dict[str, msgspec.Raw])
    except msgspec.DecodeError:
        return [line for line in text.split(b"\n") if line.strip()], None
    if "documents" not in whole:
        return [_line(text)], None
    sender = msgspec.json.decode(whole["transmitter"], type=str) if "transmitter" in whole else None
    return [_line(raw) for raw in msgspec.json.decode(whole["documents"], type=list[msgspec.Raw])], sender


def _line(record: bytes | msgspec.Raw) -> bytes:
    """Return a JSON record without line breaks, its numbers unchanged: only white space between tokens goes."""
    return msgspec.json.format(bytes(record), indent=-1)


class _Named(msgspec.Struct):
    transmitter: str = ""


def _transmitter(record: bytes) -> str | None:
    try:
        return msgspec.json.decode(record, type=_Named).transmitter or None
    except msgspec.DecodeError:
        return None


def _xml(path: Path, body: bytes) -> tuple[str | None, int]:
    """Return the transmitter (BaseTransfer/copCode, whatever the prefix) and the number of records."""
    trail: list[str] = []
    texts: list[str] = []
    records = 0

    def start(name: str, _attributes: object) -> None:
        nonlocal records
        local = name.rpartition(":")[2]
        trail.append(local)
        if len(trail) == 2 and local not in ("BaseTransfer", "BaseSubscribe", "ExtendMessage", "Signature"):
            records += 1

    def end(_name: str) -> None:
        trail.pop()

    def text(data: str) -> None:
        if trail[1:] == ["BaseTransfer", "copCode"]:
            texts.append(data)

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    try:
        parser.Parse(ceb_text.text(body), True)
    except (LookupError, UnicodeError) as error:
        raise Complaint(
            Wording(
                f"{path}: its bytes are not of the encoding that its declaration names",
                f"{path}：内容不是 XML 声明中所写的编码",
            ),
            Wording(
                "name the right one there: UTF-8, GB18030, UTF-16", "请在声明中写明实际编码：UTF-8、GB18030、UTF-16"
            ),
        ) from error
    except expat.ExpatError as error:
        raise Complaint(
            Wording(f"{path} is not well-formed XML: {error}", f"{path} 不是合法的 XML：{error}"),
            Wording("give a CEB XML message", "请给出 CEB XML 报文"),
        ) from error
    return "".join(texts).strip() or None, records
