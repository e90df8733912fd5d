"""Lists are added to a declaration that was corrected while it was filled, and to one page after another."""

from contracts.customs_consolidation import Draft, Entry, Left
from customs.consolidation import hearing, merging
from customs.consolidation.packing import Filling
from tests.support.customs.consolidation import DECEMBER_10, a_content, a_subject, an_exported_line, many_lines

FIFTY = 50


def an_entry(number: int, codes: int, first: int = 1, at_ms: int = DECEMBER_10) -> Entry:
    """A list with lines of as many commodity codes."""
    content = a_content(many_lines(codes, first=first))
    return Entry(number=number, subject=a_subject(number), content=content, closed_at_ms=at_ms, waits=True, pieces=())


def a_draft(entry: Entry, left: Left | None = None) -> Draft:
    """A declaration that holds one list."""
    lines = merging.merged(entry.content.lines, by_name=False)
    return Draft(
        declaration_seq_no="H20251211000000001",
        consolidation_no="S20251211000000001",
        head=merging.head_of(entry.subject, entry.content, by_producer=False),
        by_name=False,
        opened="head",
        lines=lines,
        gross_weight_kg_e5=entry.content.gross_weight_kg_e5,
        net_weight_kg_e5=entry.content.net_weight_kg_e5,
        left=left,
        list_count=1,
        row_count=len(lines),
        departed_from_ms=entry.closed_at_ms,
        departed_until_ms=entry.closed_at_ms,
        entry_no=None,
        certificates=0,
        certificate_no=None,
    )


def takes(filling: Filling, entry: Entry) -> bool:
    """Add a whole list."""
    (share,) = merging.shares(entry.content, by_name=False, most=FIFTY)
    return filling.takes(entry, hearing.member(entry, "2025-12", entry.number), share, FIFTY)


def test_a_list_that_comes_after_a_correction_counts_as_declared_and_as_left() -> None:
    first, second = an_entry(1, 2), an_entry(2, 2, first=2)
    nothing = Left(lines=(), gross_weight_kg_e5=0, net_weight_kg_e5=0)
    filling = Filling(1, a_draft(first, nothing), 1, (), ())
    assert takes(filling, second)
    filled = filling.filled()
    assert [line.quantity_e5 for line in filled.lines] == [200_000, 400_000, 200_000]
    assert filled.left is not None
    assert [(line.line_no, line.quantity_e5) for line in filled.left.lines] == [(2, 200_000), (3, 200_000)]
    assert (filled.left.gross_weight_kg_e5, filled.left.net_weight_kg_e5) == (62_000, 55_000)
    assert (filled.gross_weight_kg_e5, filled.net_weight_kg_e5) == (124_000, 110_000)
    assert takes(filling, an_entry(3, 1, first=3))
    again = filling.filled().left
    assert again is not None
    assert [(line.line_no, line.quantity_e5) for line in again.lines] == [(2, 200_000), (3, 400_000)]


def test_a_declaration_that_takes_no_list_stays_as_it_was() -> None:
    draft = a_draft(an_entry(1, 49))
    filling = Filling(1, draft, 1, (), ())
    assert not takes(filling, an_entry(2, 2, first=50))
    assert filling.filled() == draft
    assert filling.rows == []
    assert takes(filling, an_entry(3, 1, first=50))
    assert len(filling.filled().lines) == FIFTY


def test_rows_name_the_line_in_which_a_goods_line_is_summed() -> None:
    filling = Filling(1, a_draft(an_entry(1, 3)), 1, (), ())
    assert takes(filling, an_entry(2, 3, first=2))
    assert [(row.line_no, row.gnum) for row in filling.rows] == [(2, 1), (3, 2), (4, 3)]
    assert {(row.list_no, row.waybill_no, row.commodity_code) for row in filling.rows[:1]} == {
        ("51412025E000000002", "EX77", "0000000002")
    }
    assert (filling.filled().list_count, filling.filled().row_count) == (2, 6)


def test_the_departures_of_a_declaration_are_the_first_and_the_last_of_its_lists() -> None:
    filling = Filling(1, a_draft(an_entry(1, 1)), 1, (), ())
    for at_ms in (DECEMBER_10 + 5, DECEMBER_10 - 7, DECEMBER_10 + 3):
        assert takes(filling, an_entry(2, 1, at_ms=at_ms))
    filled = filling.filled()
    assert (filled.departed_from_ms, filled.departed_until_ms) == (DECEMBER_10 - 7, DECEMBER_10 + 5)


def test_two_lines_of_one_list_that_agree_are_one_line_of_the_declaration() -> None:
    lines = (an_exported_line(1), an_exported_line(2), an_exported_line(3, currency_code="142"))
    entry = Entry(
        number=1, subject=a_subject(1), content=a_content(lines), closed_at_ms=DECEMBER_10, waits=True, pieces=()
    )
    filling = Filling(1, a_draft(an_entry(9, 1)), 1, (), ())
    assert takes(filling, entry)
    assert [(row.line_no, row.gnum) for row in filling.rows] == [(2, 1), (2, 2), (3, 3)]
    assert [line.quantity_e5 for line in filling.filled().lines] == [200_000, 400_000, 200_000]
