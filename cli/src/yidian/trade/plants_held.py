"""Planted cases on ledgers, licences and alerts, and cancellations: what agencies hold and officers decide."""

from decimal import Decimal

from yidian.trade.case import ACCEPTED, RELEASED, Case, Outcome, Plant, Stage, Step, held, refused, rejected, steps
from yidian.trade.documents import Document, Line
from yidian.trade.parcel import Parcel, Trade

ANNUAL_LIMIT = "-621018"
GUARANTEE = "99301"
LICENCE = "99401"
OFFICER = "1300"


def _worth(trade: Trade, price: int) -> tuple[Line, ...]:
    return (Line(trade.bag(), 1, Decimal(price)),)


def annual_limit(trade: Trade) -> list[Case]:
    """Let one buyer order for 24,500 and once more for 4,900: the last is over 26,000."""
    buyer = trade.person()
    cases = []
    for place in range(6):
        parcel = trade.parcel(lines=_worth(trade, 4900), buyer=buyer, freight=Decimal(0))
        stage, outcome = (Stage.SECOND, refused(ANNUAL_LIMIT)) if place == 5 else (Stage.FIRST, RELEASED)
        cases.append(Case("annual-limit", parcel, steps(*parcel.documents, stage=stage), outcome))
    return cases


def annual_limit_contested(trade: Trade) -> list[Case]:
    """Let one buyer order for 19,600 and then twice 4,800 at once: exactly one of the two is over 26,000."""
    buyer = trade.person()
    cases = []
    for _ in range(4):
        parcel = trade.parcel(lines=_worth(trade, 4900), buyer=buyer, freight=Decimal(0))
        cases.append(Case("annual-limit-contested", parcel, steps(*parcel.documents)))
    for outcome in (RELEASED, refused(ANNUAL_LIMIT)):
        parcel = trade.parcel(lines=_worth(trade, 4800), buyer=buyer, freight=Decimal(0))
        sent = steps(*parcel.documents, stage=Stage.SECOND)
        cases.append(Case("annual-limit-contested", parcel, sent, outcome, contest=buyer.id_number))
    return cases


def _short(trade: Trade) -> Parcel:
    merchant = trade.world.short_of_guarantee
    return trade.parcel(merchant=merchant, guarantor=merchant)


def guarantee_short(trade: Trade) -> list[Case]:
    """Let a merchant guarantee whose guarantee is smaller than any tax."""
    parcel = _short(trade)
    return [Case("guarantee-short", parcel, steps(*parcel.documents), held(GUARANTEE))]


def licence_expired(trade: Trade) -> list[Case]:
    """Pay through an institution whose licence has expired."""
    parcel = trade.parcel(institution=trade.world.unlicensed)
    return [Case("licence-expired", parcel, steps(*parcel.documents), held(LICENCE))]


def licence_overlooked(trade: Trade) -> list[Case]:
    """The same, released by an officer of foreign exchange."""
    parcel = trade.parcel(institution=trade.world.unlicensed)
    return [Case("licence-overlooked", parcel, steps(*parcel.documents), finding=("forex", "RELEASE"))]


def _alerted(name: str, action: str, outcome: Outcome, trade: Trade) -> list[Case]:
    good = trade.alerted_good()
    parcel = trade.parcel(lines=(Line(good, 2, good.price),))
    return [Case(name, parcel, steps(*parcel.documents), outcome, finding=("inspection", action))]


def shipped_back(trade: Trade) -> list[Case]:
    """Ship goods under an alert: an inspector has them shipped back."""
    return _alerted("alert-shipped-back", "SHIP_BACK", Outcome("700", frozenset({OFFICER})), trade)


def treated(trade: Trade) -> list[Case]:
    """Ship goods under an alert: an inspector has them treated and released."""
    return _alerted("alert-treated", "TREAT", RELEASED, trade)


def cancellation(parcel: Parcel, guid: str, list_no: str = "") -> Document:
    """Write a cancellation (CEB623); the list number is filled in when customs has given it."""
    same = (
        "orderNo", "ebpCode", "ebpName", "ebcCode", "ebcName", "logisticsNo", "logisticsCode", "logisticsName", "copNo",
        "customsCode", "buyerIdType", "buyerIdNumber", "buyerName", "buyerTelephone", "agentCode", "agentName",
    )  # fmt: skip
    fields = {key: parcel.declaration[key] for key in same}
    head = {"type": "cancellation", "guid": guid, "appType": "1", "appTime": "20241111101500", "appStatus": "2"}
    return head | fields | {"invtNo": list_no, "reason": "买方取消订单"}


def cancelled_while_held(trade: Trade) -> list[Case]:
    """Cancel a list that waits for its guarantee."""
    parcel = _short(trade)
    cancel = Step(Stage.FOLLOW_UP, cancellation(parcel, trade.guid()), ACCEPTED)
    return [Case("cancelled-while-held", parcel, (*steps(*parcel.documents), cancel), Outcome("cancelled"))]


def cancelled_too_late(trade: Trade) -> list[Case]:
    """Cancel a list that is released."""
    parcel = trade.parcel()
    cancel = Step(Stage.FOLLOW_UP, cancellation(parcel, trade.guid()), rejected("-623005"))
    return [Case("cancelled-too-late", parcel, (*steps(*parcel.documents), cancel))]


def cancelled_unknown(trade: Trade) -> list[Case]:
    """Cancel a list that customs has never seen."""
    parcel = trade.parcel()
    unknown = cancellation(parcel, trade.guid(), "51412024I999999999") | {"orderNo": parcel.deal.order_no + "X"}
    return [
        Case(
            "cancelled-unknown",
            parcel,
            (*steps(*parcel.documents), Step(Stage.FOLLOW_UP, unknown, rejected("-623003"))),
        )
    ]


HELD: tuple[Plant, ...] = (
    Plant("annual-limit", 26, "sixth order of one buyer over 26,000", 0.2, annual_limit, 6),
    Plant("annual-limit-contested", 26, "two orders compete for the rest of 26,000", 0.2, annual_limit_contested, 6),
    Plant("guarantee-short", 27, "guarantee too small", 1.0, guarantee_short),
    Plant("licence-expired", 28, "licence of the institution expired", 1.0, licence_expired),
    Plant("licence-overlooked", 28, "licence expired, released by an officer", 0.6, licence_overlooked),
    Plant("alert-shipped-back", 29, "alert, shipped back", 0.8, shipped_back),
    Plant("alert-treated", 29, "alert, treated and released", 0.6, treated),
    Plant("cancelled-while-held", 30, "cancelled at 300", 0.4, cancelled_while_held),
    Plant("cancelled-too-late", 30, "cancelled after release", 0.4, cancelled_too_late),
    Plant("cancelled-unknown", 30, "unknown list cancelled", 0.4, cancelled_unknown),
)
