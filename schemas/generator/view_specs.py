"""
The `view` of a topic's file: a read model over the newest record per message key of a compacted topic.

What the section says by itself is read here; `view_checks` holds it against the topic, its record and the agencies.
"""

from typing import Any

import msgspec


class SeenBySpec(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """Who sees a record whole: enterprises whose code is in one of the `named` fields, and holders of a role."""

    named: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()


class ViewSpec(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """
    A view as its section has it.

    names: the Chinese name of each field that is not of every register. links: by field the view that its value is a
    key of. deletes: who deletes a record, and when; a dated view, whose versions supersede one another, has none.
    """

    zh: str
    en: str
    by: tuple[str, ...]
    dated: bool = False
    filters: tuple[str, ...] = ()
    sorted_by: tuple[str, ...] = ()
    seen_by: SeenBySpec
    public: tuple[str, ...] = ()
    names: dict[str, str] = {}
    links: dict[str, str] = {}
    deletes: str = ""

    @property
    def key(self) -> str:
        """Return the words for the message key that `by` forms, as a topic's file says them."""
        return "/".join(self.by) + ("@version" if self.dated else "")


def read(content: Any, problems: list[str]) -> ViewSpec | None:
    """Return the view of a topic's file, None where there is none, and add what is wrong with it by itself."""
    if content is None:
        return None
    try:
        spec = msgspec.convert(content, ViewSpec)
    except msgspec.ValidationError as error:
        problems.append(f"view: {error}")
        return None
    problems += [f"view: {problem}" for problem in _problems(spec)]
    return spec


def _problems(spec: ViewSpec) -> list[str]:
    problems = [f"{name} is no text" for name in ("zh", "en") if not getattr(spec, name).strip()]
    if not spec.by:
        problems.append("by: needs at least one field")
    listed = {"by": spec.by, "filters": spec.filters, "sorted_by": spec.sorted_by, "public": spec.public}
    listed |= {"seen_by: named": spec.seen_by.named, "seen_by: roles": spec.seen_by.roles}
    problems += [
        f"{where}: {name} stands twice"
        for where, names in listed.items()
        for name in sorted({name for name in names if names.count(name) > 1})
    ]
    if not spec.seen_by.named and not spec.seen_by.roles and not spec.public:
        problems.append("nobody would see it: name fields or roles in seen_by, or public fields")
    if spec.dated and spec.deletes:
        problems.append("deletes: a dated view has none, its versions supersede one another")
    if not spec.dated and not spec.deletes.strip():
        problems.append("deletes: say who deletes a record, and when")
    return problems
