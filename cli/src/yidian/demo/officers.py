"""Officers by script: they end the holds that were planted for them, and every sample, through the gateway."""

from collections.abc import Iterable
from contextlib import ExitStack

from simulator.case import Case
from simulator.officers import action_on
from yidian.connection import Connection
from yidian.gateway import Gateway
from yidian.refusal import Refused

AUTHORITY = "演示处置权限 demo authority"
OVERTAKEN = 409
"""The hold has ended in the meantime."""


class Officers:
    """One officer per agency that decides. A hold is decided once."""

    def __init__(self, connection: Connection, cases: Iterable[Case]) -> None:
        self._stack = ExitStack()
        self._desks = {
            agency: self._stack.enter_context(Gateway(connection.url, connection.with_role(f"officer:{agency}").key))
            for agency in ("inspection", "forex")
        }
        self._cases = {(case.parcel.deal.platform.code, case.parcel.deal.order_no): case for case in cases}
        self._decided: set[str] = set()

    def __enter__(self) -> "Officers":
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def work(self) -> int:
        """Decide the holds that are open and return how many that were."""
        decided = 0
        for agency, desk in self._desks.items():
            for hold in desk.held():
                case = self._cases.get((hold["platform_code"], hold["order_no"]))
                if case is None or hold["hold_id"] in self._decided:
                    continue
                action = action_on(case, agency, hold["reason"]["code"])
                if action is None:
                    continue
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
                self._decided.add(hold["hold_id"])
                decided += 1
        return decided
