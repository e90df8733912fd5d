"""Officers of exports by script: customs decides the holds that were planted, inspection releases every sample."""

from collections.abc import Sequence
from contextlib import ExitStack
from typing import Any

from simulator.exports.check import Book
from simulator.exports.papers import Finding
from simulator.sampling import SAMPLED
from yidian.connection import Connection
from yidian.demo.officers import AUTHORITY, OVERTAKEN
from yidian.gateway import Gateway
from yidian.refusal import Refused

AGENCIES = ("customs", "inspection")


class ExportOfficers:
    """One officer of each agency. A hold is decided once."""

    def __init__(self, connection: Connection, findings: Sequence[Finding], book: Book) -> None:
        self._stack = ExitStack()
        self._desks = {
            agency: self._stack.enter_context(Gateway(connection.url, connection.with_role(f"officer:{agency}").key))
            for agency in AGENCIES
        }
        self._findings, self._book = findings, book
        self._decided: set[tuple[str, str]] = set()

    def __enter__(self) -> "ExportOfficers":
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def work(self) -> int:
        """Decide the holds that are open and return how many that were."""
        planted = {
            (self._book.declaration_id(finding.listed), finding.code): finding.action for finding in self._findings
        }
        decided = 0
        for agency, desk in self._desks.items():
            for hold in desk.held(agency=agency):
                code, place = hold["reason"]["code"], (hold["declaration_id"], hold["hold_id"])
                action = "RELEASE" if code == SAMPLED else planted.get((hold["declaration_id"], code))
                if action is None or place in self._decided:
                    continue
                self._find(desk, agency, hold, action)
                self._decided.add(place)
                decided += 1
        return decided

    @staticmethod
    def _find(desk: Gateway, agency: str, hold: dict[str, Any], action: str) -> None:
        finding = {
            "declaration": hold["declaration_id"],
            "hold": hold["hold_id"],
            "action": action,
            "authority": AUTHORITY,
            "reason": f"演示：{action}",
            "officer": f"demo-{agency}-1",
        }
        try:
            desk.post("/v1/findings", finding)
        except Refused as refusal:
            if refusal.status != OVERTAKEN:
                raise
