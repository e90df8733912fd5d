"""INS-08: the draw is reproducible with the key, follows the rate, and cannot be told without the key."""

import hashlib
import hmac
from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agency.rules import Evaluated, passed
from contracts.common import RuleResult
from inspection.decisions.holding import draw_sample, is_drawn, sampling_rate
from inspection.decisions.processor import REGISTERS
from mesh.declared.errors import ConfigurationError
from tests.support.agency.declarations import register_file
from tests.support.agency.lookups import on_date

KEY = b"a key of the agency"


def ids(count: int) -> list[str]:
    return [hashlib.sha256(b"%d" % number).hexdigest()[:32] for number in range(count)]


def test_ins_08_a_declaration_that_is_not_drawn_passes() -> None:
    assert draw_sample("d1", Decimal(0), KEY) == Evaluated(passed("INS-08"))


def test_ins_08_a_drawn_declaration_fails_with_a_reason() -> None:
    (rule,), (reason,) = draw_sample("d1", Decimal(1), KEY)
    assert (reason.code, reason.rule_id, rule.result) == ("99602", "INS-08", RuleResult.FAILED)
    assert (reason.text_zh, reason.text_en) == ("抽中查验", "drawn by sampling for inspection")


def test_ins_08_the_draw_is_the_first_eight_bytes_of_the_hmac_against_the_rate() -> None:
    drawn = int.from_bytes(hmac.new(KEY, b"d1", "sha256").digest()[:8], "big")
    with localcontext(prec=100):
        at = Decimal(drawn) / 2**64
        assert not is_drawn("d1", at, KEY)
    assert not is_drawn("d1", at - Decimal("0.001"), KEY)
    assert is_drawn("d1", at + Decimal("0.001"), KEY)


@pytest.mark.parametrize(("grade", "rate"), [("A", "0.005"), ("B", "0.03"), ("C", "0.2"), ("ALERT", "1")])
def test_ins_08_each_grade_has_its_rate_on_file(grade: str, rate: str) -> None:
    lookup = on_date(REGISTERS, "2024-11-11", register_file("inspection.parameters.v1"))
    assert sampling_rate(lookup, grade) == Decimal(rate)


def test_ins_08_without_a_rate_nothing_is_drawn_or_passed() -> None:
    with pytest.raises(ConfigurationError):
        sampling_rate(on_date(REGISTERS, "2024-11-11"), "A")


def test_ins_08_under_a_rate_of_one_everything_is_drawn() -> None:
    assert all(is_drawn(declaration_id, Decimal(1), KEY) for declaration_id in ids(1_000))


def test_the_share_drawn_is_near_the_rate() -> None:
    drawn = sum(is_drawn(declaration_id, Decimal("0.2"), KEY) for declaration_id in ids(5_000))
    assert 900 < drawn < 1_100


def test_another_key_draws_others() -> None:
    mine = {declaration_id for declaration_id in ids(2_000) if is_drawn(declaration_id, Decimal("0.03"), KEY)}
    others = {
        declaration_id for declaration_id in ids(2_000) if is_drawn(declaration_id, Decimal("0.03"), b"other key")
    }
    assert mine
    assert mine != others


@given(st.text(), st.decimals(0, 1, places=4))
def test_a_higher_rate_still_draws_what_a_lower_one_drew(declaration_id: str, rate: Decimal) -> None:
    if is_drawn(declaration_id, rate, KEY):
        assert is_drawn(declaration_id, min(Decimal(1), rate * 2), KEY)
