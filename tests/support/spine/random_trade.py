"""
A random course of trade through the whole spine, the same for the same seed.

`Trade(seed).play()` submits documents of `random_papers`, new, changed and repeated, cancels lists, records findings,
publishes some events a second time and lets time pass; between them it hands over some records, any processor's next.
`rest` and `wait` bring everything to rest.
"""

from collections import defaultdict, deque
from collections.abc import Callable
from random import Random
from typing import Any, NamedTuple

from msgspec.structs import replace

from contracts import topics
from contracts.common import DocumentType, FindingAction, FindingRecorded
from contracts.customs import DeclarationHeld
from contracts.customs_clearance import Declaration, Folder, ListOnFile, Stage
from customs.filing import on_file
from customs.filing.desk import REMEMBERED
from customs.filing.slots import of_type
from mesh.declared.keys import order_key
from mesh.declared.processor import Record
from mesh.testing.world import Hand, World
from tests.support.customs.builders import TEN_O_CLOCK, Document, a_cancellation, cancelling
from tests.support.spine.random_documents import ODDITY, a_changed_list, app_time, some_documents
from tests.support.spine.world import a_world

HOUR_S, DAY_S = 3_600, 86_400
ACTIONS = {
    FindingAction.RELEASE: 4,
    FindingAction.SHIP_BACK: 1,
    FindingAction.REFUSE: 1,
    FindingAction.DETAIN: 1,
    FindingAction.TREAT: 1,
}


class Sent(NamedTuple):
    """An event from outside, as it was published."""

    topic: str
    record: Record
    key: bytes
    at_ms: int
    event_id: str


class Trade:
    """One course of trade. `submissions` counts the document events, each with an id and batch of its own."""

    def __init__(self, seed: int) -> None:
        self.world: World = a_world()
        self.submissions = 0
        self._chance = Random(seed)
        self._now_s = 0
        self._documents: list[Document] = []
        self._remembered: defaultdict[bytes, deque[Sent]] = defaultdict(lambda: deque(maxlen=REMEMBERED))
        self._findings: list[Sent] = []

    def play(self, steps: int = 60) -> None:
        """Let that many things happen, with some hand-overs after each, and bring all to rest."""
        happenings: dict[Callable[[], None], int] = {
            self._submit_documents: 72,
            self._repeat_document: 7,
            self._change_held_list: 6,
            self._cancel: 6,
            self._record_finding: 9,
            self._publish_again: 6,
            self._let_time_pass: 3,
        }
        for _ in range(steps):
            self._now_s += self._chance.choice((0, 1, 5))
            self._chance.choices(tuple(happenings), tuple(happenings.values()))[0]()
            for _ in range(self._chance.choice((0, 1, 3, 10, 40))):
                if hands := self.world.open_hands():
                    self.world.deliver(self._choose(hands))
        self.rest()

    def rest(self) -> None:
        """Hand over, in any sequence, until nothing is left."""
        self.world.run(self._choose)

    def wait(self, days: int, *, each: int = 1) -> None:
        """Let days pass, with a tick after `each` of them."""
        for _ in range(0, days, each):
            self._now_s += each * DAY_S
            self._tick()
            self.rest()

    def events_within_memory(self) -> list[Sent]:
        """Return every event that is not to be worked again: of an order number and of a hold the last ones."""
        of_holds = {sent.record.hold_id: sent for sent in self._findings if isinstance(sent.record, FindingRecorded)}
        return [sent for recent in self._remembered.values() for sent in recent] + list(of_holds.values())

    def publish(self, sent: Sent) -> None:
        """Publish an event, for the first time or again."""
        self.world.publish(sent.topic, sent.record, key=sent.key, at_ms=sent.at_ms, event_id=sent.event_id)

    def _submit_documents(self) -> None:
        for document in some_documents(self._chance, self._now_s):
            self._submit_new(document)

    def _repeat_document(self) -> None:
        """Submit equal content again: another event, answered by itself."""
        if self._documents:
            self._submit(replace(self._chance.choice(self._documents), accepted_at_ms=self._now_ms))

    def _change_held_list(self) -> None:
        """Change what officers are looking at: the declaration is amended, or its list waits again."""
        declarations = self.world.state_of("customs.clearance", Declaration)
        if at_officers := [at for at, declaration in declarations if declaration.stage is Stage.HELD]:
            self._submit_new(a_changed_list(self._chance, self._now_s, self._chance.choice(at_officers).split("|")[0]))

    def _cancel(self) -> None:
        """Cancel some declaration, whatever has become of it, by its list number or before it has one."""
        declarations = self.world.state_of("customs.clearance", Declaration)
        if not declarations:
            return
        at, declaration = self._chance.choice(declarations)
        request: dict[str, Any] = {
            "list_no": declaration.list_no or declaration.pre_entry_no,
            "app_time": app_time(self._now_s),
            "accepted_at_ms": self._now_ms,
        }
        listed = self._listed(at.split("|")[0], declaration)
        if listed is None or self._chance.random() < ODDITY:
            self._submit(a_cancellation(at.split("|")[0], platform_code=declaration.platform_code, **request))
        else:
            self._submit(cancelling(listed, **request))

    def _listed(self, key: str, declaration: Declaration) -> ListOnFile | None:
        """Return the list on file of a declaration; None once it is deleted or another one's."""
        folders = dict(self.world.state_of("customs.clearance", Folder))
        cases = folders[key].cases if key in folders else ()
        own = [case for case in cases if case.declaration_id == declaration.declaration_id]
        on_files = [slot.on_file for case in own for slot in of_type(case.slots, DocumentType.IMPORT_LIST)]
        return next((on_file.decode(encoded) for encoded in on_files if encoded), None)

    def _record_finding(self) -> None:
        """Decide a hold, one that is open or one of long ago."""
        helds = self.world.events(DeclarationHeld)
        if not helds:
            return
        event = self._chance.choice(helds)
        hold = self._chance.choice(event.holds)
        finding = FindingRecorded(
            finding_id=f"finding-{len(self._findings)}",
            agency=hold.agency,
            declaration_id=event.subject.declaration_id,
            revision=event.subject.revision,
            hold_id=hold.hold_id,
            action=self._chance.choices(tuple(ACTIONS), tuple(ACTIONS.values()))[0],
            officer="officer-1",
            authority="order 1",
            reason="seen",
            found_at_ms=self._now_ms,
        )
        key = order_key(event.subject.order_no).encode()
        sent = Sent(f"{hold.agency}.findings.v1", finding, key, self._now_ms, finding.finding_id)
        self._findings.append(sent)
        self.publish(sent)

    def _publish_again(self) -> None:
        """Publish an event again as it was, as a gateway may that died between acknowledgement and note."""
        if events := self.events_within_memory():
            self.publish(self._chance.choice(events))

    def _let_time_pass(self) -> None:
        self._now_s += DAY_S if self._chance.random() < 0.3 else HOUR_S
        self._tick()

    def _submit_new(self, document: Document) -> None:
        self._documents.append(document)
        self._submit(document)

    def _submit(self, document: Document) -> None:
        document = replace(document, batch_id=f"batch-{self.submissions}")
        key = order_key(document.order_no).encode()
        event_id = f"document-{self.submissions}"
        sent = Sent(topics.TRADE_IMPORTS, document, key, document.accepted_at_ms, event_id)
        self.submissions += 1
        self._remembered[key].append(sent)
        self.publish(sent)

    @property
    def _now_ms(self) -> int:
        return TEN_O_CLOCK + self._now_s * 1000

    def _tick(self) -> None:
        self.world.tick(self._now_ms)

    def _choose(self, hands: list[Hand]) -> Hand:
        return self._chance.choice(hands)
