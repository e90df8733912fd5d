"""Reasons in the words of the catalogue: no text stands in a rule."""

import pytest

from agency.reasons import Particular, particular, reason
from contracts.codes import CODES
from contracts.particulars import PARTICULARS


def test_a_reason_takes_both_texts_from_the_catalogue() -> None:
    made = reason("99101", "MAT-01")
    assert (made.text_zh, made.text_en) == (CODES["99101"].zh, CODES["99101"].en)


def test_a_value_stands_at_its_place_in_both_languages() -> None:
    made = reason("-621018", "LIM-04", "26000.00")
    assert made.text_zh == CODES["-621018"].zh.replace("{}", "26000.00")
    assert made.text_en == CODES["-621018"].en.replace("{}", "26000.00")


def test_a_particular_says_in_each_language_what_its_values_say_in_it() -> None:
    said = particular("found-refuse", Particular("税务", "tax"))
    assert said == ("税务审核不予通过", "not passed by an officer of tax")
    assert said.zh in reason("1300", "TAX-12", said).text_zh
    assert said.en in reason("1300", "TAX-12", said).text_en


def test_a_rule_that_does_not_give_the_code_is_refused() -> None:
    with pytest.raises(ValueError, match="rule MAT-03 does not give code 99102"):
        reason("99102", "MAT-03")


@pytest.mark.parametrize("values", [(), ("a", "b")])
def test_a_code_takes_as_many_values_as_its_text_has_places(values: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="-621018 has 1 places"):
        reason("-621018", "LIM-04", *values)


@pytest.mark.parametrize("name", PARTICULARS)
def test_every_particular_is_whole_in_both_languages(name: str) -> None:
    zh, en = PARTICULARS[name]
    made = particular(name, *("价" for _ in range(zh.count("{}"))))
    assert "{}" not in made.zh + made.en
    assert en.isascii() or "“" in en


def test_a_code_that_no_rule_gives_names_none() -> None:
    assert (reason("1200", "").rule_id, reason("1200", "").text_zh) == ("", CODES["1200"].zh)
    with pytest.raises(ValueError, match="rule MAT-03 does not give code 1200"):
        reason("1200", "MAT-03")
    with pytest.raises(ValueError, match="does not give code 99102"):
        reason("99102", "")
