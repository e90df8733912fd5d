"""
Every text of the console, in Chinese and English. A page asks for a text by its key.

`pages`, `deciding`, `registering`, `viewing` and `operating` have what the pages say, `domain` the words for what the
mesh tells (states, agencies, kinds of event), `measures` those for codes of customs' tables.
"""

from console.texts.columns import COLUMNS
from console.texts.deciding import DECIDING
from console.texts.domain import DOMAIN
from console.texts.events import EVENTS
from console.texts.measures import MEASURES
from console.texts.operating import OPERATING
from console.texts.pages import PAGES
from console.texts.registering import REGISTERING
from console.texts.text import Text
from console.texts.viewing import VIEWING
from edge.language import Language

__all__ = ["TEXTS", "Text", "named", "said"]

TEXTS: dict[str, Text] = {
    **EVENTS,
    **PAGES,
    **DECIDING,
    **REGISTERING,
    **OPERATING,
    **DOMAIN,
    **MEASURES,
    **COLUMNS,
    **VIEWING,
}


def said(language: Language, key: str, /, **values: object) -> str:
    """Return a text with its places filled. Raises KeyError for a key that no table has."""
    text = TEXTS[key]
    return (text.zh if language == "zh" else text.en).format(**values)


def named(language: Language, kind: str, word: object) -> str:
    """Return the words for a value of the domain, such as a state; a value that no table has stands for itself."""
    text = TEXTS.get(f"{kind}.{word}")
    return str(word) if text is None else text.zh if language == "zh" else text.en
