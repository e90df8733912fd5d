"""
What a caller is told about a number: every order it leads to, as far as the caller may see it.

Rows hold more than is shown; `caseview.http.case_shapes` says which of their fields are.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import Engine

from caseview.fold.rows import Row, unlisted
from caseview.fold.taxes import taxes_of
from caseview.queries import lookups
from caseview.queries.joint import joint_of
from caseview.queries.lookups import Found
from caseview.queries.movements import declarations_of, is_elsewhere, waybills_of
from caseview.queries.permissions import Sight, audience_of
from caseview.queries.shown_lines import in_order
from caseview.queries.shown_lines import shown as shown_line
from caseview.queries.undeclared import standing_of, waiting
from contracts.documents import DOCUMENTS
from contracts.gateway import ReceiptIssued
from contracts.topics import CUSTOMS_DECLARATIONS, CUSTOMS_EXPORTS
from edge.access.audience import JUDGED
from edge.access.visibility import Part

UNTOLD: Row = {"reasons": [], "content": None, **dict.fromkeys(("platform", "merchant", "agent", "customs_code"))}
"""What is left out of a declaration for who sees only how the parcel stands (a courier): why, what, and by whom."""
_RECEIPT = ReceiptIssued.__name__
_STATUS_OF_DOCUMENT = {kind.__name__ for kind in JUDGED} | {_RECEIPT}
"""Events whose status is that of a document."""
_SUBMITTED = {str(document.document_type): document.topic for document in DOCUMENTS}


def cases_of(engine: Engine, number: str, sight: Sight) -> list[Row]:
    """Return an answer per order and platform that the number leads to and the caller may see, or none."""
    rows = lookups.find(engine, number, sight)
    own = {*rows.elsewhere.values()}
    orders = sorted(
        {row["order_key"] for row in (*rows.documents, *rows.cases, *rows.timeline)}, key=lambda key: (key in own, key)
    )
    answers: list[Row] = []
    shown: set[str] = set()
    for order in orders:
        about = _about(rows, order)
        if order in own:  # what is left of it once the orders that name its documents have shown them
            about = about._replace(documents=[row for row in about.documents if row["document_id"] not in shown])
            if not about.documents:
                continue
        named = {row["platform"] for row in (*about.documents, *about.cases)}
        for platform in sorted(named - {None}) or [None]:
            answer = _answer(order, platform, about, sight)
            if answer is not None:
                answers.append(answer)
                shown.update(row["document_id"] for row in answer["documents"])
    return answers


def _about(rows: Found, order: str) -> Found:
    """Return what is known about one order, with the documents that it names and that stand under their own number."""
    cases, timeline = _of(rows.cases, order), _of(rows.timeline, order)
    documents, judgements = _of(rows.documents, order), _of(rows.judgements, order)
    named = {*lookups.named_by(cases), *lookups.named_by(timeline)} & rows.elsewhere.keys()
    if named and order not in rows.elsewhere.values():
        beside = [row for row in rows.documents if row["document_id"] in named]
        at = {(row["batch_id"], row["batch_index"]) for row in beside}
        documents += beside
        judgements += [row for row in rows.judgements if (row["batch_id"], row["batch_index"]) in at]
        keys = {rows.elsewhere[document_id] for document_id in named}
        timeline += [row for row in rows.timeline if row["order_key"] in keys and row["document_id"] in named]
    return Found(
        documents,
        judgements,
        cases,
        _of(rows.holds, order),
        rows.findings,
        rows.contents,
        timeline,
        _of(rows.tax_bills, order),
        _of(rows.parked, order),
        rows.elsewhere,
        rows.is_cut,
    )


def _answer(order: str, platform: str | None, rows: Found, sight: Sight) -> Row | None:
    cases = [case for case in rows.cases if case["platform"] == platform]
    named = {document_id for case in cases for document_id in case["documents"]}
    elsewhere = {document_id for case in rows.cases for document_id in case["documents"]} - named
    documents = [
        row
        for row in rows.documents
        if row["platform"] == platform
        or row["document_id"] in named
        or (row["platform"] is None and row["document_id"] not in elsewhere)
    ]
    ids = {case["declaration_id"] for case in cases}
    document_ids = {row["document_id"] for row in documents}
    waybills = waybills_of(rows.cases, rows.contents)
    about = [row for row in rows.timeline if not is_elsewhere(row, platform, ids, waybills)]
    lines = [row for row in about if _is_of(row, ids, document_ids)]
    parties = {case["declaration_id"]: case["parties"] for case in cases}
    audiences = {row["document_id"]: row["audience"] for row in documents}
    bills = [
        row for row in rows.tax_bills if row["declaration_id"] in ids and sight.allows("tax.bills.v1", row["audience"])
    ]
    viewers = {case["declaration_id"]: case for case in cases}

    def audience(row: Row) -> str | None:
        of = declarations_of(row, waybills) & viewers.keys() or viewers
        return audience_of(row, parties, audiences, _viewers([viewers[declaration_id] for declaration_id in of]))

    lines = [row for row in lines if sight.allows(row["topic"], audience(row))]
    lines = in_order(lines)
    documents = [row for row in documents if sight.allows(_SUBMITTED[row["document_type"]], row["audience"])]
    cases = [case for case in cases if sight.allows(_topic(case, rows.contents), case["audience"])]
    if not (lines or documents or cases or bills):
        return None
    cases.sort(key=lambda case: (case["updated_at_ms"], case["opened_at_ms"]), reverse=True)
    shown = {case["declaration_id"] for case in cases}
    reasoned = {case["declaration_id"] for case in cases if sight.allows(_topic(case, rows.contents), case["parties"])}
    cases = [
        case
        | ({"content": rows.contents.get(case["declaration_id"])} if case["declaration_id"] in reasoned else UNTOLD)
        for case in cases
    ]
    is_platform_told = reasoned or bills or any(row["platform"] for row in documents)
    submitted = _documents(documents, rows.judgements, lines, sight)
    answer: Row = {
        "order_no": cases[0]["order_no"] if cases else order,
        "platform_code": platform if is_platform_told else None,
        **(standing_of(cases[0]) if cases else waiting(submitted, found=_is_found(about))),
        **joint_of(cases[0] if cases else None, lines, reasoned, submitted, waybills),
        "declarations": cases,
        "documents": submitted,
        "parked": [_parked(row, sight) for row in rows.parked],
        "holds": [_hold(row, reasoned) for row in rows.holds if row["declaration_id"] in shown],
        "taxes": taxes_of(lines),
        "tax_bills": bills,
        "timeline": [shown_line(row, sight, reasoned) for row in lines],
        "complete": not rows.is_cut,
    }
    if sight.internal:
        answer["findings"] = [
            row
            for row in rows.findings
            if row["declaration_id"] in shown and sight.allows(f"{row['agency']}.findings.v1", None)
        ]
    return answer


def _topic(case: Row, contents: Mapping[str, Row]) -> str:
    """Return the topic of a declaration's lifecycle; only the content of an export has a type of order."""
    is_export = contents.get(case["declaration_id"], {}).get("order_type") is not None
    return CUSTOMS_EXPORTS if is_export else CUSTOMS_DECLARATIONS


def _viewers(cases: list[Row]) -> dict[Part, frozenset[str]]:
    """Return who sees how these declarations stand, and who sees every decision on them."""
    return {
        Part.STATUS: frozenset[str]().union(*(unlisted(case["audience"]) for case in cases)),
        Part.REASONS: frozenset[str]().union(*(unlisted(case["parties"]) for case in cases)),
    }


def _is_found(lines: Iterable[Row]) -> bool:
    """Whether the waybill is there whose number the list of an order names; whoever may see the waybill itself."""
    return any(line["type"] == lookups.FOUND for line in lines)


def _is_of(line: Row, declarations: Collection[str], documents: Collection[str]) -> bool:
    """Tell whether a line is about one of these declarations or documents, or about the order as such."""
    if line["declaration_id"]:
        return line["declaration_id"] in declarations
    return line["document_id"] is None or line["document_id"] in documents


def _documents(documents: list[Row], judgements: list[Row], lines: list[Row], sight: Sight) -> list[Row]:
    """Return every submission with customs' verdict and the document's present status; digests are for staff."""
    judged = {(row["batch_id"], row["batch_index"]): row for row in judgements}
    now = {row["document_id"]: row["status"] for row in lines if row["type"] in _STATUS_OF_DOCUMENT}
    hidden = {"audience", "order_key", "platform"} | (set() if sight.internal else {"content_digest"})
    answers = []
    for row in sorted(documents, key=lambda row: (row["recorded_ms"], row["batch_id"], row["batch_index"])):
        verdict = judged.get((row["batch_id"], row["batch_index"]))
        visible = {name: value for name, value in row.items() if name not in hidden} | {"draft": bool(row["draft"])}
        rejected = verdict is not None and verdict["verdict"] == "REJECTED"
        answers.append(
            visible
            | {
                "verdict": verdict and verdict["verdict"],
                "status": verdict["status"] if verdict and rejected else now.get(row["document_id"]),
                "reasons": verdict["reasons"] if verdict else [],
            }
        )
    return answers


def _parked(row: Row, sight: Sight) -> Row:
    """Return that an order's key is parked: nothing more of it is worked there. Why is for staff and officers."""
    parked = {"processor": row["processor"], "since_ms": row["parked_ms"]}
    return parked | {"code": row["code"], "reason": row["reason"]} if sight.internal else parked


def _hold(row: Row, reasoned: set[str]) -> Row:
    names = ("declaration_id", "hold_id", "agency", "revision", "reason", "opened_at_ms", "closed_at_ms")
    hold = {name: row[name] for name in names}
    return hold if row["declaration_id"] in reasoned else hold | {"reason": None}


def _of(rows: Iterable[Row], order: str) -> list[Any]:
    return [row for row in rows if row["order_key"] == order]
