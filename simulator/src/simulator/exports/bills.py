"""A bill: parcels of one carrier at one site, and the parts of its master list, its arrival and its departure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypedDict, Unpack

from simulator.documents import Document
from simulator.exports.documents import head, lines_of, stamp
from simulator.exports.papers import Finding, Paper, Phase, answers
from simulator.exports.trade import ExportParcel, ExportTrade, Site
from simulator.world import Party

DONE = ("2", "399")
SITES, ANY_MODE = {"9610": "5141E002", "1210": "3105B001"}, "5141E001"
"""The site at which a bill of one trade mode arrives, and that of others."""
KINDS = {"M": "master-list", "A": "arrival", "D": "departure"}


class How(TypedDict, total=False):
    """
    How a part goes out: in which phase, as which of how many, added (1) or changed (2).

    overdue: the answer that its deadline brings. at: when, if not at its phase of the bill's day. agent: how many after
    the bill's own the one is who lists it.
    """

    phase: Phase
    part: int
    of: int
    operation: str
    overdue: str
    at: datetime
    agent: int


@dataclass(eq=False, slots=True)
class Bill:
    """The parcels of a bill and its papers; with `bill_no` None they go by post. cop: in the numbers of its parts."""

    trade: ExportTrade
    day: int
    carrier: Party
    site: Site
    bill_no: str | None
    parcels: list[ExportParcel]
    papers: list[Paper] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    cop: str = ""

    @property
    def waybills(self) -> list[str]:
        """The waybill numbers of its parcels."""
        return [parcel.deal.waybill_no for parcel in self.parcels]

    @property
    def _courier(self) -> str:
        return self.trade.courier(self.carrier)

    def listed(self, waybills: Sequence[str], told: Iterable[str] = DONE, **how: Unpack[How]) -> Paper:
        """Add a part of the master list (CEB607)."""
        agents = self.trade.world.agents
        agent = agents[(int(self.cop) + how.get("agent", 0)) % len(agents)]
        own = {
            "agentCode": agent.code, "agentName": agent.name, "trafMode": "5", "trafName": "B-9901",
            "voyageNo": f"EX{self.day:02}", "billNo": self.bill_no, "grossWeight": "1000",
        }  # fmt: skip
        return self._part("M", own, waybills, told, self._courier, how)

    def arrived(
        self, waybills: Sequence[str], told: Iterable[str] = DONE, site: Site | None = None, **how: Unpack[How]
    ) -> Paper:
        """Add a part of the arrival (CEB507) at the bill's site, or at another."""
        there = site or self.site
        own = {
            "operatorCode": there.operator_code, "operatorName": there.operator_name, "loctNo": there.code,
            "ieFlag": "E", "trafMode": "5", "domesticTrafNo": "演A99001",
        }  # fmt: skip
        if self.bill_no:
            own["billNo"] = self.bill_no
        return self._part("A", own, waybills, told, there.operator_code, how)

    def departed(self, waybills: Sequence[str], told: Iterable[str] = DONE, **how: Unpack[How]) -> Paper:
        """Add a part of the departure (CEB509)."""
        own = {"trafMode": "5", "trafName": "B-9901", "voyageNo": f"EX{self.day:02}"}
        if self.bill_no:
            own["billNo"] = self.bill_no
        return self._part("D", own, waybills, told, self._courier, {"phase": Phase.DEPARTED, **how})

    def leaves(self, waybills: Sequence[str] | None = None) -> None:
        """Add one part of each: all is listed, arrives and departs."""
        numbers = self.waybills if waybills is None else list(waybills)
        if self.bill_no:
            self.listed(numbers)
        self.arrived(numbers)
        self.departed(numbers)

    def is_released_later(self) -> None:
        """Say that its parcels are released by what comes after their master list and arrival."""
        for parcel in self.parcels:
            parcel.listed.told = tuple(
                each._replace(phase=Phase.LISTED_AGAIN) if each.status == "800" else each for each in parcel.listed.told
            )

    def _part(
        self, letter: str, own: Document, waybills: Sequence[str], told: Iterable[str], sender: str, how: How
    ) -> Paper:
        phase, part = how.get("phase", Phase.LISTED), how.get("part", 1)
        when = how.get("at", self.trade.at(self.day, phase))
        document = {
            **head(KINDS[letter], self.trade.guid(), when, how.get("operation", "1")),
            "customsCode": self.site.customs_code, "copNo": f"{letter}{self.cop}{part:02}",
            "logisticsCode": self.carrier.code, "logisticsName": self.carrier.name, "msgCount": how.get("of", 1),
            "msgSeqNo": part, **own, "lines": lines_of(waybills),
        }  # fmt: skip
        if letter == "D":
            document["leaveTime"] = stamp(when)
        paper = Paper(
            document, sender, phase, when, answers(*told, overdue=how.get("overdue"), phase=Phase.BILLS_OVERDUE)
        )
        self.papers.append(paper)
        return paper


def of(trade: ExportTrade, day: int, size: int, *, by_post: bool = False, **deal: Any) -> Bill:
    """Make a bill of sound parcels, all of one carrier, at a site that takes what they are."""
    carrier = trade.random.choice(trade.world.couriers)
    site = trade.sites[SITES.get(str(deal.get("mode")), ANY_MODE)]
    serial = trade.serial()
    parcels = [trade.parcel(day, carrier, **deal) for _ in range(size)]
    bill_no = None if by_post else f"999-{serial}"
    return Bill(trade, day, carrier, site, bill_no, parcels, cop=serial)
