"""What the procedure of filing needs to know of a document type: one value per type, and one submission of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from agency.rules import Book, Evaluated
from contracts.customs import NumberKind
from contracts.customs_clearance import Case, Slot
from contracts.document import Document as Form
from customs.clearance.desk import Desk
from customs.filing.references import NUMBERS
from customs.filing.rulings import Ruling
from customs.filing.slots import Place
from customs.rules.state import Codes, OnRecord
from mesh.keys import order_key
from mesh.processor import Record
from mesh.registers import Registers


class Filing(NamedTuple):
    """
    A submission on the desk: where it lies, and what lies there.

    document: as submitted, of the record that its document type is. date: the day of acceptance. has_room: whether its
    order number has room for one more of its type.
    """

    desk: Desk
    kind: "Filed"
    document: Any
    place: Place
    slot: Slot | None
    date: str
    has_room: bool

    def case(self) -> Case:
        """Return the case of the platform that it names."""
        return self.desk.case(self.document.platform_code)


Check = Callable[[Filing], Evaluated]
PreEntryNo = Callable[[Filing, Ruling], str | None]


@dataclass(frozen=True, slots=True)
class Filed:
    """
    How documents of one type are filed.

    form: what the contract says of the type. book: what one must satisfy by itself. checks, of_deletion: what is
    checked of a new one or a change, and of a deletion, in order; the first that fails answers. then: lays the slot
    of one that is recorded, and does what follows. on_record: what is on file, as far as it decides what may be done.
    keep: what is kept of one, if anything.

    names_no_platform: it lies in the folder. is_only: a case has one. room: how many an order number may have.
    number: the number that it claims, before which it is not answered. pre_entry_no: preNo of the list that it is or is
    about, which the answer gives. is_loose: it leaves when no declaration has used it for a time; others stay with the
    declaration of their case.
    """

    form: Form
    codes: Codes
    book: Book[Any]
    checks: tuple[Check, ...]
    of_deletion: tuple[Check, ...]
    then: Callable[[Filing, Slot], None]
    on_record: Callable[[Filing], OnRecord]
    keep: Callable[[Any], Record] | None = None
    names_no_platform: bool = False
    is_only: bool = False
    is_loose: bool = False
    room: Callable[[Registers, str], int] | None = None
    number: NumberKind | None = None
    pre_entry_no: PreEntryNo | None = None

    def place(self, document: Any) -> Place:
        """Return where a document lies."""
        issuer, number = NUMBERS[self.form.document_type]
        named = number(document) or ""
        return Place(
            self.form.document_type,
            None if self.names_no_platform else document.platform_code,
            issuer(document),
            named if self.is_only else order_key(named),
            self.is_only,
        )
