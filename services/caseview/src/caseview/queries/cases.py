"""
What a caller is told about a number: every order it leads to, as far as the caller may see it.

Rows hold more than is shown; `caseview.http.case_shapes` says which of their fields are.
"""

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import Engine

from caseview.fold.rows import Row, unlisted
from caseview.fold.tax_bills import TOLD
from caseview.fold.taxes import taxes_of
from caseview.queries import lookups
from caseview.queries.joint import joint_of
from caseview.queries.lookups import Found
from caseview.queries.permissions import Sight, audience_of
from caseview.queries.undeclared import standing_of, waiting
from contracts.documents import DOCUMENTS
from contracts.gateway import ReceiptIssued
from contracts.statuses import receipt_order
from contracts.topics import CUSTOMS_DECLARATIONS, CUSTOMS_NUMBER_ANSWERS, TOPICS
from edge.access.audience import JUDGED
from edge.access.visibility import OF_DOCUMENT, Part

_OF_LIST = tuple(str(kind) for kind, part in OF_DOCUMENT.items() if part is Part.LIST)
"""Documents that only they see who are told why a declaration came out as it did."""
_REASONED = "customs.declarations.v1"
UNTOLD: Row = {"reasons": [], "content": None, **dict.fromkeys(("platform", "merchant", "agent", "customs_code"))}
"""What is left out of a declaration for who sees only how the parcel stands (a courier): why, what, and by whom."""
_BILLS = ("TaxBillIssued", "TaxBillStatusChanged")
_RECEIPT = ReceiptIssued.__name__
_STATUS_OF_DOCUMENT = {kind.__name__ for kind in JUDGED} | {_RECEIPT}
"""Events whose status is that of a document."""
_SUBMITTED = {str(document.document_type): document.topic for document in DOCUMENTS}
_PROGRESS = (
    ({*_SUBMITTED.values()}, 0),
    ({topic.name for topic in TOPICS.values() if not {*JUDGED}.isdisjoint(topic.records)}, 1),
    ({CUSTOMS_NUMBER_ANSWERS}, 2),
    ({CUSTOMS_DECLARATIONS}, 4),
    ({topic.name for topic in TOPICS.values() if topic.owner == "gateway"}, 5),
)
_RANKS = {topic: rank for topics, rank in reversed(_PROGRESS) for topic in topics}
_DECISION = 3
"""How far a parcel is by an event: submission, verdict, number, decision (any other), lifecycle, receipt."""


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
    lines = [row for row in rows.timeline if _is_of(row, ids, document_ids)]
    parties = {case["declaration_id"]: case["parties"] for case in cases}
    audiences = {row["document_id"]: row["audience"] for row in documents}
    bills = [
        row for row in rows.tax_bills if row["declaration_id"] in ids and sight.allows("tax.bills.v1", row["audience"])
    ]
    viewers = {
        Part.STATUS: frozenset[str]().union(*(unlisted(case["audience"]) for case in cases)),
        Part.REASONS: frozenset[str]().union(*(unlisted(case["parties"]) for case in cases)),
    }
    lines = [row for row in lines if sight.allows(row["topic"], audience_of(row, parties, audiences, viewers))]
    # stable: those gathered in one record stay in the order of their ordinals, as they were read
    lines.sort(key=lambda row: (row["recorded_ms"], _rank(row["topic"]), row["partition"], row["offset"]))
    lines = _receipts_in_order(lines)
    documents = [row for row in documents if sight.allows(_SUBMITTED[row["document_type"]], row["audience"])]
    cases = [case for case in cases if sight.allows("customs.declarations.v1", case["audience"])]
    if not (lines or documents or cases or bills):
        return None
    cases.sort(key=lambda case: (case["updated_at_ms"], case["opened_at_ms"]), reverse=True)
    shown = {case["declaration_id"] for case in cases}
    reasoned = {case["declaration_id"] for case in cases if sight.allows(_REASONED, case["parties"])}
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
        **(standing_of(cases[0]) if cases else waiting(submitted, found=_is_found(rows.timeline))),
        **joint_of(cases[0] if cases else None, lines, reasoned, submitted),
        "declarations": cases,
        "documents": submitted,
        "parked": [_parked(row, sight) for row in rows.parked],
        "holds": [_hold(row, reasoned) for row in rows.holds if row["declaration_id"] in shown],
        "taxes": taxes_of(lines),
        "tax_bills": bills,
        "timeline": [_line(row, sight, reasoned) for row in lines],
        "complete": not rows.is_cut,
    }
    if sight.internal:
        answer["findings"] = [
            row
            for row in rows.findings
            if row["declaration_id"] in shown and sight.allows(f"{row['agency']}.findings.v1", None)
        ]
    return answer


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


def _line(row: Row, sight: Sight, reasoned: set[str]) -> Row:
    """
    Return a line of the timeline; for an enterprise without what would tell how risk is assessed.

    Who is told only how the parcel stands (a courier) sees no reasons of the list.
    """
    shown = {name: value for name, value in row.items() if name not in {"order_key", "audience"}}
    if sight.internal:
        return shown
    open_to_all = {"document_type", "number", "verdict", "return_info", "batch_id", "batch_index", "state", "revision"}
    details = row["details"]
    if not TOPICS[row["topic"]].seen_as:
        details = {name: value for name, value in details.items() if name in open_to_all or name in TOLD}
    own = row["declaration_id"] is None or details.get("document_type", _OF_LIST[0]) not in _OF_LIST
    if row["declaration_id"] not in reasoned and not own and row["type"] not in _BILLS:
        shown["reasons"] = []
        details.pop("return_info", None)
    return {name: value for name, value in shown.items() if name != "rules"} | {"details": details}


def _rank(topic: str) -> int:
    """Order what Kafka recorded in the same millisecond, by how far a parcel is."""
    return _RANKS.get(topic, _DECISION)


def _receipts_in_order(lines: list[Row]) -> list[Row]:
    """
    Return lines with their receipts by returnTime, then progress, at the places that receipts have among the events.

    What customs decides comes to the receipts through several topics, so a refusal may be told before the recording.
    """
    receipts = iter(sorted((row for row in lines if row["type"] == _RECEIPT), key=_receipt_order))
    return [next(receipts) if row["type"] == _RECEIPT else row for row in lines]


def _receipt_order(row: Row) -> tuple[int, int]:
    return receipt_order(row["at_ms"], row["status"] or "", is_of_bill=not row["document_id"])


def _of(rows: Iterable[Row], order: str) -> list[Any]:
    return [row for row in rows if row["order_key"] == order]
