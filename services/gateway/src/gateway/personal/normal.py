"""
How personal values are normalised before they are compared: as digests, so equal people must give equal bytes.

All that people and systems type differently for one person is folded here and in `mesh.folding`, nowhere else; each
function changes nothing that it has folded before. A value of which nothing would be left is kept as `mesh.folding.key`
has it, so that two of them are not taken for one.
"""

import re
from datetime import date
from operator import mul
from unicodedata import category, decimal

from gateway.forms.times import day_of
from mesh.folding import key, words

_PLAIN = re.compile("[0-9a-z\u4e00-\u9fa5]+")
_SIGNS_OF_NAMES = frozenset("\u02d1\u1427\u119e\u1c7f\u22c5\u2219\u2218\u25aa\u25cf\u25e6\u2981\u2b1d\ua78f")
"""Signs that are no punctuation to Unicode and stand for the dot between the parts of a name: ⋅ ∙ ● ᐧ ꞏ and others."""
_DASHES = frozenset("-_~\u2212\u223c\u2500\u2501\u30fc\u02d7\u207b\u208b\u2796\u301c\u3030")
_KEPT = frozenset("*#/&@")
"""Punctuation that tells something: the mask of a hidden character, the number of a house."""
_SILENT = frozenset(("Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Zs", "Zl", "Zp", "Cc", "Cf"))
_DASH_RUN = re.compile("-+")
_X = str.maketrans(dict.fromkeys("×✕✖хχ", "x"))
"""What is typed for the check character x: the sign of multiplication, Cyrillic and Greek letters."""
_MAINLAND, _SHORTEST_WITH_CODE = "86", 12


def name(value: str) -> str:
    """
    Return a person's name: letters, digits and signs; without case, width, blanks, dots between parts, and punctuation.

    Of private code points the characters that have a place today (`mesh.old_places`).
    """
    if _PLAIN.fullmatch(value):
        return value
    folded = words(value)
    return words("".join(filter(_tells_of_name, folded))) or folded


def address(value: str) -> str:
    """Return an address: as `name`, but the dashes between numbers stay, of every kind and length one ``-``."""
    if _PLAIN.fullmatch(value):
        return value
    folded = words(value)
    signs = ("-" if _is_dash(one) else one for one in folded if _is_dash(one) or _tells_of_name(one))
    return words(_DASH_RUN.sub("-", "".join(signs)).strip("-")) or folded


def id_number(value: str) -> str:
    """Return an id number: letters and digits in upper case, X also where x or × was typed for it."""
    if value.isascii() and value.isalnum():
        return value.upper()
    folded = words(value)
    return key("".join(filter(str.isalnum, folded.translate(_X))).upper()) or folded


def phone(value: str) -> str:
    """
    Return a phone number's digits, without mainland China's code and the zeros of trunk and international prefixes.

    ``+86 138…``, ``0086-138…``, ``86138…`` and ``0138…`` are one; no number there has more than eleven digits, so 86
    before ten or more is the code. An extension stays behind, however it is written.
    """
    written = value if value.isascii() else words(value)
    digits = written if value.isdigit() and value.isascii() else "".join(map(_digit, written))
    digits = digits.lstrip("0")
    if written.lstrip(" (").startswith(("+86", "0086")):
        digits = digits.removeprefix(_MAINLAND).lstrip("0")
    while len(digits) >= _SHORTEST_WITH_CODE and digits.startswith(_MAINLAND):
        digits = digits.removeprefix(_MAINLAND).lstrip("0")
    return digits or words(value)


def _digit(one: str) -> str:
    """Return the digit that a character is in any script, or nothing."""
    return str(decimal(one)) if one.isdecimal() else ""


def _tells_of_name(one: str) -> bool:
    """Tell whether a character belongs to a name: letter, digit, mark on a letter, symbol that is no dot or dash."""
    if one in _SIGNS_OF_NAMES:
        return False
    return one.isalnum() or one in _KEPT or not (one in _DASHES or category(one) in _SILENT)


def _is_dash(one: str) -> bool:
    return one in _DASHES or category(one) == "Pd"


_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ZEROS = sum(_WEIGHTS) * ord("0")
_CHECK_CHARACTERS = "10X98765432"
_EARLIEST_BIRTH = date(1900, 1, 1)


def is_possible_id(value: str, *, on: date) -> bool:
    """
    Tell whether a resident id number may be somebody's on a day (GB 11643).

    Its 18th character is right (ISO 7064, mod 11-2), and the eight digits from the seventh are a birthday: a day that
    exists, from 1900 to `on`. Numbers of fifteen digits have not been valid since 2013.
    """
    number = id_number(value)
    digits = number[:17]
    if len(number) != 18 or not number.isascii() or not digits.isdigit():
        return False
    total = sum(map(mul, _WEIGHTS, digits.encode())) - _ZEROS
    if number[17] != _CHECK_CHARACTERS[total % 11]:
        return False
    born = day_of(digits[6:14])
    return born is not None and _EARLIEST_BIRTH <= born <= on
