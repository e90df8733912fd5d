"""
Which list goes into which declaration of a consolidation.

A list goes whole into one: the list that would bring a line too many opens the next, and only a list that alone has
too many is split. Lists come in the order in which they were entered, that of closing as customs hears of it.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from contracts.common import ParameterSet
from contracts.customs import ConsolidatedHead, ConsolidatedLine, ConsolidatedList
from contracts.customs_consolidation import Draft, Entry, Left, Member, Members, Opened, Page, Piece, Turn
from customs import reference
from customs.consolidation import hearing, merging
from customs.consolidation.desk import Desk
from customs.consolidation.merging import Key, Share
from mesh.declared.registers import Registers

LINES = "export.lines_per_declaration"
ROWS = 500
"""Goods lines of lists in one part of a result."""


def lines_most(registers: Registers, date: str) -> int:
    """Return how many lines a declaration may have on a date, YYYY-MM-DD."""
    return int(registers.need(ParameterSet, LINES, date).value)


class Filling:
    """A declaration while lists are added to it within a step. Invariant: its sums are those of its lists."""

    __slots__ = ("_keys", "_left", "_lines", "counts", "draft", "heard", "members", "number", "page", "rows", "weights")

    def __init__(
        self, number: int, draft: Draft, page: int, rows: Sequence[ConsolidatedList], members: Sequence[Member]
    ) -> None:
        self.number = number
        self.draft = draft
        self.page = page
        self.rows = list(rows)
        self.heard = draft.list_count // hearing.MEMBERS + 1
        self.members = list(members)
        self.weights = draft.gross_weight_kg_e5, draft.net_weight_kg_e5
        self.counts = draft.list_count, draft.row_count
        self._lines = list(draft.lines)
        self._keys = {merging.merged_key(line, by_name=draft.by_name): at for at, line in enumerate(draft.lines)}
        self._left = draft.left

    def takes(self, entry: Entry, member: Member, share: Share, most: int) -> bool:
        """Add a list or its share and return True, or leave all as it is if a line too many would come of it."""
        by_name = self.draft.by_name
        sums: dict[int, ConsolidatedLine] = {}
        keys: dict[Key, int] = {}
        for one in merging.merged(share.lines, by_name=by_name):
            key = merging.merged_key(one, by_name=by_name)
            at = self._keys.get(key, len(self._lines) + len(keys))
            if at < len(self._lines):
                sums[at] = merging.plus(self._lines[at], one)
            else:
                keys[key] = at
                sums[at] = merging.numbered(one, at + 1)
        if self._lines and not (len(self._lines) + len(keys) <= most and all(map(merging.fits, sums.values()))):
            return False
        self._keys.update(keys)
        for at, line in sums.items():
            self._lines[at : at + 1] = [line]
        self.members.append(member)
        self._note(entry, share)
        return True

    def _note(self, entry: Entry, share: Share) -> None:
        """Count a list that was added, in what is left after corrections too."""
        by_name = self.draft.by_name
        places = [(line, self._keys[merging.key_of(line, by_name=by_name)] + 1) for line in share.lines]
        self.rows += [
            ConsolidatedList(
                list_no=entry.subject.list_no or "",
                waybill_no=entry.content.waybill_no,
                line_no=line_no,
                gnum=line.gnum,
                commodity_code=line.commodity_code,
            )
            for line, line_no in places
        ]
        gross, net = share.gross_weight_kg_e5, share.net_weight_kg_e5
        self.weights = self.weights[0] + gross, self.weights[1] + net
        self.counts = self.counts[0] + 1, self.counts[1] + len(places)
        if (left := self._left) is not None:
            lines = {line.line_no: line for line in left.lines}
            for line, line_no in places:
                one, former = merging.opened(line, line_no), lines.get(line_no)
                lines[line_no] = one if former is None else merging.plus(former, one)
            self._left = Left(
                lines=tuple(lines[at] for at in sorted(lines)),
                gross_weight_kg_e5=left.gross_weight_kg_e5 + gross,
                net_weight_kg_e5=left.net_weight_kg_e5 + net,
            )
        at_ms, draft = entry.closed_at_ms, self.draft
        if not draft.departed_from_ms <= at_ms <= draft.departed_until_ms:
            self.draft = replace(
                draft,
                departed_from_ms=min(draft.departed_from_ms, at_ms),
                departed_until_ms=max(draft.departed_until_ms, at_ms),
            )

    def filled(self) -> Draft:
        """Return the declaration as it is now."""
        return replace(
            self.draft,
            lines=tuple(self._lines),
            gross_weight_kg_e5=self.weights[0],
            net_weight_kg_e5=self.weights[1],
            left=self._left,
            list_count=self.counts[0],
            row_count=self.counts[1],
        )


class Packing:
    """The declarations of a consolidation that a step fills. Add lists; then lay all back on the desk."""

    def __init__(self, desk: Desk, number: int, turn: Turn) -> None:
        self._desk = desk
        self._number = number
        self._turn = turn
        self._date = reference.date_of(desk.context.at_ms)
        self._most = lines_most(desk.registers, self._date)
        self._open: dict[str, Filling] = {}
        self.drafts = turn.drafts

    @property
    def filled(self) -> int:
        """How many declarations were added to, about."""
        return len(self._open) + self.drafts - self._turn.drafts

    def add(self, entry: Entry, member: Member) -> tuple[Piece, ...]:
        """Put a list into the declaration that is open for its head, or into the next; return where it stands."""
        head = merging.head_of(entry.subject, entry.content, by_producer=self._turn.by_producer)
        key = merging.head_key(head)
        shares = merging.shares(entry.content, by_name=self._turn.by_name, most=self._most)
        filling = self._opened(key)
        pieces: list[Piece] = []
        for share in shares:
            if filling is None or len(shares) > 1 or not filling.takes(entry, member, share, self._most):
                filling = self._next(key, head, entry.closed_at_ms)
                filling.takes(entry, member, share, self._most)
            self._turn_pages(filling)
            pieces.append(
                Piece(
                    turn=self._number,
                    draft=filling.number,
                    gnums=tuple(line.gnum for line in share.lines),
                    gross_weight_kg_e5=share.gross_weight_kg_e5,
                    net_weight_kg_e5=share.net_weight_kg_e5,
                )
            )
        return tuple(pieces)

    def lay(self) -> None:
        """Lay the declarations back."""
        for key, filling in self._open.items():
            self._lay(filling)
            self._desk.put(Opened(draft=filling.number), self._number, key)

    def _opened(self, key: str) -> Filling | None:
        """Return the declaration that is open for a head, or None."""
        if key not in self._open:
            opened = self._desk.get(Opened, self._number, key)
            if opened is None:
                return None
            draft = self._desk.need(Draft, self._number, opened.draft)
            page = draft.row_count // ROWS + 1
            rows = self._desk.get(Page, self._number, opened.draft, page)
            lists = self._desk.get(Members, self._number, opened.draft, draft.list_count // hearing.MEMBERS + 1)
            self._open[key] = Filling(
                opened.draft,
                draft,
                page,
                rows.rows if rows is not None else (),
                lists.lists if lists is not None else (),
            )
        return self._open[key]

    def _next(self, key: str, head: ConsolidatedHead, closed_at_ms: int) -> Filling:
        """Open another declaration for a head; the former is as full as it will be."""
        if key in self._open:
            self._lay(self._open[key])
        self.drafts += 1
        draft = Draft(
            declaration_seq_no=self._desk.draw(f"H{self._date.replace('-', '')}"),
            consolidation_no=self._turn.consolidation_no,
            head=head,
            by_name=self._turn.by_name,
            opened=key,
            lines=(),
            gross_weight_kg_e5=0,
            net_weight_kg_e5=0,
            left=None,
            list_count=0,
            row_count=0,
            departed_from_ms=closed_at_ms,
            departed_until_ms=closed_at_ms,
            entry_no=None,
            certificates=0,
            certificate_no=None,
            standing=None,
        )
        self._open[key] = Filling(self.drafts, draft, 1, (), ())
        return self._open[key]

    def _turn_pages(self, filling: Filling) -> None:
        """Lay full pages away."""
        while len(filling.rows) >= ROWS:
            self._desk.put(Page(rows=tuple(filling.rows[:ROWS])), self._number, filling.number, filling.page)
            filling.rows, filling.page = filling.rows[ROWS:], filling.page + 1
        if len(filling.members) >= hearing.MEMBERS:
            self._desk.put(Members(lists=tuple(filling.members)), self._number, filling.number, filling.heard)
            filling.members, filling.heard = [], filling.heard + 1

    def _lay(self, filling: Filling) -> None:
        if filling.rows:
            self._desk.put(Page(rows=tuple(filling.rows)), self._number, filling.number, filling.page)
        if filling.members:
            self._desk.put(Members(lists=tuple(filling.members)), self._number, filling.number, filling.heard)
        self._desk.put(filling.filled(), self._number, filling.number)
