"""Writes `docs/views.md`: every read model, what it is searched by, and who sees what of it."""

from collections.abc import Sequence

from generator.model import Contract
from generator.text import notice
from generator.view_checks import CASES, CheckedView, kind_of
from generator.view_module import english

OPENING = """
A view is the newest record per message key of one compacted topic.
It follows from the section `view` of the topic's file; [the contract's page](../schemas/README.md) says how to add one.
[The member that folds them](../services/views/README.md) says how they are read.
A dated view has one row per code: the version in force on the day `as_of`, by default today in China.
Whoever is named by a record or holds a role of its view sees the record whole.
Everyone else who is signed in sees its public fields, and no record of a view without any.
"""


def page(views: Sequence[CheckedView], contract: Contract) -> str:
    """Return `docs/views.md`."""
    lines = [f"<!-- {notice('schemas/topics')} -->", "", "# Views", OPENING]
    lines += ["| View | 名称 | Name | Topic | Key | Dated |", "|---|---|---|---|---|---|"]
    for view in views:
        spec, dated = view.spec, "by day" if view.spec.dated else "no"
        link = f"[`{view.name}`](#{_anchor(view.name)})"
        lines.append(f"| {link} | {spec.zh} | {spec.en} | `{view.topic.name}` | `{view.topic.key}` | {dated} |")
    for view in views:
        lines += _section(view, contract)
    return "\n".join([*lines, ""])


def _section(view: CheckedView, contract: Contract) -> list[str]:
    spec = view.spec
    lines = ["", f"## {view.name}", "", f"{spec.en.capitalize()} {spec.zh}: {view.topic.description}", ""]
    lines += [f"- searched by the beginning of `{'/'.join(spec.by)}`"]
    if spec.filters:
        lines[-1] += f", and by the values of {_names(spec.filters)}"
    lines += [f"- sorted by key{''.join(f', `{name}`' for name in spec.sorted_by)}"]
    whole = [f"enterprises named in {_names(spec.seen_by.named)}"] if spec.seen_by.named else []
    whole += [f"the roles {_names(view.roles)}"] if view.roles else []
    if whole:
        lines += [f"- seen whole by {' and '.join(whole)}"]
    lines += [f"- everyone else sees {'the public fields' if spec.public else 'nothing'}"]
    lines += [f"- deleted: {spec.deletes or 'never; a version supersedes those before it'}"]
    lines += ["", "| Field | 名称 | Name | Kind | Public | Meaning |", "|---|---|---|---|---|---|"]
    for field in view.record.fields:
        public = "yes" if field.name in spec.public else ""
        meaning = field.doc.replace("|", "/")
        if field.name in spec.links:
            meaning += f"; {_linked(spec.links[field.name])}"
        names = f"`{field.name}` | {view.names[field.name]} | {english(field.name)}"
        lines.append(f"| {names} | {kind_of(field.type, contract)} | {public} | {meaning} |")
    return lines


def _linked(target: str) -> str:
    return "leads to the case" if target == CASES else f"leads to [`{target}`](#{_anchor(target)})"


def _names(names: Sequence[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _anchor(name: str) -> str:
    return name.replace(".", "")
