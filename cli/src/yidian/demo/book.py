"""
The courier's book: what was sent, what the gateway answered, which receipts came.

Receipts are kept per document and ordered as clients order them: by returnTime, then by progress of the status. Answers
and outcomes are read from them, never assumed.
"""

from collections.abc import Iterable

from contracts.statuses import receipt_order
from simulator.case import DUPLICATE, Answer, Case, Outcome, Stage, Step, rejected
from simulator.day import Sent
from yidian.answers import Receipt, Submitted, TaxBill

MALFORMED = "-999999"
CLOSED, MATCHED, CANCELLED = "899", "120", "399"
HOLDS = ("300", "500")
WITH_REASONS = ("100", "300", "500", "700")
"""Statuses of a list whose reasons are part of the outcome."""


class Book:
    """Everything known about the documents sent. The invariant: a document sent has exactly one place."""

    def __init__(self) -> None:
        self._places: dict[int, tuple[str, int]] = {}
        self._at_once: dict[int, Answer] = {}
        self._ids: dict[int, str] = {}
        self._verdicts: dict[tuple[str, int], Receipt] = {}
        self._statuses: dict[str, list[Receipt]] = {}
        self._bills: dict[str, dict[str, TaxBill]] = {}
        self._seen: set[str] = set()
        self.sent: list[Sent] = []

    def enter(self, sent: Iterable[Sent], submitted: Submitted) -> None:
        """Enter a request and the gateway's answer to it."""
        for index, (item, answer) in enumerate(zip(sent, submitted.items, strict=True)):
            place = id(item.step)
            self.sent.append(item)
            self._places[place] = (submitted.batch_id, index)
            if answer.document_id:
                self._ids[place] = answer.document_id
            if answer.outcome == "repeated":
                self._at_once[place] = DUPLICATE
            elif answer.outcome in ("malformed", "refused"):
                self._at_once[place] = rejected(answer.return_status or MALFORMED)

    def take(self, receipts: Iterable[Receipt]) -> int:
        """Take in receipts; one that has come before, through another connection, changes nothing. Returns new ones."""
        new = 0
        for receipt in receipts:
            if receipt.receipt_id in self._seen:
                continue
            self._seen.add(receipt.receipt_id)
            new += 1
            if receipt.tax_bill is not None:
                bills = self._bills.setdefault(receipt.declaration_id or "", {})
                bills.setdefault(receipt.tax_bill.bill_no, receipt.tax_bill)
                continue
            if receipt.batch_id is not None and receipt.batch_index is not None:
                self._verdicts[receipt.batch_id, receipt.batch_index] = receipt
            if receipt.verdict != "DUPLICATE":
                self._statuses.setdefault(receipt.document.document_id, []).append(receipt)
        return new

    def answer(self, step: Step) -> Answer | None:
        """Return what became of a document as submitted, or None if that is not known yet."""
        at_once = self._at_once.get(id(step))
        if at_once is not None:
            return at_once
        receipt = self._verdicts.get(self._places.get(id(step), ("", 0)))
        if receipt is None or receipt.verdict is None:
            return None
        code = receipt.return_status if receipt.verdict == "REJECTED" else None
        return Answer(receipt.verdict.lower(), code)

    def is_answered_at_once(self, step: Step) -> bool:
        """Whether the gateway itself called a document repeated or malformed, so that customs never saw it."""
        return id(step) in self._at_once

    def statuses(self, step: Step) -> list[Receipt]:
        """Return the receipts about a document in order, repetitions of it left out."""
        return sorted(self._statuses.get(self._ids.get(id(step), ""), []), key=_order)

    def outcome(self, case: Case) -> Outcome | None:
        """Return the outcome of the first list of a case so far, or None if it has not been sent or answered."""
        if self._is_cancelled(case):
            return Outcome("cancelled")
        for receipt in reversed(self.list_receipts(case)):
            if receipt.return_status not in (CLOSED, MATCHED):
                return _outcome(receipt)
        return None

    def list_receipts(self, case: Case) -> list[Receipt]:
        """Return the receipts of the first list of a case."""
        for step in case.steps:
            if step.document is case.parcel.declaration:
                return self.statuses(step)
        return []

    def bills(self, case: Case) -> tuple[TaxBill, ...]:
        """Return the tax bills of the first list of a case, each as it was issued."""
        return tuple(self._bills.get(self.declaration_id(case) or "", {}).values())

    def has_stood(self, case: Case, outcome: Outcome) -> bool:
        """Whether the first list of a case was ever held for these reasons, maybe for others at the same time."""
        return any(
            receipt.return_status in HOLDS and outcome.codes <= set(receipt.codes)
            for receipt in self.list_receipts(case)
        )

    def list_no(self, case: Case) -> str | None:
        """Return the number that customs gave the list, once it has."""
        return next((receipt.list_no for receipt in reversed(self.list_receipts(case)) if receipt.list_no), None)

    def declaration_id(self, case: Case) -> str | None:
        """Return the id of the declaration, once there is one."""
        ids = (receipt.declaration_id for receipt in reversed(self.list_receipts(case)))
        return next((declaration_id for declaration_id in ids if declaration_id), None)

    def _is_cancelled(self, case: Case) -> bool:
        return any(
            receipt.return_status == CANCELLED
            for step in case.steps
            if step.stage is Stage.FOLLOW_UP
            for receipt in self.statuses(step)
        )


def _order(receipt: Receipt) -> tuple[int, int]:
    return receipt_order(receipt.return_at_ms, receipt.return_status)


def _outcome(receipt: Receipt) -> Outcome:
    status = receipt.return_status
    has_reasons = status.startswith("-") or status in WITH_REASONS
    return Outcome(status, frozenset(receipt.codes) if has_reasons else frozenset())
