"""
All of customs in memory: clearance, numbers and allowance, each through the real engine, wired topic to topic.

The other agencies are played by `World.agencies`: a function from a lifecycle event to decisions; by default all pass.
"""

from collections import deque
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, TypeVar

from contracts import topics
from contracts.common import Decision, Effect, FindingRef, Judgement, Reason, TaxRegime
from contracts.customs import (
    DeclarationAccepted,
    DeclarationAmended,
    DocumentJudged,
)
from contracts.customs_clearance import Declaration, Folder
from contracts.documents import BY_RECORD
from contracts.forex import ForexDecided
from contracts.inspection import InspectionDecided
from contracts.tax import DutyAssessed, GuaranteeDecided
from customs.allowance.processor import ALLOWANCE
from customs.clearance.processor import CLEARANCE
from customs.numbers.processor import NUMBERS
from deploy.register_files import read_all
from mesh.declared.keys import number_key, order_key
from mesh.declared.processor import Emit, Record
from mesh.testing.bench import Bench
from tests.support.customs.builders import TEN_O_CLOCK, Document
from tests.support.customs.registers import REGISTERED

R = TypeVar("R")
DEPLOYED = (topics.CUSTOMS_PARAMETERS, topics.CUSTOMS_POSITIVE_LIST)
Agencies = Callable[[DeclarationAccepted | DeclarationAmended], Iterable[Emit]]


@cache
def registers() -> tuple[Record, ...]:
    """The parameters and the positive list as deployed, and the invented world of the builders."""
    deployed = (entry.record for entry in read_all() if entry.topic in DEPLOYED)
    return (*deployed, *(record for _, record in REGISTERED))


def key_of(document: Any) -> bytes:
    """The message key that the gateway gives a document."""
    form = BY_RECORD[type(document)]
    kind, issuer, number = form.reference.kind, *(getattr(document, n) for n in form.reference[1:])
    for each in form.keyed_by:
        if named := getattr(document, each.number):
            return number_key(each.kind.upper(), getattr(document, each.issuer) if each.issuer else "", named).encode()
    if not form.key:
        return number_key(kind.upper(), issuer, number).encode()
    return (order_key(getattr(document, form.key)) or f"{issuer}/{number}").encode()


def decisions(
    event: DeclarationAccepted | DeclarationAmended,
    *,
    inspection: Effect = Effect.PASS,
    forex: Effect = Effect.PASS,
    assessment: Effect = Effect.PASS,
    guarantee: Effect = Effect.PASS,
    finding: FindingRef | None = None,
) -> tuple[Emit, ...]:
    """What inspection, forex and tax decide on a declaration; a held one gives a reason and a hold."""
    key = order_key(event.subject.order_no).encode()

    def decided(agency: str, effect: Effect) -> Decision:
        stops = effect in (Effect.HOLD, Effect.REFUSE)
        why = Reason(code="99900", rule_id=f"TEST-{agency}", text_zh=agency, text_en=agency)
        return Decision(
            declaration_id=event.subject.declaration_id,
            revision=event.subject.revision,
            effect=effect,
            reasons=(why,) if stops else (),
            rules=(),
            rules_version="1",
            registers=(),
            hold_id=f"{agency}-{event.subject.declaration_id}" if effect is Effect.HOLD else None,
            finding=finding if stops else None,
        )

    inspected = InspectionDecided(
        decision=decided("inspection", inspection), grade="A", release_mode="direct", sampled=False
    )
    exchanged = ForexDecided(
        decision=decided("forex", forex), payment_institution_code=event.content.payment_institution_code
    )
    assessed = DutyAssessed(
        decision=decided("tax", assessment),
        tax_regime=TaxRegime.PREFERENTIAL,
        guarantor_code=event.content.guarantor_code,
        duty_cny_e5=0,
        consumption_tax_cny_e5=0,
        vat_cny_e5=0,
        total_cny_e5=0,
        lines=(),
        rated=(),
    )
    guaranteed = GuaranteeDecided(
        decision=decided("guarantee", guarantee),
        guarantor_code=event.content.guarantor_code,
        amount_cny_e5=0,
        reserved_cny_e5=0,
        limit_cny_e5=0,
    )
    return (
        Emit(topics.INSPECTION_DECISIONS, key, inspected),
        Emit(topics.FOREX_DECISIONS, key, exchanged),
        Emit(topics.TAX_ASSESSMENTS, key, assessed),
        Emit(topics.TAX_GUARANTEES, key, guaranteed),
    )


class World:
    """Customs and whoever decides with it. `seen` is every event published, in order."""

    def __init__(self, agencies: Agencies = decisions, *, partitions: int = 4) -> None:
        self.agencies = agencies
        self.now_ms = TEN_O_CLOCK
        self.clearance, self.numbers, self.allowance = (
            Bench(processor, registers=registers(), partitions=partitions)
            for processor in (CLEARANCE, NUMBERS, ALLOWANCE)
        )
        self.seen: list[Emit] = []

    def submit(self, *documents: Document) -> list[Any]:
        """Submit documents one after the other, let everything come to rest, and return the records published."""
        before = len(self.seen)
        for document in documents:
            self.publish(Emit(topics.TRADE_IMPORTS, key_of(document), document))
        return [event.record for event in self.seen[before:]]

    def publish(self, *events: Emit) -> list[Any]:
        """Publish events and let everything come to rest."""
        before = len(self.seen)
        waiting = deque(events)
        while waiting:
            waiting += self.step(waiting.popleft())
        return [event.record for event in self.seen[before:]]

    def step(self, event: Emit) -> list[Emit]:
        """Let everyone who reads an event work it, and return what they publish."""
        caused: list[Emit] = []
        for bench in (self.clearance, self.numbers, self.allowance):
            if any(event.topic == route.topic for route in bench.processor.routes):
                caused += self._noted(bench.send(event.topic, event.record, key=event.key, at_ms=self.now_ms))
        if isinstance(event.record, DeclarationAccepted | DeclarationAmended):
            caused += self.agencies(event.record)
        return caused

    def tick(self, at_ms: int) -> list[Any]:
        """Let time reach an instant and everything come to rest."""
        before = len(self.seen)
        self.now_ms = at_ms
        self.publish(*self._noted(self.clearance.tick(at_ms)))
        return [event.record for event in self.seen[before:]]

    def _noted(self, events: list[Emit]) -> list[Emit]:
        events = [event for event in events if event.topic in topics.TOPICS and ".state." not in event.topic]
        self.seen += events
        return events

    def all(self, kind: type[R]) -> list[R]:
        """Return all published records of a type."""
        return [event.record for event in self.seen if isinstance(event.record, kind)]

    def judged(self) -> list[Judgement]:
        """Return what was made of every document, in order."""
        return [event.judgement for event in self.all(DocumentJudged)]

    def verdicts(self) -> list[tuple[str, str, str]]:
        """Return type, verdict and status of every document judged."""
        return [
            (judged.document.document_type.value, judged.verdict.value, judged.return_status)
            for judged in self.judged()
        ]

    def cases(self) -> dict[bytes, bytes]:
        """Return all that clearance keeps, without the mesh's own records."""
        return {key: value for key, value in self.clearance.state().items() if not key.startswith(b"JournalHead/")}

    def folder(self, order_no: str = "GW1") -> Folder | None:
        """Return what clearance keeps under an order number."""
        return self.clearance.get(Folder, order_key(order_no))

    def declaration(self, order_no: str = "GW1", platform: str | None = None) -> Declaration | None:
        """Return the newest declaration of an order number's first case, or of a platform's."""
        folder = self.folder(order_no)
        for case in folder.cases if folder else ():
            if case.declaration_id and platform in (None, case.platform_code):
                return self.clearance.get(Declaration, f"{order_key(order_no)}|{case.declaration_id}")
        return None
