"""Writes `contracts.views`: every read model."""

import re
from collections.abc import Iterable, Mapping, Sequence

from generator.model import Contract
from generator.text import header, modules, qualified, quoted, worded
from generator.view_checks import CheckedView, kind_of

_UNITS = re.compile(r"_(e5|zh|ms)$")


def module(views: Sequence[CheckedView], contract: Contract) -> str:
    """Return the source of `contracts.views`."""
    lines = [header("schemas/topics"), '"""Every view: a read model over a compacted topic."""', ""]
    if views:
        lines += [modules("contracts", (view.record.full_name for view in views))]
    lines += ["from contracts.view import View, ViewField", "", '__all__ = ["VIEWS", "View", "ViewField"]', ""]
    lines += ["VIEWS: dict[str, View] = {"]
    for view in views:
        lines += _view(view, contract)
    return "\n".join([*lines, "}", '"""By name, which is that of the topic without version."""', ""])


def english(name: str) -> str:
    """Return the English name of a field: ``credit_grade`` is credit grade."""
    bare = name
    while bare != (bare := _UNITS.sub("", bare)):
        pass
    return re.sub(r"\bno$", "number", re.sub(r"\bcny$", "(CNY)", bare.replace("_", " ")))


def _view(view: CheckedView, contract: Contract) -> list[str]:
    spec = view.spec
    lines = [
        f"    {quoted(view.name)}: View(",
        f"        name={quoted(view.name)},",
        f"        topic={quoted(view.topic.name)},",
        f"        record={qualified(view.record.full_name)},",
        f"        zh={quoted(spec.zh)},",
        f"        en={quoted(spec.en)},",
        f"        dated={spec.dated},",
        f"        by={_tuple(spec.by)},",
        f"        filters={_tuple(spec.filters)},",
        f"        sorted_by={_tuple(spec.sorted_by)},",
        f"        named={_tuple(spec.seen_by.named)},",
        f"        roles={_tuple(view.roles)},",
        f"        links={_mapping(spec.links)},",
        f"        deletes={quoted(spec.deletes)},",
        "        fields=(",
    ]
    for field in view.record.fields:
        names = ", ".join(map(quoted, (field.name, view.names[field.name], english(field.name))))
        kind, doc = quoted(kind_of(field.type, contract)), quoted(" ".join(field.doc.split()))
        said = worded(contract.enums.get(field.type.name))
        lines.append(
            f"            ViewField({names}, {kind}, {doc}, {field.type.nullable}, {field.name in spec.public}{said}),"
        )
    return [*lines, "        ),", "    ),"]


def _tuple(names: Iterable[str]) -> str:
    return f"({''.join(f'{quoted(name)}, ' for name in names).strip()})"


def _mapping(names: Mapping[str, str]) -> str:
    return f"{{{', '.join(f'{quoted(name)}: {quoted(value)}' for name, value in names.items())}}}"
