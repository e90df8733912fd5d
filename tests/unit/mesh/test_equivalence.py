"""What is typed differently and means the same becomes the same; what is seen is never lost."""

import re
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mesh.declared import equivalence
from mesh.declared.equivalence import (
    DASHES,
    INVISIBLE,
    code,
    has_letter_or_digit,
    key,
    literal,
    number,
    shown,
    text,
    words,
)
from mesh.declared.keys import order_key
from mesh.declared.private_use import OLD_PLACES
from mesh.declared.radicals import RADICALS

INVISIBLE_ONE = re.compile(f"[{INVISIBLE}]")
UNSEEN = ["\u200b", "\ufeff", "\u00ad", "\u200e", "\u202e", "\u2060", "\u2066", "\u180e", "\ufe0f", "\u3164", "\u2800"]
BLANKS = [" ", "\t", "\n", "\r\n", "\u00a0", "\u3000", "\u2009", "\u202f", "\u2028", "\x85"]
ODD = [*"·Ａ —–－ーｰ゠カ-`´ʼŉ⻢", "\u200b", "\u3000", "\ue863"]
ANY = st.text(st.one_of(st.characters(codec="utf-8"), st.sampled_from(ODD)))


@pytest.mark.parametrize("fold", [text, number, literal, code, key, words])
@given(value=ANY)
def test_what_is_folded_stays_as_it_is(fold: object, value: str) -> None:
    assert callable(fold)
    assert fold(fold(value)) == fold(value)


@given(value=ANY)
def test_what_is_kept_of_a_number_is_looked_up_like_what_was_written(value: str) -> None:
    assert key(number(value)) == key(value) == order_key(value) == key(literal(value)) == key(code(value))


@pytest.mark.parametrize("odd", [*UNSEEN, *BLANKS])
def test_blanks_and_invisible_characters_around_a_value_are_no_part_of_it(odd: str) -> None:
    for fold in (text, number, literal, code, key, words):
        assert fold(f"{odd}a1{odd}") == "a1"
        assert fold(odd) == ""


@pytest.mark.parametrize("odd", UNSEEN)
def test_invisible_characters_inside_are_dropped_from_all_but_texts(odd: str) -> None:
    for fold in (number, literal, code, key, words):
        assert fold(f"a{odd}1") == "a1"
    assert text(f"a{odd}1") == f"a{odd}1"


def test_blanks_inside_stay_where_they_may_mean_something() -> None:
    assert [fold("a 1") for fold in (text, number, literal, code, key, words)] == ["a 1"] * 3 + ["a1"] * 3


def test_width_is_folded_but_in_texts_and_in_a_number_as_it_is_told() -> None:
    assert [fold("Ａ１") for fold in (text, number, literal, code, key, words)] == ["Ａ１"] * 2 + ["A1"] * 3 + ["a1"]


def test_a_dash_of_any_kind_makes_no_other_number() -> None:
    """Unicode's dashes, the minus signs, what looks like one, and what Chinese and Japanese keyboards give for one."""
    of_unicode = [chr(place) for place in range(sys.maxunicode + 1) if unicodedata.category(chr(place)) == "Pd"]
    for dash in (*of_unicode, *"\u2212\u207b\u208b\u2796\u02d7\u2500\u2501\u2043", "\u2014\u2014"):
        assert key(f"DD{dash}12") == order_key(f"DD{dash}12") == "DD-12", f"{ord(dash[0]):X}"
        assert code(f"DD{dash}12") == "DD-12", f"{ord(dash[0]):X}"
        assert number(f"DD{dash}12") == f"DD{dash}12"
    assert key("DDー12") == key("DDｰ12") == "DD-12"
    assert key("データ1") == "データ1"
    assert key("DD--12") != "DD-12" != key("DD_12") != key("DD~12")
    assert all(re.match(f"[{DASHES}]", dash) for dash in of_unicode if dash != "-")


def test_folding_an_amount_never_makes_another_of_it() -> None:
    assert [literal(value) for value in ("10²", "½", "①", "1 000", "1٣")] == ["10²", "½", "①", "1 000", "1٣"]


def test_whatever_unicode_says_is_not_shown_is_invisible() -> None:
    """All format characters but those of scripts that do show something: Arabic signs, Syriac, Kaithi, hieroglyphs."""
    shown_ones = {*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD, *range(0x13430, 0x13440)}
    formats = {place for place in range(sys.maxunicode + 1) if unicodedata.category(chr(place)) == "Cf"} - shown_ones
    assert [f"{place:X}" for place in formats if not INVISIBLE_ONE.match(chr(place))] == []


def test_nothing_that_is_seen_is_invisible() -> None:
    """Letters and marks that are default-ignorable by Unicode's own list are the only ones."""
    unseen_letters = {0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, *range(0x180B, 0x1810), 0x3164, 0xFFA0, 0x2800, 0xFFFC}
    selectors = {*range(0xFE00, 0xFE10), *range(0xE0000, 0xE1000)}
    seen = {
        place
        for place in range(sys.maxunicode + 1)
        if INVISIBLE_ONE.match(chr(place)) and unicodedata.category(chr(place)) not in ("Cf", "Cc", "Cn")
    }
    assert seen <= unseen_letters | selectors


def test_white_space_is_not_among_the_invisible() -> None:
    assert not any(INVISIBLE_ONE.match(chr(place)) for place in range(sys.maxunicode + 1) if chr(place).isspace())


def test_a_value_that_no_field_holds_is_left_as_it_came() -> None:
    """Whoever sends a million blanks gets no more work out of it than that it is too long."""
    long = " " * 1_000_000
    assert text(long) is long
    assert code(long) is long


def test_what_is_quoted_shows_what_nobody_sees() -> None:
    assert shown("3301960001\u200b") == "3301960001<U+200B>"
    assert shown(" a  b\n\u00a0") == "<U+0020>a<U+0020><U+0020>b<U+000A><U+00A0>"
    assert shown("3301 960001") == "3301 960001"


@pytest.mark.parametrize("value", [".", "..", "--", "/", "·", "\u200b", ""])
def test_what_has_neither_letter_nor_digit_names_nothing(value: str) -> None:
    assert not has_letter_or_digit(value)
    assert has_letter_or_digit(value + "1")


def test_old_places_are_those_of_gbk_in_todays_standard() -> None:
    """Derived anew: GBK/5 lies in order at U+E815; Python's codec is GB 18030-2000, which left 14 of it private."""
    places = [bytes((0xFE, low)) for low in (*range(0x50, 0x7F), *range(0x80, 0xA1))]
    of_2022 = dict(zip(
        (0x51, 0x52, 0x53, 0x59, 0x61, 0x66, 0x67, 0x6C, 0x6D, 0x76, 0x7E, 0x90, 0x91, 0xA0),
        (0x20087, 0x20089, 0x200CC, 0x9FB4, 0x9FB5, 0x9FB6, 0x9FB7, 0x215D7, 0x9FB8, 0x2298F, 0x9FB9, 0x9FBA, 0x241FE,
         0x9FBB),
        strict=True,
    ))  # fmt: skip
    for place, old in enumerate(places, start=0xE815):
        of_2000 = old.decode("gb18030")
        assert OLD_PLACES[place] == (chr(of_2022[old[1]]) if of_2000 == chr(place) else of_2000)
    for place, old in ((0xE7C8, b"\xa8\xbf"), (0xE76C, b"\xa2\xe3"), (0xE7E7, b"\xa9\x89"), (0xE7F3, b"\xa9\x95")):
        assert OLD_PLACES[place] == old.decode("gb18030")
    assert OLD_PLACES[0xE863] == "䶮"
    assert not any(0xE000 <= ord(today) <= 0xF8FF for today in OLD_PLACES.values())


def test_words_are_alike_whatever_they_were_kept_in() -> None:
    assert words("\ue863 Milk") == words("䶮milk") == "䶮milk"
    assert equivalence.words("ｍｉｌｋ\u200b") == "milk"


def test_radicals_are_the_characters_that_they_stand_for() -> None:
    """Samples of Unicode's EquivalentUnifiedIdeograph; every radical but the two that have no such character."""
    assert words("⻢⻰⻅⻉⻋⻔⻛⻜⻥⻦⻨⻩") == "马龙见贝车门风飞鱼鸟麦黄"
    assert words("⼀⾺") == "一馬"
    assert all(unicodedata.name(chr(place)).startswith("CJK UNIFIED IDEOGRAPH") for place in RADICALS.values())
    radicals = [place for place in range(0x2E80, 0x2F00) if unicodedata.name(chr(place), "").startswith("CJK RADICAL")]
    assert [place for place in radicals if words(chr(place)) == chr(place)] == [0x2E80, 0x2E95]


def test_accents_by_themselves_are_no_marks_on_the_letter_before() -> None:
    """All that NFKC would take apart into a blank and a mark, but those of kana and of Arabic letters."""
    taken_apart = [
        chr(place) for place in range(sys.maxunicode + 1)
        if re.fullmatch(" .+", unicodedata.normalize("NFKC", chr(place)))
        and not unicodedata.name(chr(place)).startswith(("ARABIC", "KATAKANA"))
    ]  # fmt: skip
    assert {accent: words(f"O{accent}Neil") for accent in [*taken_apart, "`", "ʼ"]} == dict.fromkeys(
        [*taken_apart, "`", "ʼ"], "o'neil"
    )
    assert words("か゛") == words("が")
