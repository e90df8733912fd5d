"""Statuses of receipts: each once, in both languages, and in an order in which a document can have them."""

from itertools import pairwise

import pytest

from contracts.statuses import STATUSES, receipt_order, status_of


def test_every_status_is_there_once_and_in_both_languages() -> None:
    assert len({status.code for status in STATUSES}) == len(STATUSES)
    for status in STATUSES:
        assert status.en.isascii()
        assert all("\u4e00" <= letter <= "\u9fff" for letter in status.zh)
    assert [status.progress for status in STATUSES] == sorted(status.progress for status in STATUSES)


@pytest.mark.parametrize(
    "life",
    [
        ("1", "2", "120", "300", "800", "899"),
        ("2", "120", "500", "700"),
        ("2", "-621018"),
        ("2", "100"),
        ("2", "399"),
        ("2", "120", "300", "599", "899"),
    ],
)
def test_a_later_status_of_the_same_time_comes_later(life: tuple[str, ...]) -> None:
    assert all(receipt_order(7, before) < receipt_order(7, after) for before, after in pairwise(life))


def test_time_goes_before_progress_and_a_bill_follows_its_release() -> None:
    assert receipt_order(7, "899") < receipt_order(8, "1")
    assert receipt_order(7, "800") < receipt_order(7, "1", is_of_bill=True) < receipt_order(7, "899")


def test_a_status_that_no_table_has_is_told_all_the_same() -> None:
    assert (status_of("-301008").code, status_of("-301008").en) == ("-301008", "rejected")
    assert status_of("555").en == "another status"
