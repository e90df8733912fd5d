"""The language in which the command speaks to people: Chinese or English, one for everything that a call prints."""

from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from enum import StrEnum
from typing import NamedTuple

VARIABLE = "YIDIAN_LANG"
LOCALE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
"""Variables that name the language of a terminal; the first that is set counts."""


class Language(StrEnum):
    """A language that the command speaks."""

    CHINESE = "zh"
    ENGLISH = "en"


_CHOSEN = ContextVar("language", default=Language.ENGLISH)


def choose(language: Language) -> None:
    """Let all wordings be shown in a language from now on."""
    _CHOSEN.set(language)


def chosen() -> Language:
    """Return the language of this call."""
    return _CHOSEN.get()


def of_environment(environment: Mapping[str, str]) -> Language:
    """Return the language that the variable names, else that of the terminal: Chinese by its locale, else English."""
    named = environment.get(VARIABLE)
    if named in tuple(Language):
        return Language(named)
    locale = next((value for name in LOCALE_VARIABLES if (value := environment.get(name))), "")
    return Language.CHINESE if locale.lower().startswith("zh") else Language.ENGLISH


class Wording(NamedTuple):
    """One text in both languages. As a text it is that of the language of this call."""

    en: str
    zh: str

    def __str__(self) -> str:
        """Return the text to show."""
        return self.zh if chosen() is Language.CHINESE else self.en

    def __bool__(self) -> bool:
        """Whether it says anything."""
        return bool(self.en or self.zh)


NOTHING = Wording("", "")


def same(text: object) -> Wording:
    """Return what reads alike in both languages: a name, a number, a text that comes from elsewhere."""
    return Wording(str(text), str(text))


def joined(wordings: Iterable[Wording], en: str = "; ", zh: str = "；") -> Wording:
    """Return wordings in one, without those that are empty."""
    some = [wording for wording in wordings if wording]
    return Wording(en.join(one.en for one in some), zh.join(one.zh for one in some))


def bilingual(given: Mapping[str, object], name: str = "text") -> Wording:
    """Return what an answer says as ``<name>_en`` and ``<name>_zh``; where one is missing, the other."""
    en, zh = str(given.get(f"{name}_en") or ""), str(given.get(f"{name}_zh") or "")
    return Wording(en or zh, zh or en)
