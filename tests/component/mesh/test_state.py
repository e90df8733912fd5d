"""The state of a task: what a transaction sees, what an abort leaves, and that forgetting changes no answer."""

import random
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from contracts.errors import Unencodable
from contracts.mesh import JournalHead, KeyParked
from mesh.engine import state
from mesh.engine.state import TaskState
from mesh.engine.store import LocalStore, MemoryStore, Position, RocksStore

NOWHERE = Position("topic", 0, 0)


class Asked(MemoryStore):
    """A store that counts who is asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: Counter[bytes] = Counter()

    def get(self, key: bytes) -> bytes | None:
        self.asked[key] += 1
        return super().get(key)


def head(number: int) -> JournalHead:
    return JournalHead(sequence=number, digest=b"", state_digest=b"")


def commit(task: TaskState) -> Mapping[bytes, bytes | None]:
    changes = task.changes()
    task.commit(changes, NOWHERE)
    return changes


def kept(task: TaskState) -> Iterator[JournalHead]:
    return (record for _, record in task.scan(JournalHead))


def test_a_transaction_sees_its_own_changes_and_an_abort_none() -> None:
    task = TaskState(MemoryStore())
    task.put("a", head(1))
    task.put("b", head(2))
    commit(task)
    task.put("a", head(3))
    task.delete(JournalHead, "b")
    assert (task.get(JournalHead, "a"), task.get(JournalHead, "b")) == (head(3), None)
    assert list(kept(task)) == [head(3)]
    task.abort()
    assert not task.changed
    assert (task.get(JournalHead, "a"), task.get(JournalHead, "b")) == (head(1), head(2))
    assert list(kept(task)) == [head(1), head(2)]


def test_changes_hold_the_last_word_on_each_record() -> None:
    task = TaskState(MemoryStore())
    task.put_all([("a", head(1)), ("b", head(2))])
    task.delete(JournalHead, "a")
    task.put("b", head(3))
    changes = commit(task)
    assert list(changes) == [b"JournalHead/a", b"JournalHead/b"]
    assert changes[b"JournalHead/a"] is None
    assert not task.changed
    assert task.changes() == {}
    assert len(changes) == 2  # a commit takes nothing from what it was given


def test_records_that_do_not_fit_change_nothing() -> None:
    task = TaskState(MemoryStore())
    wrong = KeyParked(key=b"k", code="c", reason="r", dead_letter_id="", parked_at_ms="soon", first=0, next=1)  # type: ignore[arg-type]
    with pytest.raises(Unencodable):
        task.put_all([("a", head(1)), ("b", wrong)])
    assert not task.changed
    assert task.get(JournalHead, "a") is None


def test_forgetting_changes_no_answer_and_keeps_what_is_asked_for() -> None:
    """Two generations: who is asked for within as many others as half of what is kept is not read again."""
    store = Asked()
    task = TaskState(store)
    many = 3 * state.CACHED_MOST // 2
    for number in range(many):
        task.put(f"{number}", head(number))
    task.put("hot", head(-1))
    commit(task)
    for number in range(many):
        assert task.get(JournalHead, f"{number}") == head(number)
        if number % (state.CACHED_MOST // 4) == 0:
            assert task.get(JournalHead, "hot") == head(-1)
    assert task.get(JournalHead, "none") is None
    assert task.get(JournalHead, "none") is None
    assert store.asked[b"JournalHead/none"] == 1
    assert store.asked[b"JournalHead/hot"] <= 1
    assert sum(store.asked.values()) > many // 2  # most of the others were forgotten
    task.forget()
    assert task.get(JournalHead, "hot") == head(-1)


def test_a_scan_yields_what_stands_between_its_bounds_and_so_many_at_most(tmp_path: Path) -> None:
    """As a list of all would give it, whatever is committed, changed or deleted; on either store."""
    chance = random.Random(7)
    stores: tuple[LocalStore, ...] = (MemoryStore(), RocksStore(tmp_path))
    for number, store in enumerate(stores):
        under = TaskState(store)
        stands: dict[str, int] = {}
        for turn in range(60):
            for _ in range(5):
                key = f"{chance.randrange(40):02d}"
                if chance.random() < 0.4:
                    under.delete(JournalHead, key)
                    stands.pop(key, None)
                else:
                    under.put(key, head(turn))
                    stands[key] = turn
            since, up_to = (f"{chance.randrange(40):02d}" for _ in range(2))
            most = chance.choice((None, 0, 1, 3, 100))
            found = [(key, each.sequence) for key, each in under.scan(JournalHead, since=since, up_to=up_to, most=most)]
            assert found == [(key, at) for key, at in sorted(stands.items()) if since <= key <= up_to][:most]
            if chance.random() < 0.5:
                under.commit(under.changes(), Position("topic", turn, number))
        store.close()
