"""
The desk on which one step works: the folder of an order number, its declarations, and what the step causes.

A step lays its event on a desk, decides with pure rules, and hands in `effects`. The desk reads state, keeps changes to
itself and forgets them with the step; it knows nothing about rules.
"""

from msgspec.structs import replace

from contracts.customs_clearance import Case, Declaration, Folder, Slot
from customs.filing.slots import Slots, with_slot
from customs.serials import Serials
from mesh.declared.processor import Context, Effects, Emit, Output, Record, State, WakeAt
from mesh.declared.registers import Registers

EMPTY = Folder(cases=(), slots=(), sweep_at_ms=0, heard=())

REMEMBERED = 32
"""Events per order number; a repetition comes within minutes, and few documents bear one order number."""


class Desk:
    """State of one order number as the step sees it. Invariant: everything read comes back as last put."""

    __slots__ = (
        *("context", "folder", "key", "registers"),
        *("_before", "_declarations", "_outputs", "_serials", "_state"),
    )

    def __init__(self, state: State, context: Context, key: str | None = None) -> None:
        self.context = context
        self.registers: Registers = context.registers
        self.key = context.key.decode() if key is None else key
        self._state = state
        self._before = state.get(Folder, self.key)
        self.folder: Folder = self._before or EMPTY
        self._declarations: dict[str, Declaration] = {}
        self._serials = Serials(state, context)
        self._outputs: list[Output] = []

    # --- the folder ---

    def case(self, platform_code: str) -> Case:
        """Return the case of a platform; an empty one if there is none."""
        for case in self.folder.cases:
            if case.platform_code == platform_code:
                return case
        return Case(platform_code=platform_code, slots=())

    def put_case(self, case: Case) -> None:
        """Lay a case back."""
        cases = self.folder.cases
        for at, former in enumerate(cases):
            if former.platform_code == case.platform_code:
                cases = (*cases[:at], case, *cases[at + 1 :])
                break
        else:
            cases = (*cases, case)
        self.folder = replace(self.folder, cases=cases)

    def slots_of(self, platform_code: str | None) -> Slots:
        """Return what lies in the case of a platform; without one, what names none."""
        return self.folder.slots if platform_code is None else self.case(platform_code).slots

    def put_slot(self, platform_code: str | None, slot: Slot, *, is_only: bool = False) -> None:
        """Lay a slot in place of the former or at the end; the only one of its type in place of any other."""
        if platform_code is None:
            self.folder = replace(self.folder, slots=with_slot(self.folder.slots, slot, is_only=is_only))
        else:
            case = self.case(platform_code)
            self.put_case(replace(case, slots=with_slot(case.slots, slot, is_only=is_only)))

    def put_slots(self, platform_code: str | None, slots: Slots) -> None:
        """Replace what lies in the case of a platform or, without one, in the folder."""
        if platform_code is None:
            self.folder = replace(self.folder, slots=slots)
        else:
            self.put_case(replace(self.case(platform_code), slots=slots))

    def put_folder(self, folder: Folder) -> None:
        """Replace the whole folder."""
        self.folder = folder

    # --- declarations ---

    def declaration(self, declaration_id: str | None) -> Declaration | None:
        """Return a declaration of this order number, or None."""
        if declaration_id is None:
            return None
        loaded = self._declarations.get(declaration_id)
        return self._state.get(Declaration, f"{self.key}|{declaration_id}") if loaded is None else loaded

    def put_declaration(self, declaration: Declaration) -> None:
        """Lay a declaration back."""
        self._declarations[declaration.declaration_id] = declaration

    def draw(self, prefix: str) -> str:
        """Return the next number with this prefix, which no other task draws."""
        return self._serials.draw(prefix)

    # --- what the step causes ---

    def emit(self, topic: str, record: Record, key: bytes | None = None) -> None:
        """Publish an event, by default under this order number."""
        self._outputs.append(Emit(topic, self.key.encode() if key is None else key, record))

    def wake(self, at_ms: int) -> None:
        """Ask to look at this order number again."""
        self._outputs.append(WakeAt(at_ms, self.key))

    def effects(self, mark: bytes | None = None) -> Effects:
        """
        Return all that the step changed and causes.

        mark: of the event, to be remembered in the folder while there is one (`once`).
        """
        puts: list[tuple[str, Record]] = []
        deletes: tuple[tuple[type[Record], str], ...] = ()
        folder, before = self.folder, self._before
        is_left = folder is before or folder is EMPTY or folder == before
        if not is_left:
            if folder.cases or folder.slots:
                puts.append((self.key, folder if mark is None else heard(folder, mark)))
            elif before is not None:
                deletes = ((Folder, self.key),)
        for name, declaration in self._declarations.items():
            puts.append((f"{self.key}|{name}", declaration))
        puts += self._serials.puts()
        if is_left and mark is not None and before is not None:
            puts.append((self.key, heard(before, mark)))
        return Effects(tuple(puts), deletes, tuple(self._outputs))


def heard(folder: Folder, mark: bytes) -> Folder:
    """Return the folder, which remembers that an event with this mark was worked."""
    return replace(folder, heard=(*folder.heard, mark)[-REMEMBERED:])
