"""
What views cost, without Kafka: ``python -m bench.views``, a million rows of a dated view in a SQLite file.

Folded chunk by chunk as the gateway does, then read as its routes do. Figures go to bench/results/views.json.
"""

import argparse
import tempfile
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from sqlite3 import sqlite_version
from statistics import median
from time import perf_counter

import msgspec

from bench import machine
from bench.reporting.views import section
from contracts import codec
from contracts.customs import EnterpriseRegistered
from contracts.views import VIEWS
from edge.access.principal import Principal
from mesh.wire.records import Inbound
from views.database import builds, upsert
from views.database.opening import open_views
from views.folding import CHUNK
from views.queries import rows
from views.queries.rights import Reader, reader_of
from views.queries.rows import Place, Question

RESULT = Path(__file__).resolve().parent / "results" / "views.json"
VIEW = VIEWS["customs.enterprises"]
DAY = "2024-11-11"
GRADES = ("ADVANCED_CERTIFIED", "CERTIFIED", "OTHER", "DISHONEST")
PAGE, TRIES = 100, 15


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A question to the view and the median of its answers. rows: how many came."""

    what: str
    ms: float
    rows: int


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """A run. rebuilt_seconds: rows and indexes from nothing. changed_per_second: new versions, with indexes."""

    rows: int
    folded_per_second: float
    indexed_seconds: float
    rebuilt_seconds: float
    changed_per_second: float
    file_mib: float
    asked: list[Asked]


def main() -> None:
    """Fold and read, print the figures and write them."""
    parser = argparse.ArgumentParser(description="What views cost: fold, rebuild, a page, a filtered page.")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--out", type=Path, default=RESULT, help="where the figures go")
    given = parser.parse_args()
    figures = measure(given.rows)
    facts = machine.facts("no Kafka", {"sqlalchemy": version("sqlalchemy"), "SQLite": sqlite_version})
    machine.save(given.out, command="make bench-views", machine=facts, figures=msgspec.to_builtins(figures))
    print(section({"figures": msgspec.to_builtins(figures)}))


def measure(count: int) -> Figures:
    """Fold so many rows into a new view, build it, change some, and read it."""
    with tempfile.TemporaryDirectory(prefix="yidian-views-") as folder:
        path = Path(folder) / "views.db"
        engine = open_views(f"sqlite:///{path}")
        positions = builds.begin(engine, [VIEW])[VIEW.name].positions
        folding = 0.0
        for chunk in _chunks(count, offset=0, of_version=1):
            began = perf_counter()
            positions = upsert.apply(engine, VIEW, chunk, positions).reached
            folding += perf_counter() - began
        began = perf_counter()
        builds.finish(engine, VIEW)
        indexing = perf_counter() - began
        changed = min(count, 5 * CHUNK)
        changing = 0.0
        for chunk in _chunks(changed, offset=count, of_version=2):
            began = perf_counter()
            positions = upsert.apply(engine, VIEW, chunk, positions).reached
            changing += perf_counter() - began
        officer = reader_of(VIEW, Principal("customs", "Customs", (), frozenset({"officer:customs"})))
        stranger = reader_of(VIEW, Principal("o", "O", (_code(count // 2),), frozenset({"merchant"})))

        def page(reader: Reader, question: Question, after: Place | None = None) -> Callable[[], int]:
            asked = question._replace(as_of=DAY)
            return lambda: len(rows.page(engine, reader, asked, after, PAGE)[0])

        middle = Place(None, _code(count // 2))
        asked = [
            _asked("the first page by key", page(officer, Question())),
            _asked("a page in the middle", page(officer, Question(), middle)),
            _asked("the same, public fields only", page(stranger, Question(), middle)),
            _asked("by a filter of a quarter", page(officer, Question(filters={"credit_grade": (GRADES[1],)}))),
            _asked("by a filter of one row", page(officer, Question(filters={"name_zh": (_name(count // 3),)}))),
            _asked("by a filter, what names the reader", page(stranger, Question(filters={"credit_grade": GRADES}))),
            _asked("by the beginning of a key", page(officer, Question(prefix=_code(count // 2)[:7]))),
            _asked("in the order of a name, falling", page(officer, Question(sort="name_zh", falling=True))),
            _asked("the number of all rows", lambda: rows.count(engine, officer, Question(as_of=DAY))),
            _asked("one row", lambda: 1 if rows.one(engine, officer, _code(7), DAY) else 0),
        ]
        engine.dispose()
        size = sum(file.stat().st_size for file in Path(folder).iterdir()) / 2**20
    return Figures(
        rows=count,
        folded_per_second=round(count / folding),
        indexed_seconds=round(indexing, 1),
        rebuilt_seconds=round(folding + indexing, 1),
        changed_per_second=round(changed / changing),
        file_mib=round(size),
        asked=asked,
    )


def _chunks(count: int, *, offset: int, of_version: int) -> Iterator[list[Inbound]]:
    for start in range(0, count, CHUNK):
        yield [_record(number, offset + number, of_version) for number in range(start, min(count, start + CHUNK))]


def _record(number: int, offset: int, of_version: int) -> Inbound:
    code = _code(number)
    record = EnterpriseRegistered(
        code=code,
        version=of_version,
        valid_from=f"20{16 + number % 7}-0{1 + number % 9}-01",
        source="invented for a benchmark",
        name_zh=_name(number),
        roles=("merchant",),
        credit_grade=GRADES[number % len(GRADES)],
    )
    return Inbound(VIEW.topic, 0, offset, 1_700_000_000_000, f"{code}@{of_version}".encode(), codec.encode(record), ())


def _code(number: int) -> str:
    return f"{number * 7_919 % 10_000_000_000:010}"


def _name(number: int) -> str:
    return f"企业{number * 104_729 % 1_000_003:07}有限公司"


def _asked(what: str, ask: Callable[[], int]) -> Asked:
    found, times = ask(), []
    for _ in range(TRIES):
        began = perf_counter()
        ask()
        times.append((perf_counter() - began) * 1_000)
    return Asked(what=what, ms=round(median(times), 2), rows=found)


if __name__ == "__main__":
    main()
