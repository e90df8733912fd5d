"""The unified social credit code: signs, check character, sole traders."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filing.enterprises.unified_code import LENGTH, SIGNS, is_possible, is_sole_trader
from tests.support.filing.builders import SOLE_TRADER, UNIFIED

PUBLISHED = "91350100M000100Y43"
"""The worked example of the standard."""
bodies = st.text(SIGNS, min_size=LENGTH - 1, max_size=LENGTH - 1)


@pytest.mark.parametrize("code", [PUBLISHED, UNIFIED, SOLE_TRADER, "913301000000000009"])
def test_a_code_with_its_check_character_is_possible(code: str) -> None:
    assert is_possible(code)


@pytest.mark.parametrize(
    "code", ["", PUBLISHED[:-1], PUBLISHED + "3", "91350100I000100Y43", PUBLISHED.lower(), "９1350100M000100Y43"]
)
def test_a_code_of_another_length_or_with_other_signs_is_not(code: str) -> None:
    assert not is_possible(code)


@given(bodies)
def test_every_body_has_exactly_one_check_character(body: str) -> None:
    assert sum(is_possible(body + sign) for sign in SIGNS) == 1


@given(bodies, st.integers(0, LENGTH - 1), st.sampled_from(SIGNS))
def test_one_wrong_sign_is_noticed(body: str, place: int, wrong: str) -> None:
    code = body + next(sign for sign in SIGNS if is_possible(body + sign))
    assert is_possible(code[:place] + wrong + code[place + 1 :]) == (code[place] == wrong)


def test_a_sole_trader_is_known_by_how_its_code_begins() -> None:
    assert is_sole_trader(SOLE_TRADER)
    assert not is_sole_trader(UNIFIED)
    assert not is_sole_trader("19" + SOLE_TRADER[2:])
