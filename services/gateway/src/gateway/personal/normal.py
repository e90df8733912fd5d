"""
How personal values are normalised before they are compared: as digests, so equal people must give equal bytes.

All that people and systems type differently for one person is folded here and in `mesh.declared.equivalence`, nowhere
else; each function changes nothing that it has folded before. A value of which nothing would be left is kept as
`equivalence.key` has it, so that two of them are not taken for one.
"""

import re
from datetime import date
from operator import mul
from unicodedata import category, decimal

from gateway.forms.times import day_of
from mesh.declared.equivalence import DASHES, key, words

_LETTERS = "0-9a-z\u4e00-\u4e35\u4e37-\u9fa5"
_PLAIN = re.compile(f"[{_LETTERS}]+")
_PLAIN_ADDRESS = re.compile(f"[{_LETTERS}]+(?:(?<=[0-9])-(?=[0-9])[{_LETTERS}]+)*")
_SIGNS = frozenset("\u1427\u119e\ua78f\u30fc\u4e36")
"""Letters to Unicode that stand for a dot, comma or dash: ᐧ ㆍ ꞏ ー 丶."""
_MODIFIERS = "\u02b0", "\u02ff"
"""Letters to Unicode that stand for apostrophes and dots; those that are raised letters NFKC has made such."""
_MASKS = frozenset("*\ufffd\u25a1\u3013")
"""What stands for a character that is hidden, or that a system could not write: * � □ 〓."""
_CIRCLES = "\u25cb\u25ef\u26aa\u2b55"
_ZERO = str.maketrans(dict.fromkeys(_CIRCLES, "\u3007"))
"""○ ◯ ⚪ ⭕ are typed for 〇, which GB 2312 does not have."""
_DOT = re.compile(rf"(?<=[^\W_][^\W_])[{_CIRCLES}](?=[^\W_][^\W_])")
_DASHES = re.compile(f"[{DASHES}_~\u223c\u30fc-]+")
_KEPT = frozenset("#/&@")
"""Punctuation that tells something between numbers."""
_SILENT = frozenset(("Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Zs", "Zl", "Zp", "Cc", "Cf"))
_X = str.maketrans(dict.fromkeys("×✕✖хχ", "x"))
"""What is typed for the check character x: the sign of multiplication, Cyrillic and Greek letters."""
_MAINLAND, _SHORTEST_WITH_CODE = "86", 12


def name(value: str) -> str:
    """
    Return a person's name: letters, digits, marks on letters and masks; all else separates and tells nothing.

    In lower case, of one width; of private code points and radicals the characters that they stand for. A ○ is 〇, but
    a dot where two letters at least stand on either side: a name with 〇 has no part so long.
    """
    if _PLAIN.fullmatch(value):
        return value
    folded = words(value)
    return words("".join(filter(_tells, _DOT.sub("", folded).translate(_ZERO)))) or folded


def address(value: str) -> str:
    """
    Return an address: as `name`, but signs between numbers stay, dashes of every kind and length as one ``-``.

    A number may be written in Chinese; ``#`` stays behind or before one. Elsewhere what joins parts tells nothing.
    """
    if _PLAIN_ADDRESS.fullmatch(value):
        return value
    folded = words(value)
    parts: list[str] = []
    between, before = "", ""
    for one in folded.translate(_ZERO):
        if _tells(one):
            parts.append(_joining(before, between, one))
            parts.append(one)
            between, before = "", one
        else:
            between += one
    parts.append(_joining(before, between, ""))
    return words("".join(parts)) or folded


def _joining(before: str, between: str, after: str) -> str:
    """Return what tells something of the signs between two characters of an address, or at an end of it."""
    if not between:
        return ""
    if before.isnumeric() and after.isnumeric():
        signs = _DASHES.sub("-", between)
        return _DASHES.sub("-", "".join([one for one in signs if one == "-" or one in _KEPT or not _is_silent(one)]))
    return "#" if "#" in between and (before.isnumeric() or after.isnumeric()) else ""


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


def _tells(one: str) -> bool:
    """Tell whether a character belongs to a name or address: letter, digit, mark on a letter, mask."""
    if one.isalnum():
        first, last = _MODIFIERS
        return one not in _SIGNS and not first <= one <= last
    return one in _MASKS or category(one)[0] == "M"


def _is_silent(one: str) -> bool:
    """Tell whether a sign is punctuation that nobody reads out."""
    return one in _SIGNS or category(one) in _SILENT


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
