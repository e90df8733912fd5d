"""
What is typed differently and means the same: blanks, invisible characters, width, the places of old character sets.

One function per kind of value; whatever reads, compares or looks up values uses these and no others. Each of them
changes nothing that it has folded before.
"""

import re
from unicodedata import normalize

from mesh.old_places import OLD_PLACES

INVISIBLE = (
    "\\x7f-\\x84\\x86-\\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffc"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""
Characters that nobody sees, as the inside of a class of `re`: what Unicode calls default-ignorable (zero widths, byte
order mark, soft hyphen, direction marks, fillers, variation selectors), C1 controls, the blank of Braille, and what
stands for a pasted object. White space is not among them.
"""

_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_NOTHING = re.compile(f"[\\s{INVISIBLE}]")
_BREAK = re.compile("[^\\S \u3000]+")
_SHOWN = re.compile(f"[^\\S ]|[{INVISIBLE}\\x00-\\x08\\x0e-\\x1b]|^ | $|  +")
_OLD = re.compile("[\ue000-\uf8ff]")
_WIDTH = {0xFF01 + place: 0x21 + place for place in range(0x7F - 0x21)}
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
    Return a number as its owner wrote it, to be told again: as `text`, without invisible characters and line breaks.

    What stands between its parts is a blank or a full-width one. `key` compares it.
    """
    return value if value.isascii() and value.isalnum() else _BREAK.sub(" ", text(_INVISIBLE.sub("", value)))


def literal(value: str) -> str:
    """Return an amount, a time or a choice: as `number`, with full-width characters folded. Blanks inside stay."""
    value = number(value)
    return value if value.isascii() else value.translate(_WIDTH)


def code(value: str) -> str:
    """Return a code: as `literal`, and without the blanks inside."""
    if (value.isascii() and value.isprintable() and " " not in value) or len(value) > _LONGEST:
        return value
    value = _NOTHING.sub("", value)
    return value if value.isascii() else value.translate(_WIDTH)


def key(value: str) -> str:
    """
    Return what numbers are compared, keyed and looked up by: NFKC without blanks and invisible characters.

    Letter case is kept: numbers that differ in it are two.
    """
    if value.isascii() and value.isalnum():
        return value
    return normalize("NFKC", _NOTHING.sub("", normalize("NFKC", _NOTHING.sub("", value))))


def words(value: str) -> str:
    """
    Return what names are compared by: as `key`, in lower case, and old private places folded to today's characters.

    For names of persons and places `gateway.personal.normal` goes further.
    """
    if _OLD.search(value):
        value = value.translate(OLD_PLACES)
    return key(key(value).casefold())


def shown(value: str) -> str:
    """Return a value so that whoever reads it sees what is in it: ``A1<U+200B>``. For texts that quote it."""
    return _SHOWN.sub(lambda found: "".join(f"<U+{ord(one):04X}>" for one in found.group()), value)


def has_letter_or_digit(value: str) -> bool:
    """Tell whether there is anything in a value to call it by: ``.``, ``..`` and ``--`` have nothing."""
    return any(map(str.isalnum, value))
