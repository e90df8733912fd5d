"""
MAT-03: whether a line of a list is about the goods of its order's line (message specification, CEB621 and its match).

The merchant's article number and the name under which goods were sold decide, where both documents give them. What the
list says for customs (gname) and what shops and declarants code differently (unit, country of origin) is noted.
"""

import re
import unicodedata
from functools import lru_cache

from contracts.customs import DeclaredLine
from contracts.customs_clearance import ItemOffered, OrderedLine
from mesh.declared.equivalence import words

POINT = re.compile(r"(?<=\d)\.(?=\d)")
"""A point between digits, which makes 1.5 of 15: it counts."""
PUNCTUATION = frozenset({"Pc", "Pd", "Pe", "Pf", "Pi", "Po", "Ps"})
"""General categories of what no name depends on. Signs such as + count."""


def same_item_number(ordered: OrderedLine, offered: ItemOffered) -> bool:
    """Whether article numbers agree but for width, letter case and what cannot be seen; they do where one is absent."""
    one, other = ordered.item_no or "", offered.item_no or ""
    if one == other:
        return True
    folded_one, folded_other = folded_number(one), folded_number(other)
    return not folded_one or not folded_other or folded_one == folded_other


def same_item_name(ordered: OrderedLine, offered: ItemOffered) -> bool:
    """Whether the names under which goods were sold agree; they do where the list leaves it out."""
    name = offered.item_name or ""
    return same_name(ordered.item_name, name) or not folded_number(name)


def differing(ordered: OrderedLine, declared: DeclaredLine) -> tuple[str, ...]:
    """Return which other elements of a line differ: gname from the order's itemName, unit, country of origin."""
    is_named = declared.goods_name is not None and same_name(ordered.item_name, declared.goods_name)
    is_unit = ordered.unit_code == declared.unit_code
    is_country = ordered.origin_country_code == declared.origin_country_code
    if is_named and is_unit and is_country:
        return ()
    agrees = (("gname", is_named), ("unit", is_unit), ("country", is_country))
    return tuple([name for name, is_so in agrees if not is_so])


def same_name(one: str, other: str) -> bool:
    """Whether two names of goods agree but for width, letter case, blanks, invisible characters and punctuation."""
    return one == other or folded(one) == folded(other)


@lru_cache(maxsize=8_192)  # the same goods come all day
def folded(name: str) -> str:
    """Return a name as it is compared. One of nothing but punctuation is compared with it."""
    number = folded_number(name)
    pieces = [
        "".join([c for c in piece if unicodedata.category(c) not in PUNCTUATION]) for piece in POINT.split(number)
    ]
    return unicodedata.normalize("NFKC", ".".join(pieces)) or number


def folded_number(number: str) -> str:
    """Return an article number as it is compared: as names are (`equivalence.words`), its punctuation counts."""
    return words(number)
