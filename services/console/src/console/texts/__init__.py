"""
Every text of the console, in Chinese and English. A page asks for a text by its key.

`pages`, `deciding`, `entering`, `registering`, `viewing` and `operating` have what the pages say, `domain` the words
for what the mesh tells (states, agencies, kinds of event), `measures` those for codes of customs' tables, `values`
those for what fields hold, `exporting` what is said of an export alone.
"""

from console.texts.columns import COLUMNS
from console.texts.deciding import DECIDING
from console.texts.domain import DOMAIN
from console.texts.entering import ENTERING
from console.texts.events import EVENTS
from console.texts.exporting import EXPORTING
from console.texts.measures import MEASURES
from console.texts.operating import OPERATING
from console.texts.pages import PAGES
from console.texts.registering import REGISTERING
from console.texts.text import Text
from console.texts.values import KINDS, OFFERED, VALUES
from console.texts.viewing import VIEWING
from edge.language import Language

__all__ = ["TEXTS", "Text", "choices", "named", "said", "valued", "words_of"]

TEXTS: dict[str, Text] = {
    **EVENTS,
    **PAGES,
    **DECIDING,
    **ENTERING,
    **REGISTERING,
    **OPERATING,
    **DOMAIN,
    **EXPORTING,
    **MEASURES,
    **COLUMNS,
    **VIEWING,
    **VALUES,
}


def said(language: Language, key: str, /, **values: object) -> str:
    """Return a text with its places filled. Raises KeyError for a key that no table has."""
    text = TEXTS[key]
    return (text.zh if language == "zh" else text.en).format(**values)


def named(language: Language, kind: str, word: object) -> str:
    """Return the words for a value of the domain, such as a state; a value that no table has stands for itself."""
    text = TEXTS.get(f"{kind}.{word}")
    return str(word) if text is None else text.zh if language == "zh" else text.en


def words_of(language: Language, kind: str) -> dict[str, str]:
    """Return the words for every value of a kind that a table has, by value."""
    before = f"{kind}."
    return {key.removeprefix(before): said(language, key) for key in TEXTS if key.startswith(before)}


def valued(language: Language, field: str, value: str) -> str:
    """Return the words for what a field of a register, view or event holds; several stand behind one another."""
    if value in _FLAGS:
        return named(language, "flag", value)
    kind = KINDS.get(field)
    if kind is None:
        return value
    between = "、" if language == "zh" else ", "
    return between.join(named(language, kind, one.strip()) for one in value.split(";"))


def choices(field: str) -> tuple[str, ...]:
    """Return the values of a register's field that a form offers; none of a field whose values go by themselves."""
    return tuple(words_of("zh", KINDS[field])) if field in OFFERED else ()


_FLAGS = ("true", "false")
