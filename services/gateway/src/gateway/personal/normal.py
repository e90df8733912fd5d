"""
How personal values are normalised before they are compared: as digests, so equal people must give equal bytes.

White space of every kind is dropped (full-width blanks too, after NFKC), id numbers are upper-case, phones are
digits only.
"""

from operator import mul
from unicodedata import normalize


def name(value: str) -> str:
    """Return a person's name or an address without any white space, full-width forms folded."""
    return "".join(normalize("NFKC", value).split())


def id_number(value: str) -> str:
    """Return an id number: as `name`, in upper case (the check character may be a small x)."""
    return name(value).upper()


def phone(value: str) -> str:
    """Return a phone number's digits."""
    return "".join(character for character in normalize("NFKC", value) if "0" <= character <= "9")


_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ZEROS = sum(_WEIGHTS) * ord("0")
_CHECK_CHARACTERS = "10X98765432"


def check_digit_valid(value: str) -> bool:
    """Tell whether a resident id number's 18th character is right (GB 11643: ISO 7064, mod 11-2)."""
    number = id_number(value)
    digits = number[:17]
    if len(number) != 18 or not number.isascii() or not digits.isdigit():
        return False
    total = sum(map(mul, _WEIGHTS, digits.encode())) - _ZEROS
    return number[17] == _CHECK_CHARACTERS[total % 11]
