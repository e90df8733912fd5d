"""The verdicts on the records of a file that was submitted, and why each record was rejected. Pure."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import msgspec

from yidian.answers import Item, Receipt
from yidian.language import NOTHING, Wording, joined
from yidian.output import said
from yidian.receipt_words import of_receipt

VERDICTS = ("accepted", "rejected", "duplicate")


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a record was rejected. `record`: its place in the file, from 1."""

    record: int
    type: str
    order_no: str
    code: str
    why: Wording
    repeats: bool = False

    @property
    def told(self) -> Wording:
        """Why, for people; a repetition says of which it is one."""
        if not self.repeats:
            return self.why
        return Wording(f"{_REPEATS}{self.why.en}", f"与已退回的单证相同：{self.why.zh}")

    def plain(self) -> dict[str, Any]:
        """Return it for machines; the text is that of the receipt, in Chinese."""
        names = ("record", "type", "order_no", "code")
        why = f"{_REPEATS if self.repeats else ''}{self.why.zh}"
        return {name: getattr(self, name) for name in names} | {"why": why}


_REPEATS = "repeats one that was rejected: "


@dataclass(slots=True)
class Tally:
    """The verdicts on the records of one file."""

    file: str
    records: int = 0
    verdicts: Counter[str] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)
    problem: Wording = NOTHING

    def count(self, verdict: str, code: str | None) -> None:
        """Count one record; the code of one that is rejected, or repeats one that was."""
        self.verdicts[verdict] += 1
        if code and (verdict == "rejected" or is_rejection(code)):
            self.codes[code] += 1

    def plain(self) -> dict[str, Any]:
        """Return it for machines."""
        verdicts = {verdict: self.verdicts[verdict] for verdict in VERDICTS}
        left = {"unanswered": rest} if (rest := self.records - sum(self.verdicts.values())) else {}
        problem = {"problem": self.problem.en} if self.problem.en else {}
        faults = {"faults": [fault.plain() for fault in self.faults]} if self.faults else {}
        codes = dict(self.codes)
        return {"file": self.file, "records": self.records, **verdicts, **left, "codes": codes, **faults, **problem}


def is_rejection(status: str) -> bool:
    """Tell whether a status says that a document was rejected; one that repeats it carries the same."""
    return status.startswith("-")


def malformed(record: int, item: Item) -> Fault:
    """Return why the gateway did not receive a record."""
    code = item.return_status or ""
    errors = joined(_error(error) for error in item.errors)
    info = Wording(errors.en, item.return_info or errors.zh)
    why = Wording(f"{code} {info.en or info.zh}".strip(), f"{code} {info.zh}".strip())
    return Fault(record, item.type or "", item.order_no or "", code, why)


def _error(error: dict[str, Any]) -> Wording:
    """Return a fault of the form; its text names the field, or its place does."""
    told = Wording(str(error.get("en", "")), str(error.get("zh", "")))
    field = str(error.get("pointer", "")).rpartition("/")[2]
    return told if not field or field in told.en else Wording(f"{field} {told.en}", f"{field} {told.zh}")


def rejected(record: int, receipt: Receipt) -> Fault:
    """Return why customs rejected a record."""
    why = said(msgspec.to_builtins(receipt.reasons))
    if not why.en:
        why = of_receipt(receipt)
    return Fault(
        record, receipt.document.tag, receipt.order_no, receipt.return_status, why, receipt.verdict == "DUPLICATE"
    )
