"""Every Python contender of the peers' benchmark gives the same events for the same documents."""

from collections.abc import Iterable
from itertools import permutations
from typing import Any

import pytest

from bench.peers.join import AGENCIES, DOCUMENTS, STATE, Record
from bench.peers.keeping import with_bytes
from bench.peers.mesh.app import CUSTOMS, PROCESSORS
from bench.peers.parcels import Pool, answers, index_of, make_pool, order_no
from bench.peers.plain.app import Agency, Customs
from contracts import codec, topics
from contracts.customs import DeclarationAccepted, DeclarationCleared
from mesh.testing.bench import Bench

ARRIVALS = list(permutations(range(4)))
KEY = order_no(3)


@pytest.fixture(scope="module")
def pool() -> Pool:
    return make_pool(4)


@pytest.fixture(scope="module")
def documents(pool: Pool) -> list[bytes]:
    return [value for value, _ in pool.documents(3)]


@pytest.fixture(scope="module")
def expected(documents: list[bytes]) -> list[bytes]:
    """Accepted, then each agency's decision, the cleared event last."""
    return [codec.encode(record) for record in answers([codec.decode(value) for value in documents])]


def test_an_order_is_accepted_decided_three_times_and_cleared(expected: list[bytes]) -> None:
    kinds = [codec.kind_of(codec.schema_id(value)) for value in expected]
    assert kinds == [DeclarationAccepted, *(agency.decides for agency in AGENCIES.values()), DeclarationCleared]


@pytest.mark.parametrize("arrival", ARRIVALS)
def test_the_plain_loop_clears_documents_in_any_order(
    arrival: tuple[int, ...], documents: list[bytes], expected: list[bytes]
) -> None:
    customs = Customs()
    sent: list[tuple[str, bytes, bytes | None]] = []

    def send(topic: str, key: bytes, value: bytes | None) -> None:
        sent.append((topic, key, value))

    for at in arrival:
        customs.work(KEY, documents[at], send)
    for name in AGENCIES:
        Agency(name).work(KEY, expected[0], send)
    for _, key, value in list(sent[1:]):
        customs.work(key, value or b"", send)
    assert [value for _, _, value in sent] == expected
    assert {topic for topic, _, _ in sent} == {
        topics.CUSTOMS_DECLARATIONS,
        *(agency.topic for agency in AGENCIES.values()),
    }


def test_the_plain_loop_leaves_no_state_of_a_cleared_order(documents: list[bytes], expected: list[bytes]) -> None:
    customs = Customs()
    state: dict[bytes, bytes | None] = {}
    written: list[bytes] = []

    def send(_topic: str, key: bytes, value: bytes | None) -> None:
        state[key] = value
        written.append(key)

    def forget(*_: object) -> None:
        """Events are looked at elsewhere."""

    for value in (*documents, *expected[1:4]):
        customs.work(KEY, value, forget)
        customs.changes(send)
    assert len(set(written)) == len(STATE) - 1  # the fourth document is never on file
    assert set(state.values()) == {None}


@pytest.mark.parametrize("arrival", ARRIVALS)
def test_the_mesh_clears_documents_in_any_order(
    arrival: tuple[int, ...], documents: list[bytes], expected: list[bytes]
) -> None:
    customs = Bench(CUSTOMS)
    accepted = _sent(customs.send_bytes(topics.TRADE_IMPORTS, documents[at], key=KEY) for at in arrival)
    decided = []
    cleared = []
    for name, agency in AGENCIES.items():
        one = _sent([Bench(PROCESSORS[name]).send_bytes(topics.CUSTOMS_DECLARATIONS, expected[0], key=KEY)])
        decided += one
        cleared += _sent(customs.send_bytes(agency.topic, value, key=KEY) for value in one)
    assert [*accepted, *decided, *cleared] == expected
    assert customs.parked() == []


@pytest.mark.parametrize("arrival", ARRIVALS)
def test_state_of_bytes_by_name_gives_the_same(
    arrival: tuple[int, ...], documents: list[bytes], expected: list[bytes]
) -> None:
    state: dict[str, bytes] = {}
    emitted: list[Record] = []
    for value in (*(documents[at] for at in arrival), *expected[1:4]):
        emitted += with_bytes(codec.decode(value), state.get, state.__setitem__, lambda name: state.pop(name, None))
    assert [codec.encode(record) for record in emitted] == [expected[0], expected[4]]
    assert state == {}


def test_a_decision_counts_once(documents: list[bytes], expected: list[bytes]) -> None:
    state: dict[str, bytes] = {}
    emitted: list[Any] = []
    for value in (*documents, expected[1], expected[1], expected[1], expected[2]):
        emitted += with_bytes(codec.decode(value), state.get, state.__setitem__, lambda name: state.pop(name, None))
    assert [type(record) for record in emitted] == [DeclarationAccepted]


def test_a_decision_about_an_unknown_order_changes_nothing(expected: list[bytes]) -> None:
    state: dict[str, bytes] = {}
    assert with_bytes(codec.decode(expected[1]), state.get, state.__setitem__, state.pop) == []
    assert state == {}


def test_the_pool_tells_the_events_that_the_functions_give(pool: Pool, expected: list[bytes]) -> None:
    assert [pool.expected(3, codec.schema_id(value)) for value in expected] == expected


def test_orders_of_a_pool_differ_in_their_number_only(pool: Pool) -> None:
    def read(index: int) -> list[Any]:
        decoded = [codec.decode(value) for value, _ in pool.documents(index)]
        return sorted(decoded, key=lambda event: DOCUMENTS.index(type(event)))

    one, same = read(3), read(3 + 4 * 24)
    assert {event.order_no for event in one} == {KEY.decode()}
    assert {event.order_no for event in same} == {order_no(99).decode()}
    assert [event.document_id for event in one] == [event.document_id for event in same]
    assert index_of(KEY) == 3


def _sent(emitted: Iterable[Any]) -> list[bytes]:
    return [codec.encode(emit.record) for emits in emitted for emit in emits]
