"""Parameters of a query are what their Struct says of them, and a problem names the one that is not."""

from typing import Annotated, Literal

import msgspec
import pytest
from msgspec import Meta
from starlette.requests import Request

from edge.http.field_docs import docs_of
from edge.http.parameters import STRIPPED, query
from edge.problems.problem import Problem


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """Which things."""

    purpose: Annotated[str, Meta(min_length=1, max_length=5, extra=STRIPPED)]
    """what for"""
    number: Annotated[int, Meta(ge=2, le=900)] = 7
    """
    how many
    at most
    """
    late: bool | None = None
    word: Literal["first", "all"] | None = None
    text: Annotated[str, Meta(max_length=3)] | None = None


def asked(text: str) -> Asked:
    return query(Request({"type": "http", "query_string": text.encode(), "headers": []}), Asked)


def test_what_is_absent_is_as_the_struct_has_it_and_what_is_unknown_is_passed_over() -> None:
    assert asked("purpose=a&unknown=1") == Asked(purpose="a")


def test_every_kind_is_read() -> None:
    found = asked("purpose=+a+&number=900&late=true&word=all&text=%20b")
    assert found == Asked(purpose="a", number=900, late=True, word="all", text=" b")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "purpose is required"),
        ("purpose=%20", "purpose is required"),
        ("purpose=abcdef", "purpose is too long: at most 5 characters"),
        ("purpose=a%00b", "purpose is too long: at most 5 characters"),
        ("purpose=a&number=1", "number must be an integer from 2 to 900"),
        ("purpose=a&number=901", "number must be an integer from 2 to 900"),
        ("purpose=a&number=%2B5", "number must be an integer from 2 to 900"),
        ("purpose=a&number=", "number must be an integer from 2 to 900"),
        ("purpose=a&number=" + "0" * 20, "number must be an integer from 2 to 900"),
        ("purpose=a&number=%C2%B2", "number must be an integer from 2 to 900"),
        ("purpose=a&late=True", "late must be true or false"),
        ("purpose=a&word=none", "word must be one of all, first"),
        ("purpose=a&text=abcd", "text is too long: at most 3 characters"),
    ],
)
def test_what_is_wrong_is_named(text: str, said: str) -> None:
    with pytest.raises(Problem) as caught:
        asked(text)
    assert (caught.value.code, caught.value.en) == ("invalid_parameter", said)


def test_the_words_below_a_field_are_its_description() -> None:
    assert docs_of(Asked) == {"purpose": "what for", "number": "how many\nat most"}
