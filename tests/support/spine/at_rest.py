"""
What must hold of the whole spine whenever nothing is left to hand over.

`violations(world, submissions)` looks for all of it and says in words what is wrong. The ledgers have their own module.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

from contracts import topics
from contracts.customs import (
    DeclarationCleared,
    DeclarationClosed,
    DeclarationRefused,
    DeclarationWithdrawn,
    DocumentJudged,
    WithdrawalCause,
)
from contracts.customs_clearance import Declaration, Folder, Slot, Stage
from contracts.gateway_receipts import Matched
from contracts.mesh import KeyParked
from customs.import_retail.document_types import LOOSE
from mesh.declared.processor import Record
from mesh.testing.world import World
from tests.support.spine.ledgers_at_rest import ledger_violations
from tests.support.spine.world import SPINE, declarations, published

UNDECIDED = (Stage.WAITING, Stage.DECIDING)
SEIZED = ("599", "700")
"""Detained or to be shipped back: the parcel's documents stay used."""


def violations(world: World, submissions: int) -> list[str]:
    """Return what is wrong at any rest."""
    return [
        *_parked(world),
        *_judged_otherwise_than_once(world, submissions),
        *_stuck(world),
        *_acted_after_the_end(world),
        *_remembered_by_receipts(world),
        *ledger_violations(world),
    ]


def open_ends(world: World) -> Iterator[str]:
    """Say what days later should have ended: lists that wait for documents, releases that are not closed."""
    for declaration in declarations(world).values():
        if declaration.stage in (Stage.WAITING, Stage.CLEARED):
            yield f"still {declaration.stage}: {declaration}"


def loose_ends(world: World) -> Iterator[str]:
    """Say what months later should have left the file: documents that no declaration uses."""
    known = declarations(world)
    for key, folder in world.state_of("customs.clearance", Folder):
        for case in folder.cases:
            declaration = known.get(case.declaration_id or "")
            for slot in case.slots:
                if slot.document_type in LOOSE and (slot.engaged_by is None or not _uses_documents(declaration)):
                    yield f"{key}: on file for {declaration and declaration.stage}: {_named(slot)}"
        yield from (f"{key}: on file: {_named(slot)}" for slot in folder.slots if slot.engaged_by is None)


def _parked(world: World) -> Iterator[str]:
    for processor in SPINE:
        for key, parked in world.state_of(processor.name, KeyParked):
            yield f"{processor.name} has parked {key}: {parked.reason}"


def _judged_otherwise_than_once(world: World, submissions: int) -> Iterator[str]:
    """Every submission has a batch of its own here, and a verdict names the batch."""
    verdicts = Counter(judged.judgement.batch_id for judged in world.events(DocumentJudged))
    yield from (f"{batch}: {count} verdicts" for batch, count in verdicts.items() if count > 1)
    if len(verdicts) != submissions:
        yield f"{len(verdicts)} of {submissions} submissions are judged"


def _stuck(world: World) -> Iterator[str]:
    """With every decision handed over, none is waited for."""
    for declaration in declarations(world).values():
        if declaration.stage is Stage.DECIDING:
            yield f"waits for a decision: {declaration}"


def _acted_after_the_end(world: World) -> Iterator[str]:
    """A declaration ends once, with a refusal, a cancellation or the closing; after a release it is only closed."""
    stories: defaultdict[str, list[Record]] = defaultdict(list)
    for event in published(world, topics.CUSTOMS_DECLARATIONS):
        stories[event.subject.declaration_id].append(event)
    known = declarations(world)
    for declaration_id, story in stories.items():
        for before, after in pairwise(story):
            if _ends(before) or (isinstance(before, DeclarationCleared) and not isinstance(after, DeclarationClosed)):
                yield f"{type(after).__name__} after {type(before).__name__}: {declaration_id}"
        revisions = [event.subject.revision for event in story]  # type: ignore[attr-defined] # all have a subject
        if revisions != sorted(revisions):
            yield f"revisions go back: {revisions}: {declaration_id}"
        ended = known[declaration_id].stage in (Stage.REFUSED, Stage.WITHDRAWN, Stage.CLOSED)
        if ended != _ends(story[-1]):
            yield f"{known[declaration_id].stage} after {type(story[-1]).__name__}: {declaration_id}"


def _ends(event: Record) -> bool:
    if isinstance(event, DeclarationWithdrawn):
        return event.cause in (WithdrawalCause.CANCELLED, WithdrawalCause.DELETED)
    return isinstance(event, DeclarationRefused | DeclarationClosed)


def _remembered_by_receipts(world: World) -> Iterator[str]:
    """Receipts keep a note (that the list had its 120) on held declarations only."""
    for _, matched in world.state_of("gateway.receipts", Matched):
        stage = declarations(world)[matched.declaration_id].stage
        if stage is not Stage.HELD:
            yield f"receipts remember what is {stage}: {matched.declaration_id}"


def _uses_documents(declaration: Declaration | None) -> bool:
    if declaration is None:
        return False
    seized = declaration.stage is Stage.REFUSED and declaration.return_status in SEIZED
    return seized or declaration.stage in (Stage.HELD, Stage.CLEARED, Stage.CLOSED)


def _named(slot: Slot) -> str:
    return f"{slot.issuer_code}/{slot.number}, used on {slot.engaged_by}"


def said(problems: Iterable[str]) -> str:
    """Return what is wrong as text, line by line; empty if all is well."""
    return "\n".join(problems)
