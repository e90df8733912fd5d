"""The pages of codes in HTML: one per code and an index, in Chinese or English. Pure; nothing comes from elsewhere."""

from collections.abc import Mapping
from functools import partial
from typing import Protocol

from contracts.rule import Source, period
from contracts.rules import RULES
from edge.language import TAGS, Language
from edge.templating import environment
from gateway.error_pages.published import FAMILIES, KINDS_OF_REASON, SOURCES, Entry

ENVIRONMENT = environment("gateway.error_pages")
WORDS = {
    "title": ("错误代码", "Error codes"),
    "meaning": ("含义", "Meaning"),
    "remedy": ("怎么办", "What to do"),
    "effect": ("效力", "Effect"),
    "releasable": ("关员可否放行", "Officers may release it"),
    "yes": ("可以", "yes"),
    "no": ("不可", "no"),
    "rules": ("规则与依据", "Rules, and what they rest on"),
    "carried": ("载于", "Carried by"),
    "source": ("来源", "Source"),
    "status": ("HTTP 状态", "HTTP status"),
    "family": ("由谁给出", "Given by"),
    "code": ("代码", "Code"),
    "index": ("全部代码", "All codes"),
    "other": ("English", "中文"),
    "colon": ("：", ": "),
    "comma": ("，", ", "),
}
KINDS_OF_SOURCE = {
    "law": ("法规", "law"),
    "specification": ("规范", "specification"),
    "observed": ("见于样例", "seen in samples"),
}


class _Said(Protocol):
    """What is said in Chinese and English."""

    @property
    def zh(self) -> str | None: ...
    @property
    def en(self) -> str | None: ...


def page(entry: Entry, lang: Language) -> str:
    """Return the page of a code: what it means, what to do, which rules give it and by which law."""
    place = _place(lang)
    return _rendered(
        "code.html",
        lang,
        path=f"/errors/{entry.code}",
        entry=entry,
        kind=KINDS_OF_REASON[entry.kind][place] if entry.kind else "",
        family=FAMILIES[entry.family][place],
        source=SOURCES[entry.source][place],
        rules=[RULES[rule_id] for rule_id in entry.rules],
    )


def index(entries: Mapping[str, Entry], lang: Language) -> str:
    """Return the index of all codes, by who gives them."""
    families = [
        (names[_place(lang)], [entry for entry in entries.values() if entry.family == family])
        for family, names in FAMILIES.items()
    ]
    return _rendered("codes.html", lang, path="/errors", families=families)


def _rendered(template: str, lang: Language, *, path: str, **named: object) -> str:
    other: Language = "zh" if lang == "en" else "en"
    return ENVIRONMENT.get_template(template).render(
        **named,
        path=path,
        lang=lang,
        tag=TAGS[lang],
        other=other,
        other_tag=TAGS[other],
        word=lambda name: WORDS[name][_place(lang)],
        kinds=lambda source: _kind(source, lang),
        text=partial(_text, lang),
        period=partial(period, language=lang),
    )


def _text(lang: Language, said: _Said) -> str:
    return (said.en if lang == "en" else said.zh) or ""


def _kind(source: Source, lang: Language) -> str:
    return KINDS_OF_SOURCE[source.kind][_place(lang)]


def _place(lang: Language) -> int:
    return 1 if lang == "en" else 0
