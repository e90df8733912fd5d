"""
What reading a record yields: an item that passed the form, or what is wrong with it.

An item holds no keys, ids or digests yet; those depend on the reservation (`gateway.intake.prepare`).
"""

from typing import Any, NamedTuple

from contracts.common import Operation
from gateway.forms.form import Form
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
    """Make an item of a decoded shape. Raises ValueError or TypeError for what is not written plainly, or no number."""
    form.head.check(shape)
    clear = form.head.clear(shape)
    clear["operation"] = _OPERATIONS[shape.appType]
    clear["draft"] = shape.appStatus == "1"
    personal = form.head.personal(shape)
    lines: list[dict[str, Any]] = []
    if form.line_shape is not None:
        check, take = form.lines.check, form.lines.clear
        for line in shape.lines:
            check(line)
            lines.append(take(line))
        notes = {str(place): line.note for place, line in enumerate(shape.lines) if line.note}
        if notes:
            personal["lines"] = notes
    return Item(form, row, sender, shape.guid, _key(clear), clear, lines, personal)


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
