"""
Who sees what of the view: an organisation what names it, an officer what the agency is licensed for, staff all.

What is not seen is not there: a foreign number is answered like one that nobody knows.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from caseview.fold.rows import listed, unlisted
from contracts import topics
from edge.access.principal import Principal
from edge.access.roles import STAFF, agencies_of
from edge.access.visibility import Part, parties_seeing


@dataclass(frozen=True, slots=True)
class Sight:
    """What a caller may see. everything: staff. licensed: topics of the officer's agency. codes: of the enterprise."""

    everything: bool
    licensed: frozenset[str]
    codes: frozenset[str]

    @property
    def internal(self) -> bool:
        """Whether rules, details and officers are shown too; they would tell a declarant how risk is assessed."""
        return self.everything or bool(self.licensed)

    def allows(self, topic: str, audience: str | None) -> bool:
        """Tell whether a row from `topic` for this audience (see `rows.listed`) is visible."""
        if self.everything or topic in self.licensed:
            return True
        return audience is not None and not self.codes.isdisjoint(unlisted(audience))


def sight_of(principal: Principal) -> Sight:
    """Return what a connected organisation may see."""
    licensed = frozenset[str]().union(*(licences(agency) for agency in agencies_of(principal)))
    return Sight(bool(STAFF & principal.roles), licensed, frozenset(principal.codes))


@cache
def licences(agency: str) -> frozenset[str]:
    """Return the topics that an agency writes or reads: the unit of licence is the topic."""
    return frozenset(
        topic.name
        for topic in topics.TOPICS.values()
        if any(party.partition(".")[0] == agency for party in (topic.producer, *topic.consumers))
    )


def audience_of(
    row: Mapping[str, Any],
    parties: Mapping[str, str],
    documents: Mapping[str, str],
    viewers: Mapping[Part, Collection[str]],
) -> str | None:
    """
    Return for whom a line of the timeline is: its own audience, its declaration's parties, or its document's.

    viewers: who sees that part of the parcel. A line that names no declaration or document is theirs whose part its
    topic is seen as, and theirs whom it names in a role that sees that part.
    """
    if row["audience"] is not None:
        return str(row["audience"])
    if row["declaration_id"] is not None:
        return parties.get(row["declaration_id"])
    if row["document_id"] is not None:
        return documents.get(row["document_id"])
    seen_as = topics.TOPICS[row["topic"]].seen_as
    if not seen_as:
        return None
    part = Part(seen_as)
    named = (row["details"].get(f"{party}_code") for party in parties_seeing(part))
    return listed((*viewers[part], *(code for code in named if code)))
