"""Planted cancellations (CEB623): in time, too late, and of a list that nobody knows."""

from simulator.case import ACCEPTED, Case, Outcome, Plant, Stage, Step, held, rejected, steps
from simulator.documents import Document
from simulator.parcel import Parcel, Trade
from simulator.plants.held import GUARANTEE, short_of_guarantee


def cancellation(parcel: Parcel, guid: str, list_no: str = "") -> Document:
    """Write a cancellation (CEB623); the list number is filled in when customs has given it."""
    same = (
        "orderNo", "ebpCode", "ebpName", "ebcCode", "ebcName", "logisticsNo", "logisticsCode", "logisticsName", "copNo",
        "customsCode", "buyerIdType", "buyerIdNumber", "buyerName", "buyerTelephone", "agentCode", "agentName",
    )  # fmt: skip
    fields = {key: parcel.declaration[key] for key in same}
    head = {"type": "import-cancellation", "guid": guid, "appType": "1", "appTime": "20241111101500", "appStatus": "2"}
    return head | fields | {"invtNo": list_no, "reason": "买方取消订单"}


def cancelled_while_held(trade: Trade) -> list[Case]:
    """Cancel a list that waits for its guarantee."""
    parcel = short_of_guarantee(trade)
    cancel = Step(Stage.FOLLOW_UP, cancellation(parcel, trade.guid()), ACCEPTED)
    sent = (*steps(*parcel.documents), cancel)
    return [Case("cancelled-while-held", parcel, sent, Outcome("cancelled"), passes=held(GUARANTEE))]


def cancelled_too_late(trade: Trade) -> list[Case]:
    """Cancel a list that is released."""
    parcel = trade.parcel()
    cancel = Step(Stage.FOLLOW_UP, cancellation(parcel, trade.guid()), rejected("-623005"))
    return [Case("cancelled-too-late", parcel, (*steps(*parcel.documents), cancel))]


def cancelled_unknown(trade: Trade) -> list[Case]:
    """Cancel a list that customs has never seen."""
    parcel = trade.parcel()
    unknown = cancellation(parcel, trade.guid(), "51412024I999999999") | {"orderNo": parcel.deal.order_no + "X"}
    cancel = Step(Stage.FOLLOW_UP, unknown, rejected("-623003"))
    return [Case("cancelled-unknown", parcel, (*steps(*parcel.documents), cancel))]


CANCELLED: tuple[Plant, ...] = (
    Plant("cancelled-while-held", 30, "cancelled at 300", 0.2, cancelled_while_held),
    Plant("cancelled-too-late", 30, "cancelled after release", 0.2, cancelled_too_late),
    Plant("cancelled-unknown", 30, "unknown list cancelled", 0.2, cancelled_unknown),
)
