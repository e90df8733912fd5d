"""How an order stands of which nothing has been declared yet: what it waits for, by its documents. Pure."""

from typing import NamedTuple

from caseview.fold.rows import Row
from contracts.documents import DOCUMENTS, Document


class _MadeOf(NamedTuple):
    """
    The documents of a procedure's declaration: all, itself, and the one whose own number is the message key.

    by_own_number: those that name no order, so that only the declaration says which they are.
    """

    documents: tuple[str, ...]
    declaration: str
    basis: str
    by_own_number: tuple[str, ...]


def _made_of(declaration: Document) -> _MadeOf:
    all_ = [each for each in DOCUMENTS if each.procedure == declaration.procedure and each.declaration]
    basis = next((each for each in all_ if each.reference.number == each.key), declaration)
    own = tuple(_name(each) for each in all_ if not each.key)
    return _MadeOf(tuple(map(_name, all_)), _name(declaration), _name(basis), own)


def _name(document: Document) -> str:
    return str(document.document_type)


_MADE_OF = tuple(_made_of(each) for each in DOCUMENTS if each.declaration == "itself")


def waiting(submitted: list[Row], *, found: bool = False) -> Row:
    """
    Return how an order stands of which nothing has been declared yet, from its documents as they are shown.

    It waits for what was never handed over (`not_seen`) and for another in place of what was `rejected`. Where the
    declaration itself, or without one the order, was rejected it does not wait: it is rejected. Drafts and repetitions
    say nothing. found: whether a document is there that the declaration names by its own number; before there is a
    declaration nobody can tell, so it is none of `not_seen`, but `by_own_number`.
    """
    alive: set[str] = set()
    rejected: dict[str, Row] = {}
    for row in submitted:
        kind = row["document_type"]
        if row["draft"] or row["verdict"] == "DUPLICATE":
            continue
        if row["verdict"] == "REJECTED":
            rejected[kind] = row
        elif row["operation"] == "DELETE":
            alive.discard(kind)
        else:
            alive.add(kind)
    for made in _MADE_OF:
        fallen = {kind: row for kind, row in rejected.items() if kind in made.documents and kind not in alive}
        if {made.declaration, made.basis} & (alive | fallen.keys()):
            there = alive | ({*made.by_own_number} if found else set())
            missing = [kind for kind in made.documents if kind not in there and kind not in fallen]
            unnamed = [kind for kind in missing if kind in made.by_own_number and made.declaration not in alive]
            missing = [kind for kind in missing if kind not in unnamed]
            standing: Row = {"state": "WAITING", "status": None, "not_seen": missing, "rejected": sorted(fallen)}
            if unnamed:
                standing["by_own_number"] = unnamed
            end = fallen.get(made.declaration) or (fallen.get(made.basis) if made.declaration not in alive else None)
            return standing if end is None else standing | standing_of(end | {"state": "REJECTED"})
    return {"state": None, "status": None}


def standing_of(case: Row) -> Row:
    """Return state, status and reasons of a declaration, or of a document that stands in its place."""
    return {"state": case["state"], "status": case["status"], "reasons": case["reasons"]}
