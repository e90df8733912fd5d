"""
The table of outcomes as text: each distinct course of events once, then every parcel with its own figures.

`parcels` makes it of a course, `text` and `parse` write and read it, `differences` tells what is otherwise.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from difflib import unified_diff
from typing import NamedTuple

from tests.support.outcomes.course import Submission
from tests.support.outcomes.records import Fact

FIRST_EVENTS, FIRST_PARCELS = (
    "# Courses of events, a figure of a parcel as {}.",
    "# Parcels: course of events, figures.",
)


class Parcel(NamedTuple):
    """What became of a parcel: lines in which figures stand as ``{}``, and these figures."""

    lines: tuple[str, ...]
    figures: tuple[str, ...]

    def rendered(self) -> list[str]:
        """Return the lines with their figures."""
        return "\n".join(self.lines).format(*self.figures).split("\n")


Table = Mapping[str, Parcel]


def parcels(submissions: Iterable[Submission], facts: Iterable[Fact], lists: Mapping[str, str]) -> dict[str, Parcel]:
    """
    Return what became of each parcel: of each submission its answer and its verdict, then what came of its document.

    lists: declaration to the document id of its list. Raises KeyError for a fact about what was never submitted.
    """
    of_batch: dict[tuple[str, int], Fact] = {}
    of_document: defaultdict[str, defaultdict[str, list[Fact]]] = defaultdict(lambda: defaultdict(list))
    for fact in facts:
        if fact.batch is not None:
            if fact.batch in of_batch:
                raise KeyError(f"judged twice: {fact}")
            of_batch[fact.batch] = fact
        else:
            of_document[fact.document_id or lists[fact.declaration_id]][fact.part].append(fact)
    by_parcel: defaultdict[str, list[Fact]] = defaultdict(list)
    numbers: Counter[tuple[str, str]] = Counter()
    for parcel, kind, batch, answer in submissions:
        numbers[parcel, kind] += 1
        name = f"{kind} {numbers[parcel, kind]}"
        codes = "".join(f" {error.code}" for error in answer.errors)
        own = [Fact("gateway", f"{answer.outcome} {answer.return_status or ''}{codes}".rstrip())]
        if batch in of_batch:
            own.append(of_batch.pop(batch))
        for _, said in sorted(of_document.pop(answer.document_id or "", {}).items()):
            own += said
        by_parcel[parcel] += [fact._replace(line=f"{name} {fact.part}: {fact.line}") for fact in own]
    if of_batch or of_document:
        raise KeyError(f"about nothing that was submitted: {[*of_batch, *of_document]}")
    return {
        parcel: Parcel(tuple(fact.line for fact in said), tuple(f for fact in said for f in fact.figures))
        for parcel, said in by_parcel.items()
    }


def text(table: Table) -> str:
    """Return a table as it stands in its file."""
    events: dict[tuple[str, ...], str] = {}
    for parcel in table.values():
        events.setdefault(parcel.lines, f"E{len(events) + 1}")
    out = [FIRST_EVENTS]
    for lines, name in events.items():
        out += [name, *(f" {line}" for line in lines)]
    out.append(FIRST_PARCELS)
    out += [" | ".join((name, " ".join((events[parcel.lines], *parcel.figures)))) for name, parcel in table.items()]
    return "\n".join(out) + "\n"


def parse(written: str) -> dict[str, Parcel]:
    """Return the table of a file."""
    above, below = written.split(FIRST_PARCELS + "\n")
    events: dict[str, list[str]] = {}
    name = ""
    for line in above.splitlines()[1:]:
        if line.startswith(" "):
            events[name].append(line[1:])
        else:
            name = line
            events[name] = []
    table = {}
    for line in below.splitlines():
        parcel, rest = line.split(" | ")
        at, *figures = rest.split()
        table[parcel] = Parcel(tuple(events[at]), tuple(figures))
    return table


def differences(before: Table, now: Table) -> list[str]:
    """Return, of each parcel that came out otherwise, its lines before and now as a difference."""
    differing = []
    for name in {**before, **now}:
        was, became = before.get(name), now.get(name)
        if was != became:
            lines = unified_diff(was.rendered() if was else [], became.rendered() if became else [], lineterm="", n=1)
            differing.append("\n  ".join((name, *list(lines)[2:])))
    return differing
