"""
The desk on which one step works: a bill, its parts and parcels, and what the step causes.

Records are small and numbered, so that a step reads and writes what it is about, however large the bill is.
"""

from typing import Final, TypeVar

from msgspec.structs import replace

from contracts import topics
from contracts.common import DocumentType, Judgement
from contracts.customs import DocumentConcluded, DocumentJudged, Movement, ParcelMoved
from contracts.customs_manifests import Bill, Page, Parcel, Part, Series
from customs.serials import Serials
from mesh.declared.dates import china_date
from mesh.declared.keys import number_key, order_key
from mesh.declared.processor import Context, Effects, Emit, Output, Record, State, WakeAt
from mesh.declared.registers import Registers

R = TypeVar("R", bound=Record)
PAGE = 1_000
"""Waybill numbers of a page, and entries that a step works beside the lines of its message."""
BILL: Final = "BILL"
UNMOVED: Final = Parcel(
    listed=0, arrived=0, departing=0, listed_in=None, arrived_in=None, departs_in=None, departs_at_ms=0, told=None,
    departed_at_ms=0,
)  # fmt: skip


class Desk:
    """State of one bill as the step sees it. key: of the bill. Invariant: what is read comes back as last put."""

    __slots__ = ("_before", "_outputs", "_serials", "_state", "_written", "bill", "context", "is_forgotten", "key")

    def __init__(self, state: State, context: Context, key: str, carrier_code: str = "", at_ms: int = 0) -> None:
        self.context, self.key, self._state = context, key, state
        self._before = state.get(Bill, key)
        kind, _, rest = key.partition("|")
        self.bill = self._before or Bill(
            carrier_code=carrier_code,
            bill_no=rest.removeprefix(f"{carrier_code}|") if kind == BILL else None,
            opened_at_ms=at_ms,
            touched_at_ms=at_ms,
            forgets_at_ms=0,
            series=(),
            listed=0,
            arrived=0,
            matched=0,
            departed=0,
            held=False,
            released=False,
            settled_at_ms=0,
            wakes_at_ms=0,
            work=(),
        )
        self._written: dict[tuple[type[Record], str], Record | None] = {}
        self._serials = Serials(state, context)
        self.is_forgotten = False
        self._outputs: list[Output] = []

    @property
    def registers(self) -> Registers:
        """Return what rules look up."""
        return self.context.registers

    @property
    def before(self) -> Bill | None:
        """Return the bill before the step."""
        return self._before

    @property
    def is_on_file(self) -> bool:
        """Whether anything of the bill has been recorded."""
        return self._before is not None

    # --- records ---

    def series(self, document_type: DocumentType, issuer_code: str) -> Series | None:
        """Return the parts of one kind by one issuer, None if it has not begun."""
        for series in self.bill.series:
            if series.document_type is document_type and series.issuer_code == issuer_code:
                return series
        return None

    def put_series(self, series: Series) -> None:
        """Lay a series back, or at the end."""
        others = self.bill.series
        for at, former in enumerate(others):
            if former.document_type is series.document_type and former.issuer_code == series.issuer_code:
                self.put_bill(series=(*others[:at], series, *others[at + 1 :]))
                return
        self.put_bill(series=(*others, series))

    def put_bill(self, **changes: object) -> None:
        """Change fields of the bill."""
        self.bill = replace(self.bill, **changes)

    def part(self, document_type: DocumentType, issuer_code: str, part_no: int) -> Part | None:
        """Return a part, or what was answered to one that is not on file."""
        return self._get(Part, self._part_key(document_type, issuer_code, part_no))

    def put_part(self, document_type: DocumentType, issuer_code: str, part_no: int, part: Part) -> None:
        """Lay a part back."""
        self._put(Part, self._part_key(document_type, issuer_code, part_no), part)

    def drop_part(self, document_type: DocumentType, issuer_code: str, part_no: int) -> None:
        """Forget a part and its answer."""
        self._put(Part, self._part_key(document_type, issuer_code, part_no), None)

    def page(self, document_type: DocumentType, issuer_code: str, part_no: int, page_no: int) -> tuple[str, ...]:
        """Return the waybill numbers of a page of a part; none of one that is not there."""
        page = self._get(Page, f"{self._part_key(document_type, issuer_code, part_no)}|{page_no}")
        return () if page is None else page.waybills

    def put_page(
        self, document_type: DocumentType, issuer_code: str, part_no: int, page_no: int, waybills: tuple[str, ...]
    ) -> None:
        """Lay a page back, or take an empty one away."""
        key = f"{self._part_key(document_type, issuer_code, part_no)}|{page_no}"
        self._put(Page, key, Page(waybills=waybills) if waybills else None)

    def parcel(self, waybill_no: str) -> Parcel:
        """Return a parcel of the bill; one that nothing names if there is none."""
        return self._get(Parcel, self._parcel_key(waybill_no)) or UNMOVED

    def put_parcel(self, waybill_no: str, parcel: Parcel) -> None:
        """Lay a parcel back, and count it; one that nothing names and of which nothing was told is forgotten."""
        key = self._parcel_key(waybill_no)
        before = self._get(Parcel, key) or UNMOVED
        bill = self.bill
        listed, arrived = (parcel.listed > 0) - (before.listed > 0), (parcel.arrived > 0) - (before.arrived > 0)
        matched = _is_matched(parcel) - _is_matched(before)
        departed = (parcel.departed_at_ms > 0) - (before.departed_at_ms > 0)
        if listed or arrived or matched or departed:
            self.bill = replace(
                bill,
                listed=bill.listed + listed,
                arrived=bill.arrived + arrived,
                matched=bill.matched + matched,
                departed=bill.departed + departed,
            )
        is_known = parcel.listed or parcel.arrived or parcel.departing or parcel.told or parcel.departed_at_ms
        self._put(Parcel, key, parcel if is_known else None)

    def draw(self, letter: str, at_ms: int) -> str:
        """Return the next preNo: letter, day in China, and nine digits of counter and partition."""
        return self._serials.draw(f"{letter}{china_date(at_ms).replace('-', '')}")

    # --- what the step causes ---

    def judge(self, judgement: Judgement) -> None:
        """Publish the answer to a submission."""
        self._emit(topics.CUSTOMS_MANIFEST_DOCUMENTS, self.key, DocumentJudged(judgement=judgement))

    def conclude(self, judgement: Judgement) -> None:
        """Publish what became of a part."""
        self._emit(topics.CUSTOMS_MANIFEST_DOCUMENTS, self.key, DocumentConcluded(judgement=judgement))

    def move(self, waybill_no: str, movement: Movement, document_id: str, moved_at_ms: int, **said: object) -> None:
        """Tell a parcel how it stands."""
        carrier = self.bill.carrier_code
        moved = ParcelMoved(
            carrier_code=carrier,
            waybill_no=waybill_no,
            movement=movement,
            bill_no=self.bill.bill_no,
            moved_at_ms=moved_at_ms,
            document_id=document_id,
            **{"reasons": (), **said},  # type: ignore[arg-type]
        )
        self._emit(topics.CUSTOMS_MOVEMENTS, number_key("WAYBILL", carrier, waybill_no), moved)

    def wake(self, at_ms: int) -> None:
        """Ask to look at this bill again."""
        self._outputs.append(WakeAt(at_ms, self.key))

    def emit_standing(self, key: str, record: Record) -> None:
        """Publish how the bill stands for an enterprise."""
        self._emit(topics.CUSTOMS_BILLS, key, record)

    def forget(self) -> None:
        """Forget the bill itself."""
        self.is_forgotten = True

    @property
    def is_changed(self) -> bool:
        """Whether the step has changed the bill."""
        return self.bill != self._before and (self._before is not None or bool(self.bill.series))

    def effects(self) -> Effects:
        """Return all that the step changed and causes."""
        puts: list[tuple[str, Record]] = [(self.key, self.bill)] if self.is_changed and not self.is_forgotten else []
        puts += [(key, record) for (_, key), record in self._written.items() if record is not None]
        puts += self._serials.puts()
        deletes: tuple[tuple[type[Record], str], ...] = tuple(
            (kind, key)
            for (kind, key), record in self._written.items()
            if record is None and self._state.get(kind, key) is not None
        )
        if self.is_forgotten and self._before is not None:
            deletes += ((Bill, self.key),)
        return Effects(tuple(puts), deletes, tuple(self._outputs))

    def _emit(self, topic: str, key: str, record: Record) -> None:
        self._outputs.append(Emit(topic, key.encode(), record))

    def _part_key(self, document_type: DocumentType, issuer_code: str, part_no: int) -> str:
        return f"{self.key}|{document_type.value}|{issuer_code}|{part_no}"

    def _parcel_key(self, waybill_no: str) -> str:
        return f"{self.key}|{order_key(waybill_no)}"

    def _get(self, kind: type[R], key: str) -> R | None:
        at = kind, key
        if at in self._written:
            return self._written[at]  # type: ignore[return-value]
        return self._state.get(kind, key)

    def _put(self, kind: type[Record], key: str, record: Record | None) -> None:
        self._written[kind, key] = record


def _is_matched(parcel: Parcel) -> bool:
    return parcel.listed > 0 and parcel.arrived > 0
