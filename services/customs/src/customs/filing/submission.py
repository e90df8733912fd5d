"""One submission as the procedure of filing has it: on the desk, with what lies in its slot."""

from typing import TYPE_CHECKING, Any

import msgspec

from contracts.common import DocumentType
from contracts.customs_clearance import Case, Slot
from customs.filing.desk import Desk

if TYPE_CHECKING:
    from customs.filing.filed import Filed


class Filing(msgspec.Struct, frozen=True, gc=False):
    """
    A submission on the desk: where it lies, and what lies there.

    document: as submitted, of the record of its type. platform_code: of the case in which it lies; None in the
    folder. number: normalised where several may lie there. date: the day of acceptance. has_room: whether its order
    number has room for one more of its type.
    """

    desk: Desk
    kind: "Filed"
    document: Any
    document_type: DocumentType
    platform_code: str | None
    issuer_code: str
    number: str
    slot: Slot | None
    date: str
    has_room: bool

    def case(self) -> Case:
        """Return the case of the platform that it names."""
        return self.desk.case(self.document.platform_code)

    def lay(self, slot: Slot) -> None:
        """Lay its slot, in place of the former."""
        self.desk.put_slot(self.platform_code, slot, is_only=self.kind.is_only)
