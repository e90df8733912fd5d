"""Whatever closes, is asked for and is reopened: totals equal their lists, and each list stands once."""

from collections import Counter, defaultdict
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.common import ParameterSet
from contracts.customs import ListCertificateWithdrawn, ListCertified, ListClosed
from contracts.customs_consolidation import Opened, Page, Turn
from customs.consolidation import merging
from tests.support.customs.consolidation import (
    DAY_MS,
    DECEMBER_10,
    JANUARY_15_ENDS,
    SECOND_MS,
    Merchant,
    a_closed_list,
    a_content,
    a_request,
    an_exported_line,
    list_no,
)
from tests.support.customs.consolidation_steps import Stepwise, small_steps

LISTS_MOST = 6
FOUR_LINES = ParameterSet(
    code="export.lines_per_declaration", version=2, valid_from="2025-01-01", source="test", value="4"
)
AMOUNTS = st.integers(1, 10**9)
LINES: st.SearchStrategy[list[dict[str, Any]]] = st.lists(
    st.builds(
        dict,
        commodity_code=st.sampled_from([f"{code:010}" for code in range(5)]),
        currency_code=st.sampled_from(["502", "142"]),
        quantity_e5=AMOUNTS,
        statutory_quantity_e5=AMOUNTS,
        second_quantity_e5=st.one_of(st.none(), AMOUNTS),
        total_price_e5=AMOUNTS,
        item_name=st.sampled_from([None, "红衫", "蓝衫"]),
    ),
    min_size=1,
    max_size=7,
)
CONTENT: st.SearchStrategy[dict[str, Any]] = st.builds(
    dict,
    lines=LINES,
    arrival_country_code=st.sampled_from(["502", "303"]),
    owner_code=st.sampled_from(["NO", "4401960M01"]),
    gross_weight_kg_e5=AMOUNTS,
    net_weight_kg_e5=AMOUNTS,
    statistics_flag=st.sampled_from(["B", "B", "B", "A"]),
)
FLAGS = {"summary_flag": st.sampled_from("12"), "item_name_flag": st.sampled_from("01")}
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("close"), st.integers(1, LISTS_MOST), CONTENT),
        st.tuples(st.just("close"), st.integers(1, LISTS_MOST), CONTENT),
        st.tuples(st.just("reopen"), st.integers(1, LISTS_MOST), st.just({})),
        st.tuples(st.just("period"), st.integers(0, 1), st.fixed_dictionaries(FLAGS)),
        st.tuples(
            st.just("lists"),
            st.lists(st.integers(1, LISTS_MOST), min_size=1, max_size=5),
            st.fixed_dictionaries(FLAGS),
        ),
        st.tuples(st.just("rest"), st.just(0), st.just({})),
        st.tuples(st.just("turn"), st.integers(1, 4), st.just({})),
        st.tuples(st.just("turn"), st.integers(1, 4), st.just({})),
    ),
    min_size=12,
    max_size=30,
)


def closed_list(number: int, at_ms: int, content: dict[str, Any]) -> ListClosed:
    lines = tuple(an_exported_line(gnum, **line) for gnum, line in enumerate(content["lines"], start=1))
    return a_closed_list(number, at_ms, **{**content, "lines": lines})


def play(merchant: Merchant, steps: list[Any]) -> tuple[dict[int, ListClosed], int]:
    """Play a course of closings, departures taken back and requests; return the lists that stand closed, and when."""
    open_lists: dict[int, ListClosed] = {}
    at_ms = DECEMBER_10
    for number, (what, which, more) in enumerate(steps):
        at_ms += 3_600_000
        if what == "close" and which not in open_lists:
            open_lists[which] = closed_list(which, at_ms, more)
            merchant.close(open_lists[which])
        elif what == "reopen" and open_lists:
            merchant.reopen(open_lists.pop(sorted(open_lists)[which % len(open_lists)]), at_ms)
        elif what == "period":
            begin = f"202512{10 + which:02}000000"
            merchant.submit(
                a_request(cop_no=f"SUM{number}", at_ms=at_ms, start_time=begin, end_time="20251231235959", **more)
            )
        elif what == "lists":
            merchant.submit(a_request(*map(list_no, which), cop_no=f"SUM{number}", at_ms=at_ms, **more))
        elif what == "rest":
            merchant.tick(at_ms)
        elif what == "turn" and isinstance(merchant, Stepwise):
            for _ in range(which):
                merchant.turn(at_ms)
    return open_lists, at_ms


def taken_off(merchant: Merchant) -> Counter[tuple[str, int]]:
    """Return how often each goods line of a list was taken off: a list is reopened in whole."""
    off: Counter[tuple[str, int]] = Counter()
    closed: dict[str, ListClosed] = {}
    for event in merchant.came:
        if isinstance(event, ListClosed):
            closed[event.subject.list_no or ""] = event
            continue
        which = event.subject.list_no or ""
        if any(one.list_no == which and one.corrected_at_ms == event.reopened_at_ms for one in merchant.corrections()):
            off.update((which, line.gnum) for line in closed[which].content.lines)
    return off


def certificates_heard(merchant: Merchant) -> dict[str, str | None]:
    """Return by list which certificate its order takes to be in force, by what it heard last."""
    heard: dict[str, str | None] = {}
    for emit in merchant.seen:
        match emit.record:
            case ListCertified(list_no=which, certificate_no=number):
                heard[which] = number
            case ListCertificateWithdrawn(list_no=which):
                heard[which] = None
    return heard


Totals = Counter[str]


def totals(lines: Any, gross_e5: int, net_e5: int, sign: int = 1) -> Totals:
    """Return the sums of lines of lists or declarations, by what is summed."""
    sums: Totals = Counter({"gross": sign * gross_e5, "net": sign * net_e5})
    for line in lines:
        value = line.value_e5 if hasattr(line, "value_e5") else line.total_price_e5
        at = f"{line.commodity_code}/{line.currency_code}/"
        sums[f"{at}value"] += sign * value
        sums[f"{at}quantity"] += sign * line.quantity_e5
        sums[f"{at}statutory"] += sign * line.statutory_quantity_e5
        sums[f"{at}second"] += sign * (line.second_quantity_e5 or 0)
    return sums


def added(*sums: Totals) -> Totals:
    """Return sums together, without those of nothing."""
    every: Totals = Counter()
    for one in sums:
        every.update(one)
    return Counter({name: value for name, value in every.items() if value})


@settings(max_examples=150, deadline=None)
@given(STEPS)
def test_totals_equal_their_lists_and_each_list_stands_once(steps: list[Any]) -> None:
    hold(Merchant(FOUR_LINES), steps)


@settings(max_examples=300, deadline=None)
@given(STEPS)
def test_they_do_so_whatever_comes_between_two_steps(steps: list[Any]) -> None:
    with small_steps():
        merchant = Stepwise(FOUR_LINES)
        hold(merchant, steps)
        assert [merchant.left(kind) for kind in (Turn, Opened, Page)] == [0, 0, 0]


def hold(merchant: Merchant, steps: list[Any]) -> None:
    """Play a course and let the month end; compare what was declared and certified with the lists that stand closed."""
    open_lists, _ = play(merchant, steps)
    for at_ms in (JANUARY_15_ENDS, JANUARY_15_ENDS + DAY_MS, JANUARY_15_ENDS + DAY_MS + SECOND_MS):
        merchant.tick(at_ms)
    summary = {number: event for number, event in open_lists.items() if event.content.statistics_flag == "B"}

    # each goods line stands in the declarations once more than it was taken off
    assert all(len(event.lines) <= 4 for event in merchant.declared())
    standing = merchant.lists_told()
    standing.subtract(taken_off(merchant))
    wanted = {(list_no(number), line.gnum): 1 for number, event in summary.items() for line in event.content.lines}
    assert {line: times for line, times in standing.items() if times} == wanted

    # totals of declarations less corrections equal the lists
    declared = added(
        *(
            totals(event.lines, event.result.gross_weight_kg_e5, event.result.net_weight_kg_e5)
            for event in merchant.declared()
            if event.result.part_no == 1
        ),
        *(totals(one.lines, one.gross_weight_kg_e5, one.net_weight_kg_e5, -1) for one in merchant.corrections()),
    )
    listed = added(
        *(
            totals(event.content.lines, event.content.gross_weight_kg_e5, event.content.net_weight_kg_e5)
            for event in summary.values()
        )
    )
    assert declared == listed

    # what is certified is what has left, once
    gone = {one.certificate_no for one in merchant.withdrawn()}
    numbers = [issued.certificate.certificate_no for issued in merchant.certificates()]
    assert len(numbers) == len(set(numbers))
    in_force = [one.certificate for one in merchant.certificates() if one.certificate.certificate_no not in gone]
    certified = added(*(totals(one.lines, one.gross_weight_kg_e5, one.net_weight_kg_e5) for one in in_force))
    left = added(
        *(
            totals(event.content.lines, event.content.gross_weight_kg_e5, event.content.net_weight_kg_e5)
            for event in open_lists.values()
        )
    )
    assert certified == left
    heard = certificates_heard(merchant)
    standing_lists = {event.subject.list_no for event in open_lists.values()}
    assert {which for which, number in heard.items() if number is not None} == standing_lists
    assert {heard[which] for which in standing_lists if which} <= {one.certificate_no for one in in_force}
    by_about: defaultdict[str, int] = defaultdict(int)
    for certificate in in_force:
        by_about[certificate.declaration_seq_no or certificate.list_no or ""] += 1
    assert set(by_about.values()) <= {1}


@settings(max_examples=60, deadline=None)
@given(STEPS)
def test_every_request_is_answered_to_its_end(steps: list[Any]) -> None:
    merchant = Merchant(FOUR_LINES)
    play(merchant, steps)
    merchant.tick(JANUARY_15_ENDS + DAY_MS)
    by_document: defaultdict[str, list[str]] = defaultdict(list)
    for verdict in merchant.verdicts():
        by_document[verdict.document.document_id].append(verdict.return_status)
    for statuses in by_document.values():
        assert statuses[0] != "2" or statuses[1] == "399" or statuses[1].startswith("-7030")


@settings(max_examples=60, deadline=None)
@given(st.permutations(range(4)), st.lists(st.integers(0, 3), max_size=4))
def test_parts_in_any_order_and_repeated_reach_the_same_end(order: list[int], again: list[int]) -> None:
    merchant = Merchant()
    merchant.close(*(a_closed_list(number) for number in range(1, 9)))
    parts = [a_request(list_no(2 * at + 1), list_no(2 * at + 2), part_count=4, part_no=at + 1) for at in range(4)]
    merchant.submit(*(parts[at] for at in [*order[:3], *again, *order[3:], *again]))
    merchant.tick(JANUARY_15_ENDS - DAY_MS)
    assert merchant.answers().count("399") == 4
    (told,) = merchant.declared()
    assert [row.list_no for row in told.result.lists] == [list_no(number) for number in range(1, 9)]


@given(LINES, st.integers(1, 8), st.integers(0, 10**6), st.integers(0, 10**6), st.booleans())
def test_the_shares_of_a_list_are_the_list(
    lines: list[dict[str, Any]], most: int, gross: int, net: int, by_name: bool
) -> None:
    exported = [an_exported_line(gnum, **line) for gnum, line in enumerate(lines, start=1)]
    content = a_content(exported, gross_weight_kg_e5=gross, net_weight_kg_e5=net)
    shares = merging.shares(content, by_name=by_name, most=most)
    assert sorted(line.gnum for share in shares for line in share.lines) == [line.gnum for line in exported]
    assert sum(share.gross_weight_kg_e5 for share in shares) == gross
    assert sum(share.net_weight_kg_e5 for share in shares) == net
    assert min(share.gross_weight_kg_e5 for share in shares) >= 0
    assert all(len(merging.merged(share.lines, by_name=by_name)) <= most for share in shares)
