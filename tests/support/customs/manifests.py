"""Builders of the parts of bills, and customs.manifests in memory."""

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any, TypeVar

import pytest

from contracts import topics
from contracts.common import FindingAction, FindingRecorded, Judgement, ParameterSet
from contracts.customs import (
    BillFinding,
    BillTallied,
    DocumentConcluded,
    DocumentJudged,
    EnterpriseRegistered,
    ParcelMoved,
    SiteRegistered,
)
from contracts.customs_manifests import Bill
from contracts.trade import (
    ArrivalLine,
    ArrivalSubmitted,
    DepartureLine,
    DepartureSubmitted,
    MasterListLine,
    MasterListSubmitted,
)
from customs.manifests import desk, recording, working
from customs.manifests.processor import MANIFESTS, found, key_of, submitted, woken
from mesh.declared.dates import china_time
from mesh.declared.keys import number_key
from mesh.declared.processor import Context, Effects, Emit, Record, Step, WakeAt, Woken
from mesh.declared.registers import Registers
from mesh.testing.bench import Bench
from tests.support.customs.builders import AGENT, CARRIER, TEN_O_CLOCK, sent
from tests.support.customs.registers import OPERATOR
from tests.support.customs.world import registers

BILL = "78412345675"
KEY = f"BILL|{CARRIER}|{BILL}"
HOUR_MS, DAY_MS = 3_600_000, 86_400_000
R = TypeVar("R", bound=Record)
WANTED = (ParameterSet, EnterpriseRegistered, SiteRegistered)
Part = MasterListSubmitted | ArrivalSubmitted | DepartureSubmitted


def parcels(*numbers: int) -> tuple[str, ...]:
    """Return waybill numbers."""
    return tuple(f"EX{number}" for number in numbers)


def a_master_list(waybills: Iterable[str] = parcels(1, 2), part_no: int = 1, **changes: Any) -> MasterListSubmitted:
    """A part of the master list of the default bill, the only one."""
    fields = {
        "agent_code": AGENT,
        "agent_name": "示例申报",
        "transport_mode": "5",
        "transport_name": "B-1234",
        "voyage_no": "CA101",
        "bill_no": BILL,
        "gross_weight_kg_e5": 1_000_000,
        "lines": tuple(MasterListLine(gnum=gnum, waybill_no=one) for gnum, one in enumerate(waybills, start=1)),
    }
    return _part(MasterListSubmitted, f"M-{part_no}", part_no, fields, changes)  # type: ignore[no-any-return]


def an_arrival(waybills: Iterable[str] = parcels(1, 2), part_no: int = 1, **changes: Any) -> ArrivalSubmitted:
    """A part of the arrival of the default bill, the only one; with `bill_no` None post."""
    fields = {
        "operator_code": OPERATOR,
        "operator_name": "示例场站",
        "ie_flag": "E",
        "transport_mode": "5",
        "bill_no": BILL,
        "domestic_transport_no": "粤A12345",
        "lines": tuple(ArrivalLine(gnum=gnum, waybill_no=one) for gnum, one in enumerate(waybills, start=1)),
    }
    return _part(ArrivalSubmitted, f"A-{part_no}", part_no, fields, changes)  # type: ignore[no-any-return]


def a_departure(waybills: Iterable[str] = parcels(1, 2), part_no: int = 1, **changes: Any) -> DepartureSubmitted:
    """A part of the departure of the default bill, the only one; with `bill_no` None post."""
    fields = {
        "transport_mode": "5",
        "bill_no": BILL,
        "departure_time": china_time(changes.get("accepted_at_ms", TEN_O_CLOCK) - 60_000),
        "lines": tuple(DepartureLine(gnum=gnum, waybill_no=one) for gnum, one in enumerate(waybills, start=1)),
    }
    return _part(DepartureSubmitted, f"D-{part_no}", part_no, fields, changes)  # type: ignore[no-any-return]


def _part(kind: type[Any], cop_no: str, part_no: int, fields: dict[str, Any], changes: dict[str, Any]) -> Any:
    common = {
        "person_digests": (),
        "customs_code": "5141",
        "cop_no": cop_no,
        "carrier_code": CARRIER,
        "carrier_name": "示例物流",
        "part_count": 1,
        "part_no": part_no,
    }
    return sent(kind, common | fields, changes)


def a_release(bill_no: str = BILL, **changes: Any) -> BillFinding:
    """An officer's finding that releases the hold of a bill."""
    fields: dict[str, Any] = {
        "finding_id": "finding-1",
        "agency": "customs",
        "declaration_id": "declaration-1",
        "revision": 1,
        "hold_id": number_key("BILL", CARRIER, bill_no),
        "action": FindingAction.RELEASE,
        "officer": "officer-1",
        "authority": "test",
        "reason": "已核对",
        "found_at_ms": TEN_O_CLOCK + HOUR_MS,
    }
    return BillFinding(carrier_code=CARRIER, bill_no=bill_no, finding=FindingRecorded(**{**fields, **changes}))


class Told(ABC):
    """What the processor has told, in order."""

    def __init__(self) -> None:
        self.told: list[Emit] = []

    @abstractmethod
    def take(self, part: Part | BillFinding, cause_id: str | None = None) -> None:
        """Let the processor have a part or a finding, and nothing more."""

    @abstractmethod
    def tick(self, at_ms: int) -> None:
        """Let time reach an instant."""

    @abstractmethod
    def go_on(self, at_ms: int, most: int) -> None:
        """Let time reach an instant, and as many timers run as the processor may be kept from running more."""

    @abstractmethod
    def get(self, kind: type[R], key: str) -> R | None:
        """Return a record of the state."""

    def give(self, *parts: Part | BillFinding) -> list[Any]:
        """Let the processor have parts or findings, then time enough to go on; return the records that it published."""
        before = len(self.told)
        for part in parts:
            self.take(part)
            self.tick(when(part))
        return [emit.record for emit in self.told[before:]]

    def answers(self) -> list[str]:
        """Return the statuses of all answers at once, in order."""
        return [emit.record.judgement.return_status for emit in self.told if isinstance(emit.record, DocumentJudged)]

    def judgements(self, part: Part) -> list[Judgement]:
        """Return what was said of a document, in order."""
        said = [emit.record for emit in self.told if isinstance(emit.record, DocumentJudged | DocumentConcluded)]
        return [one.judgement for one in said if one.judgement.document.document_id == part.document_id]

    def statuses(self, part: Part) -> list[str]:
        """Return the statuses of a document, in order."""
        return [judgement.return_status for judgement in self.judgements(part)]

    def moved(self) -> dict[str, list[str]]:
        """Return the movements of each parcel, in order."""
        moved: dict[str, list[str]] = defaultdict(list)
        for one in self.movements():
            moved[one.waybill_no].append(one.movement.value)
        return dict(moved)

    def movements(self) -> list[ParcelMoved]:
        """Return all movements, in order."""
        return [emit.record for emit in self.told if isinstance(emit.record, ParcelMoved)]

    def standing(self, enterprise_code: str = CARRIER) -> BillTallied:
        """Return how the default bill stands for an enterprise."""
        tallies = [emit.record for emit in self.told if isinstance(emit.record, BillTallied)]
        return [one for one in tallies if one.enterprise_code == enterprise_code][-1]

    def bill(self, key: str = KEY) -> Bill:
        """Return what is kept of a bill."""
        bill = self.get(Bill, key)
        assert bill is not None
        return bill


class Bills(Told):
    """The processor alone, through the engine, on the registers as deployed and those of the builders."""

    def __init__(self) -> None:
        super().__init__()
        self.bench = Bench(MANIFESTS, registers=looked_up())

    def take(self, part: Part | BillFinding, cause_id: str | None = None) -> None:
        topic = topics.CUSTOMS_BILL_FINDINGS if isinstance(part, BillFinding) else topics.TRADE_MANIFESTS
        self.told += self.bench.send(topic, part, key=where(part).encode(), at_ms=when(part), cause_id=cause_id)

    def tick(self, at_ms: int) -> None:
        self.told += self.bench.tick(at_ms)

    def go_on(self, at_ms: int, most: int) -> None:
        self.tick(at_ms)

    def get(self, kind: type[R], key: str) -> R | None:
        return self.bench.get(kind, key)


class Steps(Told):
    """The steps of the processor one by one: documents may come between those that go on with a bill."""

    def __init__(self) -> None:
        super().__init__()
        self.registers = Registers(looked_up())
        self.records: dict[tuple[type[Record], str], Record] = {}
        self.timers: list[tuple[int, int, str]] = []
        self.sizes: list[int] = []
        self._causes = count()

    def take(self, part: Part | BillFinding, cause_id: str | None = None) -> None:
        step: Step = found if isinstance(part, BillFinding) else submitted
        self._apply(step(self, part, self._context(when(part), cause_id, where(part))))

    def tick(self, at_ms: int) -> None:
        while self.timers and self.timers[0][0] <= at_ms:
            self.go_on(at_ms, 1)

    def go_on(self, at_ms: int, most: int) -> None:
        for _ in range(most):
            if self.timers and self.timers[0][0] <= at_ms:
                due_ms, _, key = self.timers.pop(0)
                self._apply(woken(self, Woken(key, due_ms), self._context(due_ms, None, key)))

    def get(self, kind: type[R], key: str) -> R | None:
        return self.records.get((kind, key))  # type: ignore[return-value]

    def _context(self, at_ms: int, cause_id: str | None, key: str) -> Context:
        cause = f"cause-{next(self._causes)}" if cause_id is None else cause_id
        return Context(
            at_ms=at_ms, cause_id=cause, key=key.encode(), partition=0, partitions=4, registers=self.registers
        )

    def _apply(self, effects: Effects) -> None:
        for key, record in effects.puts:
            self.records[type(record), key] = record
        for kind, key in effects.deletes:
            del self.records[kind, key]
        self.told += [one for one in effects.outputs if isinstance(one, Emit)]
        asked = [(one.at_ms, next(self._causes), one.key) for one in effects.outputs if isinstance(one, WakeAt)]
        self.timers = sorted([*self.timers, *asked])
        self.sizes.append(len(effects.puts) + len(effects.deletes) + len(effects.outputs))


def when(part: Part | BillFinding) -> int:
    """Return when a part was accepted, or a finding made: ms UTC."""
    return part.finding.found_at_ms if isinstance(part, BillFinding) else part.accepted_at_ms


def where(part: Part | BillFinding) -> str:
    """Return the key of the bill."""
    return number_key("BILL", part.carrier_code, part.bill_no) if isinstance(part, BillFinding) else key_of(part)


@contextmanager
def pages_of(most: int) -> Iterator[None]:
    """Let pages, and what a step works beside the lines of its message, be as small as this."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (desk, recording, working):  # source and compiled code look it up in different places
            patch.setattr(module, "PAGE", most)
        yield


def looked_up() -> tuple[Any, ...]:
    """Return the entries of the registers that the processor looks up."""
    return tuple(one for one in registers() if isinstance(one, WANTED))
