"""
What the tariff and the register of conditions say of a commodity code of which only the first digits may be meant.

A code is told in so many digits at least (`HEADING`, `SUBHEADING`, `WHOLE`); zeros at its end beyond them tell nothing.
"""

from functools import lru_cache
from typing import Final

from contracts.customs import ChapterListed, ExportConditionsSet
from mesh.declared.lookup import Lookup

CHAPTER: Final = 2
HEADING: Final = 4
SUBHEADING: Final = 6
WHOLE: Final = 10


def is_listed(code: str, digits: int, lookup: Lookup) -> bool:
    """Whether the tariff has the heading (4) or subheading (6) with which a code begins."""
    chapter = lookup.find(ChapterListed, code[:CHAPTER])
    return chapter is not None and code[:digits] in _listed(chapter.headings)


def is_whole(code: str) -> bool:
    """Whether a code is one of ten digits."""
    return len(code) == WHOLE and code.isascii() and code.isdigit()


def conditions(code: str, digits: int, lookup: Lookup) -> tuple[str, ...]:
    """
    Return the conditions of the goods of a code told in so many digits at least, each once.

    They are those of every beginning of the code, and of all goods below it that it may mean: 7202000000 told in four
    digits has those of 7202.41 as well. A code with fewer digits means no goods.
    """
    if len(code) < digits:
        return ()
    told = code[:digits] + code[digits:].rstrip("0")
    above = [lookup.find(ExportConditionsSet, told[:count]) for count in range(CHAPTER, len(told))]
    rows = (*above, *lookup.under(ExportConditionsSet, told))
    return tuple(dict.fromkeys(each for row in rows if row is not None for each in row.conditions))


@lru_cache(maxsize=256)
def _listed(headings: tuple[str, ...]) -> frozenset[str]:
    """Return the headings and subheadings of a chapter as its entry has them: ``0101 21 29``."""
    listed = set()
    for heading, *endings in map(str.split, headings):
        listed.add(heading)
        listed.update(heading + ending for ending in endings)
    return frozenset(listed)
