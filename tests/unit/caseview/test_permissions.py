"""Who sees what."""

import pytest

from caseview.fold.rows import listed, unlisted
from caseview.queries.permissions import audience_of, licences, sight_of
from contracts.topics import FOREX_TOTAL_ENTRIES, TOPICS
from edge.access.principal import Principal
from edge.access.visibility import Part


def principal(*roles: str, codes: tuple[str, ...] = ()) -> Principal:
    return Principal("org", "An organisation", codes, frozenset(roles))


def test_an_organisation_sees_what_names_one_of_its_codes() -> None:
    sight = sight_of(principal("carrier", codes=("C1", "C2")))
    assert sight.allows("customs.documents.v1", listed(("A", "C2")))
    assert not sight.allows("customs.documents.v1", listed(("A", "C22")))
    assert not sight.allows("customs.documents.v1", listed(()))
    assert not sight.allows("customs.documents.v1", None)
    assert not sight.internal


def test_an_officer_sees_the_topics_that_the_agency_is_licensed_for() -> None:
    sight = sight_of(principal("officer:inspection"))
    assert sight.allows("customs.declarations.v1", None)
    assert sight.allows("inspection.decisions.v1", None)
    assert not sight.allows("trade.imports.v1", listed(("A",)))
    assert not sight.allows("forex.decisions.v1", None)
    assert "forex.decisions.v1" in licences("customs")


def test_operators_and_auditors_see_everything() -> None:
    for role in ("operator", "auditor"):
        assert sight_of(principal(role)).allows("forex.decisions.v1", None)


@pytest.mark.parametrize(("seen_as", "seen"), [("status", {"C1", "M1", "OTHER"}), ("reasons", {"M1"}), ("", None)])
def test_an_event_about_neither_document_nor_declaration_is_seen_as_its_topic_says(
    monkeypatch: pytest.MonkeyPatch, seen_as: str, seen: set[str] | None
) -> None:
    topic = TOPICS[FOREX_TOTAL_ENTRIES]._replace(seen_as=seen_as)
    monkeypatch.setitem(TOPICS, topic.name, topic)
    row = {"topic": topic.name, "audience": None, "declaration_id": None, "document_id": None}
    viewers = {Part.STATUS: ("M1", "OTHER"), Part.REASONS: ("M1",)}
    found = audience_of(row | {"details": {"carrier_code": "C1", "payment_code": "P1"}}, {}, {}, viewers)
    assert (None if found is None else unlisted(found)) == seen
    about = row | {"document_id": "d", "details": {"carrier_code": "C1"}}
    assert audience_of(about, {}, {"d": listed(("X",))}, viewers) == listed(("X",))


def test_codes_are_found_again_in_a_list_of_them() -> None:
    assert unlisted(listed(("A", "B"))) == {"A", "B"}
    assert unlisted(listed(())) == frozenset()
