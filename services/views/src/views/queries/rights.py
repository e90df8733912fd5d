"""
Who sees what of a view. One table of rights, asked for rows in SQL and for records in Python.

A holder of a role of the view sees every record whole, an enterprise those that name it; everyone else the public
fields. Whatever is asked by another field reaches only what the reader sees whole.
"""

from collections.abc import Collection
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Table, false, or_

from contracts.view import View
from edge.access.principal import Principal


@dataclass(frozen=True, slots=True)
class Reader:
    """What somebody sees of a view. everything: every record whole. codes: of the enterprises that it is."""

    view: View
    everything: bool
    codes: tuple[str, ...]

    @property
    def sees_any(self) -> bool:
        """Whether there is anything that it might see."""
        return self.everything or bool(self.view.public) or bool(self.view.named and self.codes)

    @property
    def reads_of_others(self) -> bool:
        """Whether it sees what is not public of records that do not name it: then it says for what purpose."""
        return self.everything and not self.view.is_open

    @property
    def digest(self) -> str:
        """Return what tells the rights of one reader from those of another: a part of cursors and ETags."""
        rights = (self.view.name, self.everything, self.codes, sorted(self.view.public), self.view.named)
        return sha256(repr(rights).encode()).hexdigest()[:16]

    def reaches(self, table: Table, used: Collection[str]) -> ColumnElement[bool] | None:
        """Return which rows a question by these fields reaches; None: every row."""
        if self.everything or (self.view.public and self.view.public.issuperset(used)):
            return None
        return or_(false(), *(table.c[name].in_(self.codes) for name in self.view.named))

    def is_whole(self, record: msgspec.Struct) -> bool:
        """Tell whether it sees a record whole."""
        return self.everything or self.is_named(record)

    def is_named(self, record: msgspec.Struct) -> bool:
        """Tell whether a record names it."""
        return any(getattr(record, name) in self.codes for name in self.view.named)

    def shown(self, record: msgspec.Struct) -> dict[str, Any] | None:
        """Return the fields of a record that it sees, None if it does not see the record."""
        if self.is_whole(record) or self.view.is_open:
            fields: dict[str, Any] = msgspec.to_builtins(record)
            return fields
        public = self.view.public
        if not public:
            return None
        return {name: msgspec.to_builtins(getattr(record, name)) for name in record.__struct_fields__ if name in public}


def reader_of(view: View, principal: Principal, *, public_only: bool = False) -> Reader:
    """Return what an organisation sees of a view. public_only: it asks for no more than everyone sees."""
    if public_only:
        return Reader(view, everything=False, codes=())
    return Reader(view, not principal.roles.isdisjoint(view.roles), tuple(sorted(principal.codes)))
