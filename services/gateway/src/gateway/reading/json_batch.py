"""
JSON batches: an array, an object with ``documents``, or one record a line (NDJSON).

A record is decoded straight into its form's struct. Written out again it must be as long as before, or have as many
quotation marks: had a member come twice, it would be shorter and have fewer. All else is read again with care.
"""

import json
import re
from decimal import Decimal
from typing import Any, Union

import msgspec

from edge.problems.problem import Problem
from gateway.forms.catalogue import BY_SHAPE, BY_TAG, FORMS
from gateway.forms.examine import TWICE, examine
from gateway.forms.findings import finding
from gateway.forms.item import Item, Malformed, assemble
from gateway.reading import faults
from gateway.reading.batch import Limits, Parsed, Senders, limit_items
from mesh.declared.equivalence import code, literal


def _plain(literal: str) -> Decimal:
    """Take a JSON number. With an exponent it would be written out longer than it came: that is read with care."""
    if "e" in literal or "E" in literal:
        raise ValueError("exponent")
    return Decimal(literal)


_BOM = b"\xef\xbb\xbf"
_QUICK = msgspec.json.Decoder(Union[tuple(form.shape for form in FORMS)], float_hook=_plain)  # noqa: UP007
_AGAIN = msgspec.json.Encoder(decimal_format="number")
_ARRAY = msgspec.json.Decoder(list[msgspec.Raw])
_TAG = re.compile(r"[a-z][a-z0-9-]{0,39}", re.IGNORECASE)
_INTEGER_DIGITS = 20
_LINES_PER_ITEM = 10  # blank lines are borne, but not millions of them


class _Envelope(msgspec.Struct, forbid_unknown_fields=True):
    documents: list[msgspec.Raw]
    transmitter: str = ""


_OBJECT = msgspec.json.Decoder(_Envelope)
_SCANNER = json.JSONDecoder()
_BLANKS = re.compile(r"[ \t\r\n]*")
_OF_DOCUMENTS = re.compile(r'"documents"[ \t\r\n]*:[ \t\r\n]*\[')


def read_json(body: bytes, senders: Senders, limits: Limits) -> Parsed:
    """Read an array or an object with ``documents``. Raises Problem if the envelope is bad."""
    text = body.lstrip().removeprefix(_BOM).lstrip()
    if text[:1] not in (b"[", b"{"):
        raise Problem(
            "json_malformed" if not text[:1].isdigit() and text[:1] not in (b'"', b"t") else "json_envelope",
            en="it begins with neither [ nor {",
            zh="须以 [ 或 { 开始",
        )
    try:
        if text[:1] == b"[":
            records = _ARRAY.decode(text)
        else:
            envelope = _OBJECT.decode(text)
            records = envelope.documents
            if envelope.transmitter:
                senders = Senders(senders.check(code(envelope.transmitter)), senders.allowed)
    except RecursionError as error:
        raise Problem("too_deep") from error
    except msgspec.ValidationError as error:
        raise Problem("json_envelope") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        records, transmitter = _cut_with_care(text, error)
        if transmitter:
            senders = Senders(senders.check(code(transmitter)), senders.allowed)
    limit_items(len(records), limits.json_items)
    return [_read(bytes(record), row, senders) for row, record in enumerate(records, start=1)]


def _cut_with_care(text: bytes, error: Exception) -> tuple[list[msgspec.Raw], str]:
    """
    Cut a body into its records where the quick way found a text that is none (half of a surrogate pair, say).

    Only the record that holds it is to be refused. Raises Problem, with the place, for what is no JSON at all.
    """
    try:
        read = text.decode()
        whole = json.loads(read, parse_float=Decimal, parse_int=Decimal, parse_constant=_refuse_constant)
    except UnicodeDecodeError as bad:
        line = text.count(b"\n", 0, bad.start) + 1
        zh, en = faults.NOT_UTF_8
        raise Problem("json_malformed", en=f"line {line}: {en}", zh=f"第 {line} 行：{zh}") from error
    except RecursionError as deep:
        raise Problem("too_deep") from deep
    except ValueError as bad:
        zh, en = faults.place_in_json(bad)
        raise Problem("json_malformed", zh=zh, en=en) from error
    if isinstance(whole, list):
        return _elements(read, read.index("[")), ""
    documents = _OF_DOCUMENTS.search(read)
    if set(whole) - {"documents", "transmitter"} or documents is None or not isinstance(whole.get("documents"), list):
        raise Problem("json_envelope") from error
    transmitter = whole.get("transmitter", "")
    if not isinstance(transmitter, str):
        raise Problem("json_envelope") from error
    return _elements(read, documents.end() - 1), transmitter


def _elements(text: str, begin: int) -> list[msgspec.Raw]:
    """Return the elements of the array that begins there, each as it stands; the text is known to be JSON."""
    elements: list[msgspec.Raw] = []
    at = _past_blanks(text, begin + 1)
    while text[at] != "]":
        _, end = _SCANNER.raw_decode(text, at)
        elements.append(msgspec.Raw(text[at:end].encode()))
        at = _past_blanks(text, end)
        if text[at] == ",":
            at = _past_blanks(text, at + 1)
    return elements


def _past_blanks(text: str, at: int) -> int:
    match = _BLANKS.match(text, at)
    assert match is not None, "it matches everywhere"
    return match.end()


def read_ndjson(body: bytes, senders: Senders, limits: Limits) -> Parsed:
    """Read one record a line; rows are line numbers, blank lines are skipped."""
    limit_items(body.count(b"\n"), _LINES_PER_ITEM * limits.json_items, least=0)
    lines = body.removeprefix(_BOM).split(b"\n")
    records = [(row, line) for row, line in enumerate(lines, start=1) if line and not line.isspace()]
    limit_items(len(records), limits.json_items)
    return [_read(line, row, senders) for row, line in records]


def _read(record: bytes, row: int, senders: Senders) -> Item | Malformed:
    try:
        shape: Any = _QUICK.decode(record)
        again = _AGAIN.encode(shape)
        if (len(again) == len(record) or again.count(b'"') == record.count(b'"')) and b"\\" not in again:
            sender = senders.check(code(shape.transmitter)) if shape.transmitter else senders.default
            return assemble(BY_SHAPE[type(shape)], shape, row=row, sender=sender)
    except (msgspec.MsgspecError, ValueError, TypeError, RecursionError):
        pass
    return _read_with_care(record, row, senders)


def _read_with_care(record: bytes, row: int, senders: Senders) -> Item | Malformed:
    try:
        members = json.loads(
            record.decode(),
            object_pairs_hook=_members,
            parse_float=Decimal,
            parse_int=_integer,
            parse_constant=_refuse_constant,
        )
    except (ValueError, RecursionError) as error:
        zh, en = faults.place_in_json(error)
        return Malformed(None, row, (finding("not_json", "", row, at_zh=zh and f"（{zh}）", at_en=en and f" ({en})"),))
    if not isinstance(members, dict):
        return Malformed(None, row, (finding("not_a_record", "", row),))
    tag, transmitter = members.get("type"), members.get("transmitter")
    form = BY_TAG.get(literal(tag)) if isinstance(tag, str) else None
    if form is None:
        given = f"“{tag}”" if isinstance(tag, str) and _TAG.fullmatch(tag) else ""
        return Malformed(None, row, (finding("unknown_type", "/type", row, given_zh=given, given_en=given),))
    if transmitter is not None and not isinstance(transmitter, str):
        return Malformed(form, row, (finding("not_text", "/transmitter", row),))
    sender = senders.check(code(transmitter)) if transmitter else senders.default
    return examine(form, members, row=row, sender=sender)


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        seen: set[str] = set()
        for name, _ in pairs:
            if name in seen:
                members[name] = TWICE
            seen.add(name)
    return members


def _integer(digits: str) -> int | Decimal:
    return int(digits) if len(digits) < _INTEGER_DIGITS else Decimal(digits)


def _refuse_constant(_name: str) -> Any:
    raise ValueError("not a JSON number")
