"""
The desk on which one step works: the folder of an order number, its declarations, and what the step causes.

A step lays its event on a desk, decides with pure rules, and hands in `effects`. The desk reads state, keeps changes to
itself and forgets them with the step; it knows nothing about rules.
"""

from msgspec.structs import replace

from contracts.customs_clearance import Case, Declaration, Folder, Serial, Slot
from mesh.processor import Context, Effects, Emit, Output, Record, State, WakeAt
from mesh.registers import Registers

EMPTY = Folder(cases=(), waybills=(), sweep_at_ms=0, heard=())


class Desk:
    """State of one order number as the step sees it. Invariant: everything read comes back as last put."""

    def __init__(self, state: State, context: Context, key: str | None = None) -> None:
        self.context = context
        self.key = context.key.decode() if key is None else key
        self._state = state
        self._before: Folder | None = None
        self._folder: Folder | None = None
        self._declarations: dict[str, Declaration] = {}
        self._serials: dict[str, int] = {}
        self._outputs: list[Output] = []

    @property
    def registers(self) -> Registers:
        """What rules look up."""
        return self.context.registers

    # --- the folder ---

    @property
    def folder(self) -> Folder:
        """Return the folder; an empty one if there is none."""
        if self._folder is None:
            self._before = self._state.get(Folder, self.key)
            self._folder = self._before or EMPTY
        return self._folder

    def case(self, platform_code: str) -> Case:
        """Return the case of a platform; an empty one if there is none."""
        for case in self.folder.cases:
            if case.platform_code == platform_code:
                return case
        return Case(platform_code=platform_code, payments=())

    def put_case(self, case: Case) -> None:
        """Lay a case back."""
        others = self.folder.cases
        if any(held.platform_code == case.platform_code for held in others):
            cases = tuple(case if held.platform_code == case.platform_code else held for held in others)
        else:
            cases = (*others, case)
        self._folder = replace(self.folder, cases=cases)

    def put_waybill(self, slot: Slot) -> None:
        """Lay a waybill back."""
        self._folder = replace(self.folder, waybills=with_slot(self.folder.waybills, slot))

    def put_folder(self, folder: Folder) -> None:
        """Replace the whole folder."""
        self._folder = folder

    # --- declarations ---

    def declaration(self, declaration_id: str | None) -> Declaration | None:
        """Return a declaration of this order number, or None."""
        if declaration_id is None:
            return None
        held = self._declarations.get(declaration_id)
        return held or self._state.get(Declaration, f"{self.key}|{declaration_id}")

    def put_declaration(self, declaration: Declaration) -> None:
        """Lay a declaration back."""
        self._declarations[declaration.declaration_id] = declaration

    def draw(self, prefix: str) -> str:
        """
        Return the next number with this prefix, which no other task draws: nine digits from counter and partition.

        A billion numbers per prefix; the prefix carries the day or the district and year.
        """
        held = self._state.get(Serial, prefix)
        count = self._serials.get(prefix, held.next if held else 1)
        self._serials[prefix] = count + 1
        return f"{prefix}{(count * self.context.partitions + self.context.partition) % 1_000_000_000:09}"

    # --- what the step causes ---

    def emit(self, topic: str, record: Record, key: bytes | None = None) -> None:
        """Publish an event, by default under this order number."""
        self._outputs.append(Emit(topic, self.key.encode() if key is None else key, record))

    def wake(self, at_ms: int) -> None:
        """Ask to look at this order number again."""
        self._outputs.append(WakeAt(at_ms, self.key))

    def effects(self) -> Effects:
        """Return all that the step changed and causes."""
        puts: list[tuple[str, Record]] = []
        deletes: list[tuple[type[Record], str]] = []
        if self._folder is not self._before and self._folder is not None and self._folder != self._before:
            if self._folder.cases or self._folder.waybills:
                puts.append((self.key, self._folder))
            elif self._before is not None:
                deletes.append((Folder, self.key))
        puts += [(f"{self.key}|{name}", declaration) for name, declaration in self._declarations.items()]
        puts += [(prefix, Serial(next=count)) for prefix, count in self._serials.items()]
        return Effects(tuple(puts), tuple(deletes), tuple(self._outputs))


def find_slot(slots: tuple[Slot, ...], issuer_code: str, number: str) -> Slot | None:
    """Return the slot of a number, or None."""
    for slot in slots:
        if slot.number == number and slot.issuer_code == issuer_code:
            return slot
    return None


def with_slot(slots: tuple[Slot, ...], slot: Slot) -> tuple[Slot, ...]:
    """Return the slots with this one in its place or at the end."""
    if find_slot(slots, slot.issuer_code, slot.number) is None:
        return (*slots, slot)
    return tuple(slot if (held.issuer_code, held.number) == (slot.issuer_code, slot.number) else held for held in slots)
