"""What the procedure of filing needs to know of a document type: one value per type."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from agency.judging import NUMBERS, Ruling
from agency.rules import Book, Evaluated
from contracts.customs import NumberKind
from contracts.customs_clearance import Slot
from contracts.document import Document as Form
from customs.filing.desk import Desk
from customs.filing.slots import count, find, only
from customs.filing.submission import Filing
from customs.reference import date_of
from customs.rules.state import Codes, OnRecord
from mesh.declared.keys import order_key
from mesh.declared.processor import Record
from mesh.declared.registers import Registers

Check = Callable[[Filing], Evaluated]
PreEntryNo = Callable[[Filing, Ruling], str | None]


@dataclass(frozen=True)
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

    def laid_out(self, desk: Desk, document: Any) -> Filing:
        """Return a submission with what lies in its slot."""
        document_type = self.form.document_type
        issuer, read_number = NUMBERS[document_type]
        issuer_code, number = issuer(document), read_number(document) or ""
        platform_code = None if self.names_no_platform else document.platform_code
        slots = desk.slots_of(platform_code)
        if self.is_only:
            slot = only(slots, document_type)
        else:
            number = order_key(number)
            slot = find(slots, document_type, issuer_code, number)
        date = date_of(document.accepted_at_ms)
        has_room = True
        if slot is None and self.room is not None:
            most = self.room(desk.registers, date)
            has_room = len(slots) < most or count(slots, document_type) < most
        return Filing(desk, self, document, document_type, platform_code, issuer_code, number, slot, date, has_room)
