"""What the order of a list hears after the list closed: each thing once, and in the end what is so."""

from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from contracts import topics
from contracts.common import DocumentRef, DocumentType, ParameterSet
from contracts.customs import (
    CertificateUse,
    ListCertificateWithdrawn,
    ListCertified,
    ListClosed,
    ListConsolidated,
    ListDeclared,
    ListTakenOff,
)
from tests.component.customs.test_consolidation_properties import FOUR_LINES, STEPS, play
from tests.support.customs.builders import AGENT, MERCHANT, PLATFORM
from tests.support.customs.consolidation import (
    DAY_MS,
    DECEMBER_10,
    JANUARY_15_ENDS,
    SECOND_MS,
    Merchant,
    a_closed_list,
    list_no,
    many_lines,
    of_december,
)


class Told(NamedTuple):
    """What an order was told, and when it says that was."""

    kind: str
    number: str | None


def told_to(merchant: Merchant, number: int) -> list[Told]:
    """Return what the order of a list heard, in order."""
    return [told(emit.record) for emit in merchant.seen if emit.key == f"EX{number}".encode()]


def told(record: Any) -> Told:
    match record:
        case ListConsolidated() | ListTakenOff():
            return Told(type(record).__name__, record.declaration_seq_no)
        case ListDeclared():
            return Told("ListDeclared", record.entry_no)
        case ListCertified() | ListCertificateWithdrawn():
            return Told(type(record).__name__, record.certificate_no)
    raise AssertionError(record)


def all_told(merchant: Merchant) -> list[Any]:
    return [emit.record for emit in merchant.seen if emit.topic == topics.CUSTOMS_LIST_ENDS]


def test_an_order_hears_of_the_declaration_then_of_its_number_and_of_its_certificate() -> None:
    merchant = Merchant()
    merchant.close(a_closed_list(1), a_closed_list(2))
    merchant.ask(of_december())
    (entered,), (certified,) = merchant.entered(), merchant.certificates()
    seq_no, entry_no = entered.result.declaration_seq_no, entered.result.entry_no
    for number in (1, 2):
        assert told_to(merchant, number) == [
            ("ListConsolidated", seq_no),
            ("ListDeclared", entry_no),
            ("ListCertified", certified.certificate.certificate_no),
        ]
    consolidated, *_ = all_told(merchant)
    assert consolidated.declaration_id == a_closed_list(1).subject.declaration_id
    assert (consolidated.platform_code, consolidated.merchant_code, consolidated.agent_code) == (
        PLATFORM,
        MERCHANT,
        AGENT,
    )
    assert consolidated.consolidated_at_ms == merchant.declared()[0].result.processed_at_ms


def test_who_handed_the_list_over_is_named() -> None:
    merchant = Merchant()
    closed = a_closed_list(1)
    ref = DocumentRef(
        document_type=DocumentType.EXPORT_LIST, document_id="d", issuer_code=AGENT, number="COP1", sender_code="SENDER"
    )
    merchant.close(replace(closed, subject=replace(closed.subject, documents=(ref,))))
    merchant.ask(of_december())
    assert {one.sender_code for one in all_told(merchant)} == {"SENDER"}


def test_a_simplified_list_hears_of_its_own_certificate_and_of_no_declaration() -> None:
    merchant = Merchant()
    merchant.close(a_closed_list(1, statistics_flag="A"))
    (one,) = all_told(merchant)
    assert (type(one), one.certificate_no) == (ListCertified, f"{list_no(1)}01")
    assert (one.declaration_seq_no, one.uses) == (None, (CertificateUse.EXCHANGE, CertificateUse.EXEMPTION))
    merchant.reopen(a_closed_list(1), DECEMBER_10 + 1)
    merchant.close(a_closed_list(1, DECEMBER_10 + 2, statistics_flag="A"))
    assert told_to(merchant, 1)[1:] == [
        ("ListCertificateWithdrawn", f"{list_no(1)}01"),
        ("ListCertified", f"{list_no(1)}02"),
    ]


@pytest.mark.parametrize("mode", ["9710", "9810"])
def test_a_list_that_is_never_consolidated_hears_nothing(mode: str) -> None:
    merchant = Merchant()
    merchant.close(a_closed_list(1, trade_mode=mode))
    merchant.tick(JANUARY_15_ENDS + DAY_MS)
    assert all_told(merchant) == []


def test_a_list_that_is_reopened_hears_that_it_is_taken_off_and_the_others_of_another_certificate() -> None:
    merchant = Merchant()
    merchant.close(a_closed_list(1), a_closed_list(2))
    merchant.ask(of_december())
    first = merchant.certificates()[0].certificate.certificate_no
    merchant.reopen(a_closed_list(2), JANUARY_15_ENDS)
    merchant.tick(JANUARY_15_ENDS + SECOND_MS)
    second = merchant.certificates()[1].certificate.certificate_no
    seq_no = merchant.declared()[0].result.declaration_seq_no
    assert told_to(merchant, 2)[3:] == [("ListCertificateWithdrawn", first), ("ListTakenOff", seq_no)]
    assert told_to(merchant, 1)[3:] == [("ListCertified", second)]
    assert all_told(merchant)[-1].replaces == first


def test_a_list_that_waits_and_is_reopened_hears_nothing() -> None:
    merchant = Merchant()
    merchant.close(a_closed_list(1))
    merchant.reopen(a_closed_list(1), DECEMBER_10 + 1)
    merchant.tick(JANUARY_15_ENDS + DAY_MS)
    assert all_told(merchant) == []


def test_where_no_other_certificate_is_issued_the_others_hear_that_theirs_is_withdrawn() -> None:
    off = ParameterSet(
        code="export.certificates_automatic", version=2, valid_from="2026-01-16", source="test", value="off"
    )
    merchant = Merchant(off)
    merchant.close(a_closed_list(1), a_closed_list(2))
    merchant.ask(of_december())
    first = merchant.certificates()[0].certificate.certificate_no
    merchant.reopen(a_closed_list(2), JANUARY_15_ENDS)
    merchant.tick(JANUARY_15_ENDS + SECOND_MS)
    assert len(merchant.certificates()) == 1
    assert told_to(merchant, 1)[3:] == [("ListCertificateWithdrawn", first)]


def test_a_split_list_hears_of_every_declaration_in_which_a_part_of_it_stands() -> None:
    merchant = Merchant()
    merchant.close(a_closed_list(1, lines=many_lines(99)))
    merchant.ask(of_december())
    kinds = [one.kind for one in told_to(merchant, 1)]
    assert sorted(kinds) == ["ListCertified"] * 2 + ["ListConsolidated"] * 2 + ["ListDeclared"] * 2
    assert len(set(told_to(merchant, 1))) == 6


def test_a_list_that_leaves_again_hears_of_the_declaration_that_it_goes_into_then() -> None:
    merchant = Merchant()
    merchant.close(a_closed_list(1), a_closed_list(2))
    merchant.ask(of_december())
    merchant.reopen(a_closed_list(2), JANUARY_15_ENDS - DAY_MS + 5 * SECOND_MS)
    merchant.close(a_closed_list(2, JANUARY_15_ENDS - DAY_MS + 6 * SECOND_MS))
    merchant.tick(JANUARY_15_ENDS + 62 * DAY_MS)
    seq_nos = [event.result.declaration_seq_no for event in merchant.declared()]
    consolidated = [one.number for one in told_to(merchant, 2) if one.kind == "ListConsolidated"]
    assert consolidated == seq_nos
    assert len(consolidated) == 2


@settings(max_examples=100, deadline=None, derandomize=True)
@given(STEPS)
def test_whatever_happens_an_order_knows_in_the_end_what_is_so_and_heard_nothing_twice(steps: list[Any]) -> None:
    merchant = Merchant(FOUR_LINES)
    open_lists, _ = play(merchant, steps)
    for at_ms in (JANUARY_15_ENDS, *(JANUARY_15_ENDS + DAY_MS + second * SECOND_MS for second in range(30))):
        merchant.tick(at_ms)
    gone = {one.certificate_no for one in merchant.withdrawn()}
    certificates = [one.certificate for one in merchant.certificates()]
    in_force = {one.declaration_seq_no or one.list_no: one.certificate_no for one in certificates}
    in_force = {about: number for about, number in in_force.items() if number not in gone}
    entries = {event.result.declaration_seq_no: event.result.entry_no for event in merchant.entered()}
    for number in range(1, 13):
        heard = told_to(merchant, number)
        declared, certified = _known(merchant, number)
        assert len({one for one in heard if one.kind == "ListConsolidated"}) == [one.kind for one in heard].count(
            "ListConsolidated"
        )
        closed = open_lists.get(number)
        if closed is None:
            assert (declared, certified) == ({}, set())
            continue
        if closed.content.statistics_flag == "A":
            assert (declared, certified) == ({}, {in_force[list_no(number)]})
            continue
        stands = _stands_in(merchant, closed)
        assert declared == {seq_no: entries[seq_no] for seq_no in stands}
        assert certified == {in_force[seq_no] for seq_no in stands}


def _known(merchant: Merchant, number: int) -> tuple[dict[str, str | None], set[str]]:
    """Return what an order knows in the end: declarations with their numbers, and certificates."""
    declared: dict[str, str | None] = {}
    certified: set[str] = set()
    for emit in merchant.seen:
        if emit.key != f"EX{number}".encode():
            continue
        match emit.record:
            case ListConsolidated(declaration_seq_no=seq_no):
                declared[seq_no] = None
            case ListDeclared(declaration_seq_no=seq_no, entry_no=entry_no):
                assert seq_no in declared
                declared[seq_no] = entry_no
            case ListCertified(certificate_no=certificate_no, replaces=replaces):
                assert (replaces in certified) == (replaces is not None)
                certified = (certified - {replaces or ""}) | {certificate_no}
            case ListCertificateWithdrawn(certificate_no=certificate_no):
                certified.discard(certificate_no)
            case ListTakenOff(declaration_seq_no=seq_no):
                declared.pop(seq_no, None)
    return declared, certified


def _stands_in(merchant: Merchant, closed: ListClosed) -> set[str]:
    """Return the declarations in which a closed list stands."""
    which = closed.subject.list_no
    told_in = [
        event.result.declaration_seq_no
        for event in merchant.declared()
        if any(row.list_no == which for row in event.result.lists)
    ]
    off = [one.declaration_seq_no for one in merchant.corrections() if one.list_no == which]
    return {seq_no for seq_no in told_in if seq_no not in off}
