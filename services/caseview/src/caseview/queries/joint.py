"""
The joint case of an export: its steps from the list to the refund, each with who decides it and what is still open.

The steps are told from the lines of the timeline that the caller may see. Who sees only how the parcel stands (a
courier) is told of list, release and departure, and of no more. What an export is not asked for: a declaration of what
is not to be consolidated (flag A, 9710, 9810), a certificate of a 9710 or 9810 list, because those that need one have a
declaration of their own, a refund of these and of goods of a special area, which had theirs on entering it (export
path). Pure.
"""

from collections.abc import Collection, Iterable
from enum import StrEnum
from typing import Final

from caseview.fold.rows import Row
from caseview.queries.movements import Waybills
from contracts.customs import (
    ListCertificateWithdrawn,
    ListCertified,
    ListConsolidated,
    ListDeclared,
    ListTakenOff,
    ParcelMoved,
)
from contracts.documents import DOCUMENTS
from mesh.declared.keys import order_key


class JointName(StrEnum):
    """The steps of an export, in order."""

    LIST = "LIST"
    RELEASE = "RELEASE"
    DEPARTURE = "DEPARTURE"
    DECLARATION = "DECLARATION"
    CERTIFICATE = "CERTIFICATE"
    EXCHANGE = "EXCHANGE"
    REFUND = "REFUND"


class JointState(StrEnum):
    """How a step stands."""

    DONE = "DONE"
    OPEN = "OPEN"
    NOT_ASKED = "NOT_ASKED"


AGENCIES: Final = {
    JointName.LIST: "customs",
    JointName.RELEASE: "customs",
    JointName.DEPARTURE: "customs",
    JointName.DECLARATION: "customs",
    JointName.CERTIFICATE: "customs",
    JointName.EXCHANGE: "forex",
    JointName.REFUND: "tax",
}
"""Who decides each step."""
_STATUS = (JointName.LIST, JointName.RELEASE, JointName.DEPARTURE)
_CONSOLIDATED, _SUMMARY, _SPECIAL_AREA = frozenset({"9610", "1210"}), "B", "1210"
_EXPORT = frozenset(str(each.document_type) for each in DOCUMENTS if each.procedure == "export")
_ENDED = frozenset({"REFUSED", "CANCELLED", "DELETED"})
"""States of a declaration after which nothing more is asked of it."""
_LIFECYCLE = {"MATCHED": None, "REVIEWED": JointName.LIST, "CLEARED": JointName.RELEASE, "CLOSED": JointName.DEPARTURE}
_MOVED = ParcelMoved.__name__
_CONSOLIDATED_INTO, _DECLARED, _OFF = ListConsolidated.__name__, ListDeclared.__name__, ListTakenOff.__name__
_CERTIFIED, _WITHDRAWN = ListCertified.__name__, ListCertificateWithdrawn.__name__


def joint_of(
    case: Row | None, lines: Iterable[Row], reasoned: Collection[str], submitted: Iterable[Row], waybills: Waybills
) -> Row:
    """
    Return the joint case of an order as the field `joint`, or nothing of what is no export.

    case: its newest declaration. lines: of the timeline, in order. reasoned: the declarations of which the caller sees
    all decisions. submitted: documents of which nothing has been declared yet, where there is no case. waybills: of
    each declaration.
    """
    if case is None:
        is_export = any(row["document_type"] in _EXPORT for row in submitted)
        return {"joint": [_step(name, JointState.OPEN) for name in _STATUS]} if is_export else {}
    done = _Done(case["declaration_id"], waybills.get(case["declaration_id"]))
    for line in lines:
        done.take(line)
    if not done.is_export:
        return {}
    ended = case["state"] in _ENDED
    steps = [_told(name, done, asked=not ended) for name in _STATUS]
    if case["declaration_id"] in reasoned:
        steps += [_told(name, done, asked=asked and not ended) for name, asked in _asked(case["content"]).items()]
    return {"joint": steps}


def _asked(content: Row | None) -> dict[JointName, bool]:
    """Return what an export is asked for after its departure, by its mode and flag."""
    content = content or {}
    is_retail = content.get("trade_mode") in _CONSOLIDATED
    is_summary = is_retail and content.get("statistics_flag") == _SUMMARY
    return {
        JointName.DECLARATION: is_summary,
        JointName.CERTIFICATE: is_retail,
        JointName.EXCHANGE: True,
        JointName.REFUND: is_summary and content.get("trade_mode") != _SPECIAL_AREA,
    }


class _Done:
    """What has been done of an export. Take its lines in order."""

    def __init__(self, declaration_id: str, waybill_no: str | None) -> None:
        self.is_export = False
        self.bill_no: str | None = None
        self._declaration_id = declaration_id
        self._waybill_no = waybill_no
        self._at: dict[JointName, int] = {}
        self._list_no: str | None = None
        self._declared: dict[str, tuple[str | None, int]] = {}
        self._certified: dict[str, int] = {}

    def take(self, line: Row) -> None:
        """Take a line of the timeline."""
        kind, details = line["type"], line["details"]
        if kind == _MOVED:
            if self._waybill_no in (None, order_key(details["waybill_no"])):
                self.bill_no = details["bill_no"] or self.bill_no
            return
        if line["declaration_id"] != self._declaration_id:
            return
        if line["topic"].startswith("customs.exports."):
            self._stand(details, line["at_ms"])
        elif kind == _CONSOLIDATED_INTO:
            self._declared[details["declaration_seq_no"]] = None, details["consolidated_at_ms"]
        elif kind == _DECLARED:
            self._declared[details["declaration_seq_no"]] = details["entry_no"], details["declared_at_ms"]
        elif kind == _OFF:
            self._declared.pop(details["declaration_seq_no"], None)
        elif kind == _CERTIFIED:
            self._certified.pop(details["replaces"] or "", None)
            self._certified[details["certificate_no"]] = details["certified_at_ms"]
        elif kind == _WITHDRAWN:
            self._certified.pop(details["certificate_no"], None)

    def _stand(self, details: Row, at_ms: int) -> None:
        """Take an event of the declaration's lifecycle: what it says to be so, nothing after it is any more."""
        self.is_export = True
        self._list_no = details["list_no"] or self._list_no
        step = _LIFECYCLE.get(details["state"], JointName.LIST if details["state"] == "HELD" else None)
        after = _STATUS[_STATUS.index(step) + 1 :] if step else _STATUS
        for name in after:
            self._at.pop(name, None)
        if step and details["state"] != "HELD":
            self._at.setdefault(step, at_ms)
        if step is JointName.DEPARTURE:  # what an officer closed was let go, though no release was told
            self._at.setdefault(JointName.RELEASE, at_ms)

    def of(self, name: JointName) -> tuple[int | None, list[str]]:
        """Return since when a step is done, None if it is not, and its numbers."""
        if name is JointName.DECLARATION:
            numbers = [number for seq_no, (entry_no, _) in self._declared.items() for number in (seq_no, entry_no)]
            is_done = self._declared and all(entry_no for entry_no, _ in self._declared.values())
            at_ms = max(at for _, at in self._declared.values()) if is_done else None
            return at_ms, [number for number in numbers if number]
        if name is JointName.CERTIFICATE:
            return max(self._certified.values(), default=None), [*self._certified]
        numbers_of = {JointName.LIST: self._list_no, JointName.DEPARTURE: self.bill_no}
        return self._at.get(name), [number for number in (numbers_of.get(name),) if number]


def _told(name: JointName, done: _Done, *, asked: bool) -> Row:
    at_ms, numbers = done.of(name)
    state = JointState.DONE if at_ms is not None else JointState.OPEN if asked else JointState.NOT_ASKED
    return _step(name, state, at_ms, numbers)


def _step(name: JointName, state: JointState, at_ms: int | None = None, numbers: Collection[str] = ()) -> Row:
    return {"step": name, "agency": AGENCIES[name], "state": state, "at_ms": at_ms, "numbers": list(numbers)}
