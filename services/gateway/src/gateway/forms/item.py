"""
What reading a record yields: an item that passed the form, or what is wrong with it.

An item holds no keys, ids or digests yet; those depend on the reservation (`gateway.intake.prepare`).
"""

from typing import Any, NamedTuple

from msgspec import UNSET

from contracts.common import Operation
from gateway.forms.form import Columns, Form
from gateway.forms.numbers import count, e5
from gateway.problems.problem import FieldError
from mesh.keys import order_key

KEY_MOST = 60
"""Characters of an order number, normalised too: a single one may become fifteen (NFKC)."""
_OPERATIONS = {"1": Operation.ADD, "2": Operation.CHANGE, "3": Operation.DELETE}


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
    """Make an item of a decoded shape. Raises ValueError or TypeError for a bad number or an empty key."""
    head = form.head
    clear = _clear(head, shape)
    clear["operation"] = _OPERATIONS[shape.appType]
    clear["draft"] = shape.appStatus == "1"
    personal = {name: value for name, value in zip(head.personal_elements, head.personal(shape), strict=True) if value}
    lines: list[dict[str, Any]] = []
    if form.line_shape is not None:
        columns = form.lines
        lines = [_clear(columns, line) for line in shape.lines]
        notes = {str(place): line.note for place, line in enumerate(shape.lines) if line.note}
        if notes:
            personal["lines"] = notes
    return Item(form, row, sender, shape.guid, _key(clear), clear, lines, personal)


def _clear(columns: Columns, shape: Any) -> dict[str, Any]:
    """Return a block's clear fields, in the order of the table whatever they came in. The hottest lines here."""
    clear: dict[str, Any] = dict(zip(columns.text_targets, columns.texts(shape), strict=False))
    for value in columns.digits(shape):
        if value and not (value.isdigit() and value.isascii()):
            raise ValueError("digits")
    for name, value in zip(columns.amount_targets, columns.amounts(shape), strict=False):
        clear[name] = e5(value)
    if columns.other_text_targets:
        for name, value in zip(columns.other_text_targets, columns.other_texts(shape), strict=False):
            if value:
                clear[name] = value  # noqa: PERF403 - a comprehension is slower by its own dict
    if columns.other_amount_targets:
        for name, value in zip(columns.other_amount_targets, columns.other_amounts(shape), strict=False):
            if value is not UNSET and value is not None and value != "":
                clear[name] = e5(value)
    if columns.count_targets:
        for name, value, most in zip(columns.count_targets, columns.counts(shape), columns.count_limits, strict=False):
            clear[name] = count(value, most)
    return clear


def _key(clear: dict[str, Any]) -> str:
    """Return the message key: the normalised order number; of a waybill without one, carrier and waybill number."""
    key = order_key(clear.get("order_no", ""))
    if len(key) > KEY_MOST:
        raise ValueError("order number")
    if key:
        return key
    if "order_no" in clear or "carrier_code" not in clear:
        raise ValueError("order number")
    clear["order_no"] = ""
    return f"{clear['carrier_code']}/{clear['waybill_no']}"
