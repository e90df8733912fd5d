"""
Every code that a client can meet, as one catalogue: problems of requests, findings about fields, reasons of agencies.

Each has a page under ``/errors``; the `type` of a problem points there.
"""

import re
from typing import NamedTuple

from contracts.agencies import AGENCIES
from contracts.codes import CODES, Code
from edge.ceb import message_types
from edge.problems.catalogue import KINDS
from gateway.error_pages.remedies import FIELDS, REQUESTS, Remedy
from gateway.forms.findings import CEB900_STATUS, TEXTS

FAMILIES = {
    "request": ("请求", "Requests"),
    "field": ("字段", "Fields and records"),
    **{agency.agency: (agency.zh, agency.en) for agency in AGENCIES.values()},
}
"""What gives the code, in the order of the index."""

KINDS_OF_REASON = {
    "rejection": ("单证被退回（负状态）", "the document is rejected (negative status)"),
    "refusal": ("申报被退单（100）或负状态", "the declaration is refused (100, or a negative status)"),
    "hold": ("等待处理（300 或 500）", "the declaration waits (300 or 500)"),
    "note": ("仅作记录", "noted only"),
    "progress": ("进展，无差错", "progress, nothing is wrong"),
}
RECEIPTS = "/v1/receipts"
"""What carries the codes of documents that no message answers."""
SOURCES = {
    "specification": ("报文规范 202205 版", "message specification, edition 202205"),
    "receipts": ("见于真实回执，非官方公布", "seen in real receipts, not published"),
    "own": ("本系统自定，无官方代码", "ours, where none is published"),
}


class Entry(NamedTuple):
    """
    A code as its page shows it.

    status: HTTP status of a problem. carried_by: which messages or answers carry it. kind: what it does, of a reason.
    releasable: whether an officer may release what it holds; None of what is no hold.
    """

    code: str
    family: str
    zh: str
    en: str
    remedy: Remedy
    carried_by: tuple[str, ...]
    rules: tuple[str, ...] = ()
    source: str = "own"
    kind: str = ""
    status: int | None = None
    releasable: bool | None = None


def _of_reason(code: Code) -> Entry:
    return Entry(
        code.code,
        code.agency,
        code.zh.replace("{}", "…"),
        code.en.replace("{}", "…"),
        Remedy(code.remedy_zh, code.remedy_en),
        tuple(dict.fromkeys(message_types.ANSWERS.get(document, RECEIPTS) for document in code.documents)),
        code.rules,
        code.source,
        code.kind,
        releasable=code.releasable if code.kind == "hold" else None,
    )


def _catalogue() -> dict[str, Entry]:
    entries = [
        Entry(code, "request", kind.zh, kind.en, REQUESTS[code], ("application/problem+json",), status=kind.status)
        for code, kind in KINDS.items()
    ]
    entries += [
        Entry(code, "field", _plain(zh), _plain(en), FIELDS[code], (message_types.MALFORMED, "errors"))
        for code, (zh, en) in TEXTS.items()
    ]
    entries.append(
        Entry(
            CEB900_STATUS,
            "field",
            "报文格式校验未通过",
            "the record did not pass the format check",
            Remedy(
                "按 returnInfo 与 errors 改正后重新报送。",
                "Correct it as returnInfo and `errors` say and send it again.",
            ),
            (message_types.MALFORMED,),
        )
    )
    entries += [_of_reason(code) for code in CODES.values()]
    return {entry.code: entry for entry in entries}


def _plain(text: str) -> str:
    """Return a text with its particulars left open."""
    return re.sub(r"\{\w+\}", "…", text)


PUBLISHED = _catalogue()
"""By code."""
