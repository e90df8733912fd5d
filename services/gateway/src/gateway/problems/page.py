"""The pages of codes in HTML: one per code and an index, in Chinese or English. Pure; nothing comes from elsewhere."""

from collections.abc import Iterable, Mapping
from html import escape

from gateway.problems.published import FAMILIES, KINDS_OF_REASON, SOURCES, Entry

WORDS = {
    "title": ("错误代码", "Error codes"),
    "meaning": ("含义", "Meaning"),
    "remedy": ("怎么办", "What to do"),
    "effect": ("效力", "Effect"),
    "rules": ("规则", "Rules"),
    "carried": ("载于", "Carried by"),
    "source": ("来源", "Source"),
    "status": ("HTTP 状态", "HTTP status"),
    "family": ("由谁给出", "Given by"),
    "code": ("代码", "Code"),
    "index": ("全部代码", "All codes"),
    "other": ("English", "中文"),
}
_STYLE = """
:root { color-scheme: light dark }
body { font: 16px/1.6 "Noto Sans CJK SC", "Source Han Sans SC", system-ui, sans-serif }
body { margin: 0 auto; max-width: 60rem; padding: 1rem }
dt { font-weight: 600; margin-top: .8rem } dd { margin: 0 }
table { border-collapse: collapse; width: 100% }
td, th { border-bottom: 1px solid; padding: .3rem .6rem; text-align: start; vertical-align: top }
td:first-child { white-space: nowrap } :focus-visible { outline: 3px solid }
nav { display: flex; gap: 1rem }
@media (max-width: 30rem) { td:first-child { white-space: normal; overflow-wrap: anywhere } }
"""


def page(entry: Entry, lang: str) -> str:
    """Return the page of a code."""
    place = _place(lang)
    rows = [("meaning", _text(entry, lang)), ("remedy", entry.remedy[place])]
    if entry.kind:
        rows.append(("effect", KINDS_OF_REASON[entry.kind][place]))
    if entry.status is not None:
        rows.append(("status", str(entry.status)))
    rows.append(("family", FAMILIES[entry.family][place]))
    rows.append(("carried", ", ".join(entry.carried_by)))
    if entry.rules:
        rows.append(("rules", ", ".join(entry.rules)))
    rows.append(("source", SOURCES[entry.source][place]))
    described = "".join(f"<dt>{WORDS[name][place]}</dt><dd>{escape(text)}</dd>" for name, text in rows)
    return _frame(f"{WORDS['code'][place]} {entry.code}", f"<dl>{described}</dl>", f"/errors/{entry.code}", lang)


def index(entries: Mapping[str, Entry], lang: str) -> str:
    """Return the index of all codes, by who gives them."""
    place = _place(lang)
    sections = []
    for family, names in FAMILIES.items():
        rows = "".join(
            f'<tr><td><a href="/errors/{escape(entry.code)}?lang={lang}">{escape(entry.code)}</a></td>'
            f"<td>{escape(_text(entry, lang))}</td></tr>"
            for entry in entries.values()
            if entry.family == family
        )
        head = f'<tr><th scope="col">{WORDS["code"][place]}</th><th scope="col">{WORDS["meaning"][place]}</th></tr>'
        sections.append(f"<h2>{names[place]}</h2><table><thead>{head}</thead><tbody>{rows}</tbody></table>")
    return _frame(WORDS["title"][place], "".join(sections), "/errors", lang)


def as_json(entry: Entry) -> dict[str, object]:
    """Return a code's page for programs, in both languages."""
    return {
        "code": entry.code,
        "given_by": entry.family,
        "kind": entry.kind or None,
        "status": entry.status,
        "zh": entry.zh,
        "en": entry.en,
        "remedy_zh": entry.remedy.zh,
        "remedy_en": entry.remedy.en,
        "rules": entry.rules,
        "carried_by": entry.carried_by,
        "source": entry.source,
    }


def all_as_json(entries: Iterable[Entry]) -> dict[str, object]:
    """Return the index for programs."""
    return {"codes": [as_json(entry) for entry in entries]}


def _frame(title: str, content: str, path: str, lang: str) -> str:
    place = _place(lang)
    other = "zh" if lang == "en" else "en"
    return (
        f'<!doctype html><html lang="{"en" if place else "zh-CN"}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{escape(title)} · Yidian</title>'
        f"<style>{_STYLE}</style></head><body>"
        f'<nav aria-label="{WORDS["title"][place]}"><a href="/errors?lang={lang}">{WORDS["index"][place]}</a>'
        f'<a href="{escape(path)}?lang={other}" lang="{"zh-CN" if place else "en"}">{WORDS["other"][place]}</a></nav>'
        f"<main><h1>{escape(title)}</h1>{content}</main></body></html>"
    )


def _text(entry: Entry, lang: str) -> str:
    return entry.en if lang == "en" else entry.zh


def _place(lang: str) -> int:
    return 1 if lang == "en" else 0
