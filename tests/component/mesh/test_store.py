"""The local store after a kill: perhaps older, never torn."""

import multiprocessing
import os
from pathlib import Path

from mesh.engine.store import Position, RocksStore

PER_WRITE, WRITES = 50, 4_000


def _write_and_die(path: Path) -> None:
    store = RocksStore(path)
    for number in range(WRITES):
        changes = {b"Case/%d" % key: b"%d" % number + bytes(400) for key in range(PER_WRITE)}
        store.write(changes, Position("topic", number, 0))
    os._exit(9)


def test_a_killed_process_leaves_a_position_and_just_what_stands_before_it(tmp_path: Path) -> None:
    """Nothing is logged: what was not flushed is read again from the state topic, from the position on."""
    process = multiprocessing.get_context("spawn").Process(target=_write_and_die, args=(tmp_path,))
    process.start()
    process.join(120)
    assert process.exitcode == 9
    store = RocksStore(tmp_path)
    at = store.position()
    assert at is not None  # 80 MB were written, some were flushed
    assert 0 < at.next_offset < WRITES
    values = {value.rstrip(b"\0") for _, value in store.scan(b"Case/")}
    assert values == {b"%d" % at.next_offset}
    store.close()


def test_a_store_that_was_closed_has_lost_nothing(tmp_path: Path) -> None:
    store = RocksStore(tmp_path)
    store.write({b"Case/1": b"one", b"Case/2": b"two"}, Position("topic", 7, 1))
    store.write({b"Case/1": None}, Position("topic", 8, 2))
    store.close()
    again = RocksStore(tmp_path)
    assert again.position() == Position("topic", 8, 2)
    assert list(again.scan(b"Case/")) == [(b"Case/2", b"two")]
    again.close()
