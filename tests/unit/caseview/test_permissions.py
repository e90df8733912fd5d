"""Who sees what."""

from caseview.fold.rows import listed, unlisted
from caseview.queries.permissions import licences, sight_of
from edge.access.principal import Principal


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


def test_codes_are_found_again_in_a_list_of_them() -> None:
    assert unlisted(listed(("A", "B"))) == {"A", "B"}
    assert unlisted(listed(())) == frozenset()
