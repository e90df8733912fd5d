"""Whether every declaration ended and every document was judged as planted, read from the topics afterwards."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from bench.ladder.trade import Template, placed
from contracts import codec, topics
from contracts.common import Verdict
from contracts.customs import (
    DeclarationAccepted,
    DeclarationCleared,
    DeclarationHeld,
    DeclarationRefused,
    DocumentJudged,
)
from mesh.kafka.committed_records import committed, everywhere

SAMPLED = "99602"
"""Drawn by the inspection's secret key, which no plan knows: such a declaration waits for an officer."""
READ = (topics.CUSTOMS_DECLARATIONS, topics.CUSTOMS_DOCUMENTS)
EXAMPLES = 5
PATIENCE_SECONDS = 300.0


@dataclass(slots=True)
class Outcomes:
    """What became of the declarations of one rate. wrong: examples of what differs from the plan, by what it is."""

    ended: int = 0
    sampled: int = 0
    accepted_documents: int = 0
    rejected_documents: int = 0
    problems: Counter[str] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)

    def note(self, what: str, example: str) -> None:
        """Count something that is not as planned."""
        self.problems[what] += 1
        if len(self.examples) < EXAMPLES:
            self.examples.append(f"{what}: {example}")


def outcomes(bootstrap: str, mesh: str, made: Sequence[Template], *, begin: int, declarations: int) -> Outcomes:
    """Read all topics of a mesh to their ends and compare what is there with the plan of parcels `begin` and on."""
    compared = Outcomes()
    ends: dict[int, tuple[str, tuple[str, ...]]] = {}
    judged: Counter[int] = Counter()
    kafka = {"bootstrap.servers": bootstrap}
    read = everywhere(kafka, mesh, READ)
    for inbound in committed(kafka, mesh, read, deadline_seconds=PATIENCE_SECONDS):
        record: Any = codec.decode(inbound.value or b"")
        match record:
            case DocumentJudged(judgement=judgement):
                number = _number(judgement.order_no, len(made))
                judged[number] += 1
                if judgement.verdict is Verdict.ACCEPTED:
                    compared.accepted_documents += 1
                else:
                    compared.rejected_documents += 1
                    status = judgement.return_status
                    if made[number % len(made)].status != status:
                        compared.note("document rejected", f"{judgement.order_no}: {status}")
                    elif judgement.document.document_type == "IMPORT_LIST":
                        ends[number] = status, tuple(sorted(reason.code for reason in judgement.reasons))
            case DeclarationAccepted():
                pass
            case DeclarationCleared() | DeclarationRefused() | DeclarationHeld():
                number = _number(record.subject.order_no, len(made))
                if number in ends:
                    compared.note("ended twice", record.subject.order_no)
                ends[number] = _end(record)
            case _:
                compared.note("unexpected event", type(record).__name__)
    for number in range(begin, begin + declarations):
        _compare(number, made[number % len(made)], ends.get(number), judged[number], compared)
    return compared


def _end(record: DeclarationCleared | DeclarationRefused | DeclarationHeld) -> tuple[str, tuple[str, ...]]:
    if isinstance(record, DeclarationCleared):
        return "800", ()
    reasons = [hold.reason for hold in record.holds] if isinstance(record, DeclarationHeld) else list(record.reasons)
    return record.return_status, tuple(sorted({reason.code for reason in reasons}))


def _compare(
    number: int, template: Template, end: tuple[str, tuple[str, ...]] | None, judged: int, compared: Outcomes
) -> None:
    if judged != 4:
        compared.note("documents not judged once each", f"parcel {number}: {judged}")
    if end is None:
        compared.note("no end", f"parcel {number}, to end with {template.status}")
        return
    compared.ended += 1
    status, codes = end
    if SAMPLED in codes:
        compared.sampled += 1
        codes = tuple(code for code in codes if code != SAMPLED)
        status = "800" if not codes else status
    if (status, codes) != (template.status, template.codes):
        compared.note("another end", f"parcel {number}: {status} {codes}, planned {template.status} {template.codes}")


def _number(order_no: str, count: int) -> int:
    repetition, place = placed(order_no[-10:].encode())
    return repetition * count + place
