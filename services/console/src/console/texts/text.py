"""A text in both languages."""

from typing import NamedTuple


class Text(NamedTuple):
    """What the console says, in Chinese and in English; ``{name}`` is a place to fill."""

    zh: str
    en: str
