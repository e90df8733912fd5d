"""Requests to consolidate the lists of a month (CEB701), and which closed lists each of them takes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from simulator.exports.documents import RETAIL, SPECIAL_AREA, head, stamp
from simulator.exports.papers import Paper, Phase, answers
from simulator.exports.plants.plant import PlantedExport
from simulator.exports.trade import ExportParcel, ExportTrade
from simulator.world import Party

CONSOLIDATED = (RETAIL, SPECIAL_AREA)
BY_PERIOD, BY_LISTS, AT_THE_LAST = range(3)
"""The merchants of the world who ask, each otherwise; what of the others has left is consolidated unasked."""
SOME_LISTS = 5
ASKED = {
    Phase.ASKED: datetime.fromisoformat("2026-01-10T10:00:00+08:00"),
    Phase.ASKED_AGAIN: datetime.fromisoformat("2026-01-10T12:00:00+08:00"),
}
LAST_SECOND = datetime.fromisoformat("2026-01-15T23:59:59+08:00")
DUE = {
    "2025-10": datetime.fromisoformat("2025-11-18T00:00:00+08:00"),
    "2025-12": datetime.fromisoformat("2026-01-16T00:00:00+08:00"),
    "2026-01": datetime.fromisoformat("2026-02-25T00:00:00+08:00"),
}
"""
When what is left of a month is consolidated unasked: after the end of the 15th, or of the first working day after it.

15 November 2025 is a Saturday; from 15 to 23 February 2026 is Spring Festival.
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request. name: of its plant. lists: that it names; of one by period None, and `begin` and `end` of that."""

    name: str
    paper: Paper
    merchant: Party
    lists: tuple[Paper, ...] | None = None
    begin: datetime | None = None
    end: datetime | None = None

    @property
    def cop_no(self) -> str:
        """Number of the request."""
        return str(self.paper.document["copNo"])

    def takes(self, parcel: ExportParcel, left: datetime) -> bool:
        """Whether it takes a list that is to be consolidated; nothing where it is refused."""
        if self.paper.told[-1].status != "399" or parcel.deal.merchant != self.merchant:
            return False
        if self.lists is not None:
            return parcel.listed in self.lists
        return self.begin is not None and self.end is not None and self.begin <= left <= self.end


def is_to_be_consolidated(parcel: ExportParcel) -> bool:
    """Whether a list is consolidated once its goods have left: flag B, modes 9610 and 1210."""
    return parcel.deal.flag == "B" and parcel.deal.mode in CONSOLIDATED


def requests(trade: ExportTrade, planted: Sequence[PlantedExport], left: Mapping[Paper, datetime]) -> Iterator[Asked]:
    """Make the requests of three merchants, and those that must be refused."""
    merchants = trade.world.merchants
    begin, end = _period(trade)
    yield _of_period(trade, "by-period", merchants[BY_PERIOD], begin, end, _at(trade, Phase.ASKED))
    own = [parcel for one in planted for parcel in one.parcels if parcel.deal.merchant == merchants[BY_LISTS]]
    closed = [parcel.listed for parcel in own if parcel.listed in left and is_to_be_consolidated(parcel)]
    merchant, named = merchants[BY_LISTS], closed[:SOME_LISTS]
    yield _of_lists(trade, "by-lists", merchant, named, Phase.ASKED, ("2", "399"))
    unclosed = [parcel.listed for parcel in own if parcel.listed.told[-1].status == "399"]
    simple = [parcel.listed for parcel in own if parcel.listed in left and parcel.deal.flag == "A"]
    yield _of_lists(trade, "consolidated-already", merchant, named[:1], Phase.ASKED_AGAIN, ("-703004",))
    yield _of_lists(trade, "list-unclosed", merchant, unclosed[:1], Phase.ASKED_AGAIN, ("-703002",))
    yield _of_lists(trade, "list-simplified", merchant, simple[:1], Phase.ASKED_AGAIN, ("-703003",))
    if trade.calendar.is_month:
        yield _of_period(trade, "by-period", merchants[AT_THE_LAST], begin, end, LAST_SECOND)


def _period(trade: ExportTrade) -> tuple[datetime, datetime]:
    """Return first and last second of what is asked for: the month, or the one day and the next."""
    begin = trade.calendar.start.replace(hour=0, minute=0, second=0)
    days = 31 if trade.calendar.is_month else 2
    return begin, begin + timedelta(days=days, seconds=-1)


def _at(trade: ExportTrade, phase: Phase) -> datetime:
    return ASKED[phase] if trade.calendar.is_month else trade.calendar.at(0, phase)


def _of_period(trade: ExportTrade, name: str, merchant: Party, begin: datetime, end: datetime, at: datetime) -> Asked:
    period = {"startTime": stamp(begin), "endTime": stamp(end)}
    paper = Paper(
        _head(trade, merchant, at) | period | {"lines": []}, _courier(trade), Phase.ASKED, at, answers("2", "399")
    )
    return Asked(name, paper, merchant, begin=begin, end=end)


def _of_lists(
    trade: ExportTrade, name: str, merchant: Party, lists: Iterable[Paper], phase: Phase, told: Sequence[str]
) -> Asked:
    named, at = tuple(lists), _at(trade, phase)
    document = _head(trade, merchant, at) | {"lines": [{"invtNo": ""} for _ in named]}
    return Asked(name, Paper(document, _courier(trade), phase, at, answers(*told), named), merchant, lists=named)


def _courier(trade: ExportTrade) -> str:
    return trade.world.couriers[0].code


def _head(trade: ExportTrade, merchant: Party, at: datetime) -> dict[str, object]:
    agent = trade.world.agents[0]
    return {
        **head("consolidation", trade.guid(), at), "customsCode": "5141", "copNo": f"ES{trade.serial()}",
        "agentCode": agent.code, "agentName": agent.name, "ebcCode": merchant.code, "ebcName": merchant.name,
        "declAgentCode": agent.code, "declAgentName": agent.name, "summaryFlag": "1", "itemNameFlag": "0",
        "msgCount": 1, "msgSeqNo": 1,
    }  # fmt: skip
