"""Events of any agency stand in the timeline by the contract alone: by their fields, without what is closed."""

import msgspec

from caseview.fold import timeline
from contracts.common import Effect
from contracts.forex import TotalEntered
from contracts.topics import FOREX_DECISIONS, FOREX_TOTAL_ENTRIES, TOPICS


class Sighted(msgspec.Struct, frozen=True, kw_only=True):
    """An event of an agency to come."""

    document_id: str
    place: str
    status: Effect
    seals: tuple[str, ...]
    digest: bytes
    people: tuple["Person", ...]


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody, as a digest."""

    pseudonym: bytes


def test_an_event_says_its_fields_and_nothing_that_is_closed() -> None:
    person = Person(pseudonym=b"p")
    event = Sighted(document_id="d", place="port", status=Effect.PASS, seals=("s",), digest=b"x", people=(person,))
    assert timeline.particulars(event) == {
        "declaration_id": None,
        "document_id": "d",
        "details": {"document_id": "d", "place": "port", "status": "PASS", "seals": ("s",)},
    }


def test_events_of_topics_that_name_the_view_need_no_code() -> None:
    topic = TOPICS[FOREX_TOTAL_ENTRIES]
    assert TotalEntered in topic.records
    assert timeline.others([topic]) == ()
    seen = topic._replace(consumers=(*topic.consumers, "gateway.view"))
    assert TotalEntered in timeline.others([seen, TOPICS[FOREX_DECISIONS]])


def test_what_the_timeline_knows_better_is_not_said_by_its_fields() -> None:
    kinds = {kind for topic in TOPICS.values() for kind in topic.records if "gateway.view" in topic.consumers}
    assert set(timeline.others(TOPICS.values())) <= kinds - set(timeline.DECISIONS)
