"""A cleared declaration enters the totals of both parties, and no total ever stops a parcel."""

from contracts.forex import TotalEntered
from contracts.forex_decisions import Case
from forex.decisions.total_entries import total_entries
from forex.totals.adding import add
from forex.totals.processor import TOTALS
from tests.support.agency.declarations import CNY, INSTITUTION, MERCHANT

CASE = Case(
    declaration_id="d1",
    revision=1,
    payment_institution_code=INSTITUTION,
    merchant_code=MERCHANT,
    amount_paid_cny_e5=200 * CNY,
    entered=False,
)
LAST_OF_NOVEMBER_IN_CHINA = 1_732_982_399_000
FIRST_OF_DECEMBER_IN_CHINA = 1_732_982_400_000


def test_fx_01_institution_and_merchant_get_an_entry_under_their_own_key() -> None:
    entries = total_entries(CASE, LAST_OF_NOVEMBER_IN_CHINA)
    assert [(entry.key, entry.record) for entry in entries] == [
        (
            code.encode(),
            TotalEntered(enterprise_code=code, entry_id=f"d1-{role}", month="2024-11", amount_cny_e5=200 * CNY),
        )
        for role, code in (("institution", INSTITUTION), ("merchant", MERCHANT))
    ]


def test_fx_01_the_month_is_that_of_clearance_in_china() -> None:
    months = [entry.record.month for entry in total_entries(CASE, FIRST_OF_DECEMBER_IN_CHINA)]  # type: ignore[attr-defined]
    assert months == ["2024-12", "2024-12"]


def test_fx_01_a_total_is_the_sum_of_its_entries_and_what_is_taken_back_counts_negative() -> None:
    entry = TotalEntered(enterprise_code=MERCHANT, entry_id="a", month="2024-11", amount_cny_e5=200 * CNY)
    back = TotalEntered(enterprise_code=MERCHANT, entry_id="b", month="2024-11", amount_cny_e5=-50 * CNY)
    total = add(add(None, entry), back)
    assert (total.amount_cny_e5, total.entries) == (150 * CNY, 2)


def test_fx_01_totals_publish_nothing_and_so_veto_nothing() -> None:
    assert TOTALS.emits == ()
