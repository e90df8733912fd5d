"""A receipt as clients get it: the contract's record without who else may see it, which is not theirs to know."""

from operator import attrgetter
from typing import Annotated, Any, get_type_hints

import msgspec

from contracts.gateway import ReceiptIssued
from edge.http.field_docs import docs_of

_HIDDEN = "audience"
_FIELDS = tuple(field for field in msgspec.structs.fields(ReceiptIssued) if field.name != _HIDDEN)
_KINDS, _DOCS = get_type_hints(ReceiptIssued), docs_of(ReceiptIssued)


def _field(field: msgspec.structs.FieldInfo) -> tuple[str, Any] | tuple[str, Any, Any]:
    annotated: Any = Annotated  # of a type that is a value here
    kind = annotated[_KINDS[field.name], msgspec.Meta(description=_DOCS[field.name])]
    return (field.name, kind) if field.required else (field.name, kind, field.default)


Receipt = msgspec.defstruct(
    "Receipt",
    [_field(field) for field in sorted(_FIELDS, key=lambda field: not field.required)],
    namespace={"__doc__": ReceiptIssued.__doc__},
    module=__name__,
    frozen=True,
)
"""The type: `ReceiptIssued` without `audience`."""
_VALUES = attrgetter(*Receipt.__struct_fields__)


def shown(receipt: ReceiptIssued) -> msgspec.Struct:
    """Return a receipt as clients get it."""
    return Receipt(*_VALUES(receipt))
