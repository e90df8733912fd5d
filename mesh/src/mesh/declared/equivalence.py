"""
Values that are typed differently and mean the same: blanks, invisible characters, width, places of old character sets.

There is one function per kind of value, and every reader, comparison and look-up uses these and no others. Each
function is idempotent.
"""

import re
from unicodedata import normalize

from mesh.declared.private_use import OLD_PLACES
from mesh.declared.radicals import RADICALS

INVISIBLE = (
    "\\x7f-\\x84\\x86-\\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffc"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""
Characters that nobody sees, as the inside of a class of `re`: what Unicode calls default-ignorable (zero widths, byte
order mark, soft hyphen, direction marks, fillers, variation selectors), C1 controls, the blank of Braille, and the
characters that stand for a pasted object. White space is not among them.
"""

_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_NOTHING = re.compile(f"[\\s{INVISIBLE}]")
_BREAK = re.compile("[^\\S \u3000]+")
_SHOWN = re.compile(f"[^\\S ]|[{INVISIBLE}\\x00-\\x08\\x0e-\\x1b]|^ | $|  +")
_OLD = re.compile("[\ue000-\uf8ff]")
_RADICAL = re.compile("[\u2e80-\u2eff\u31c0-\u31ef]")
_APOSTROPHES = re.compile("[`\u02b9-\u02bf\u02c8\u02ca\u02cb\u02ee\ua78c]")
"""No quotation marks to Unicode, yet typed for an apostrophe: the grave accent, modifier letters, saltillo."""
_ACCENTS = re.compile(
    "[\u00a8\u00af\u00b4\u00b8\u02d8-\u02dd\u037a\u0384\u0385\u1fbd\u1fbf-\u1fc1\u1fcd-\u1fcf\u1fdd-\u1fdf\u1fed\u1fee"
    "\u1ffd\u1ffe\u2017\u203e\ufe49-\ufe4c\uffe3]"
)
"""
Accents that stand by themselves, ``´`` ``¨`` ``˙``: typed for apostrophes and dots. NFKC makes a blank and a mark of
them, which would then sit on the letter before. Those of kana and Arabic letters do belong there.
"""
_WIDTH = {0xFF01 + place: 0x21 + place for place in range(0x7F - 0x21)}
DASHES = (
    "\u02d7\u058a\u05be\u1400\u1806\u2010-\u2015\u2043\u207b\u208b\u2212\u2500\u2501\u2796\u2e17\u2e1a\u2e3a\u2e3b"
    "\u2e40\u2e5d\u301c\u3030\u30a0\ufe31\ufe32\ufe58\ufe63\uff0d\U00010d6e\U00010ead"
)
"""
Signs typed for ``-`` in a number, as the inside of a class of `re`: the dashes of Unicode (Pd), the minus sign with its
raised and lowered forms, and lines and bullets that look like one. A tilde or low line is another sign.
"""

_DASH = re.compile(f"[\u2014\ufe31\ufe58]{{2}}|[{DASHES}]")
"""One key of a Chinese keyboard gives two em dashes, which are one."""
_LONG_VOWELS = re.compile("(?<![\u3041-\u309f\u30a1-\u30ff])\u30fc+")
"""The long-vowel sign of Japanese where no kana stands before it: then it was typed for a dash."""
_LONGEST = 16_384
"""Characters up to which a value is folded. Longer ones fit no field and are left as they came."""


def text(value: str) -> str:
    """Return a text without the blanks and invisible characters before and after it; inside it stays as it is."""
    if len(value) > _LONGEST:
        return value
    begin, end = 0, len(value)
    while begin < end and _NOTHING.match(value[begin]):
        begin += 1
    while begin < end and _NOTHING.match(value[end - 1]):
        end -= 1
    return value[begin:end]


def number(value: str) -> str:
    """
    Return a number as its owner wrote it, to be shown to people: as `text`, without invisible characters and breaks.

    A blank or a full-width blank stays between its parts. For comparison there is `key`.
    """
    return value if value.isascii() and value.isalnum() else _BREAK.sub(" ", text(_INVISIBLE.sub("", value)))


def literal(value: str) -> str:
    """Return an amount, a time or a choice: as `number`, with full-width characters folded. Blanks inside stay."""
    value = number(value)
    return value if value.isascii() else value.translate(_WIDTH)


def code(value: str) -> str:
    """Return a code: as `literal`, without the blanks inside, and every dash as ``-``."""
    if (value.isascii() and value.isprintable() and " " not in value) or len(value) > _LONGEST:
        return value
    value = _NOTHING.sub("", value)
    return value if value.isascii() else _DASH.sub("-", value.translate(_WIDTH))


def key(value: str) -> str:
    """
    Return the form by which numbers are compared, keyed and looked up: NFKC, no blanks, no invisible characters.

    Every dash is ``-``. Letter case is kept: numbers that differ in it are two.
    """
    if value.isascii():
        return value if value.isalnum() else _NOTHING.sub("", value)
    value = normalize("NFKC", _NOTHING.sub("", normalize("NFKC", _NOTHING.sub("", value))))
    return _LONG_VOWELS.sub(lambda match: "-" * len(match.group()), _DASH.sub("-", value))


def words(value: str) -> str:
    """
    Return the form by which names are compared: as `key`, in lower case, with one apostrophe for all kinds, and with
    characters for old private places and radicals (`mesh.declared.private_use`, `mesh.declared.radicals`).

    For names of persons and places `gateway.personal.normal` goes further.
    """
    if value.isascii():
        return key(value).lower().replace("`", "'")
    if _OLD.search(value):
        value = value.translate(OLD_PLACES)
    if _RADICAL.search(value):
        value = value.translate(RADICALS)
    return _APOSTROPHES.sub("'", key(key(_ACCENTS.sub("'", value)).casefold()))


def shown(value: str) -> str:
    """Return a value with its invisible characters written out, ``A1<U+200B>``, for texts that quote the value."""
    return _SHOWN.sub(lambda match: "".join(f"<U+{ord(one):04X}>" for one in match.group()), value)


def has_letter_or_digit(value: str) -> bool:
    """Whether a value has a letter or digit, so that it can be a name: ``.``, ``..`` and ``--`` have none."""
    return any(map(str.isalnum, value))
