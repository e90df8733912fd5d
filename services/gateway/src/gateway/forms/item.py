"""
What reading a record yields: an item that passed the form, or what is wrong with it.

An item holds no keys, ids or digests yet; those depend on the reservation (`gateway.intake.prepare`).
"""

from typing import Any, NamedTuple

from edge.problems.problem import FieldError
from gateway.forms.form import Form
from mesh.declared.keys import number_key, order_key

KEY_MOST = 80
"""Characters of a key such as an order number, normalised too: a single one may become fifteen (NFKC)."""


class Item(NamedTuple):
    """
    A record that passed the form.

    row: its place in the request, from 1. clear: fields of the contract's record, absent ones left out. lines: the
    same per line. personal: personal fields and remarks by element; lines' remarks under ``lines`` by place from 0.
    """

    form: Form
    row: int
    sender: str
    guid: str
    key: str
    clear: dict[str, Any]
    lines: list[dict[str, Any]]
    personal: dict[str, Any]


class Malformed(NamedTuple):
    """A record that did not pass. `form` is None if not even its type was recognised."""

    form: Form | None
    row: int
    errors: tuple[FieldError, ...]


def assemble(form: Form, shape: Any, *, row: int, sender: str) -> Item:
    """Make an item of a decoded shape. Raises ValueError or TypeError for what is not written plainly, or no number."""
    form.head.check(shape)
    clear = form.head.clear(shape)
    personal = form.head.personal(shape)
    lines: list[dict[str, Any]] = []
    if form.lines is not None:
        check, take, take_personal = form.lines.check, form.lines.clear, form.lines.personal
        remarks: dict[str, Any] = {}
        for place, line in enumerate(shape.lines):
            check(line)
            lines.append(take(line))
            for remark in take_personal(line).values():
                remarks[str(place)] = remark
        if remarks:
            personal["lines"] = remarks
    return Item(form, row, sender, shape.guid, _key(form, clear), clear, lines, personal)


def _key(form: Form, clear: dict[str, Any]) -> str:
    """
    Return the message key: the normalised key field; where that is absent, who numbers the document and its number.

    Of a document without a key field, kind, issuer and number of the first number of its keys that it bears.
    """
    reference = form.document.reference
    if form.document.keyed_by:
        reference = next(
            (each for each in form.document.keyed_by if order_key(clear.get(each.number) or "")), reference
        )
    key = order_key(clear.get(form.key or reference.number, ""))
    if len(key) > KEY_MOST:
        raise ValueError("key")
    if not form.key:
        return number_key(reference.kind.upper(), clear[reference.issuer] if reference.issuer else "", key)
    if key:
        return key
    if form.key in clear or reference.issuer not in clear:
        raise ValueError("key")
    clear[form.key] = ""
    return f"{clear[reference.issuer]}/{clear[reference.number]}"
