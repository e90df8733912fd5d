"""What the contract says about a view: the types of the values in `contracts.views`."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

import msgspec

Kind = Literal["text", "number", "flag", "other"]
"""What a field's value is: `text` (a string or a symbol of an enum), `number` (an integer), `flag`, or no scalar."""

DATED = ("version", "valid_from", "valid_to", "withdrawn")
"""What the record of a dated view says of its validity: days are YYYY-MM-DD in China, the last one inclusive."""


class ViewField(NamedTuple):
    """
    A top-level field of a view's record: its names, kind and meaning; public: whether everyone may see it.

    words: of an enum by symbol its name in Chinese and in English; a symbol without one goes by itself.
    """

    name: str
    zh: str
    en: str
    kind: Kind
    doc: str
    optional: bool
    public: bool
    words: Mapping[str, tuple[str, str]] = {}


class View(NamedTuple):
    """
    A read model: the newest record per message key of one compacted topic.

    by: the fields that form the message key, joined with a slash; in a dated view with ``@`` and the version after
    them. named: fields with the code of an enterprise that sees the record whole. roles: those that see every record
    whole. links: by field the view whose key its value is, or `cases`. deletes: who deletes a record, and when.
    """

    name: str
    topic: str
    record: type[msgspec.Struct]
    zh: str
    en: str
    dated: bool
    by: tuple[str, ...]
    filters: tuple[str, ...]
    sorted_by: tuple[str, ...]
    named: tuple[str, ...]
    roles: tuple[str, ...]
    links: Mapping[str, str]
    deletes: str
    fields: tuple[ViewField, ...]

    @property
    def public(self) -> frozenset[str]:
        """Return the fields that everyone may see; none: whoever does not see a record whole does not see it."""
        return frozenset(field.name for field in self.fields if field.public)

    @property
    def is_open(self) -> bool:
        """Whether everyone may see every field."""
        return all(field.public for field in self.fields)

    def field(self, name: str) -> ViewField:
        """Return a field by its name. Raises KeyError."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(name)
