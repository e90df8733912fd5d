"""
Invented people: names that nobody bears, identity numbers of an area that does not exist, telephones that cannot ring.

The check characters are right, because a wrong one is a fault of its own.
"""

from dataclasses import dataclass
from random import Random

_FAMILY = "例样拟虚演设"
_GIVEN = "云帆舟竹溪岚松雁桐霁澜芷蔚棠枫禾砚弦镜渡"
_STREETS = ("样板街", "假设路", "拟定巷", "例题大道", "虚线胡同", "草图路")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


@dataclass(frozen=True, slots=True)
class Person:
    """A buyer: the personal values that must never appear in clear outside the gateway."""

    name: str
    id_number: str
    phone: str
    address: str
    account: str


def id_check_character(first_17: str) -> str:
    """Return the check character of a resident identity number (ISO 7064 mod 11-2)."""
    return "10X98765432"[sum(int(digit) * weight for digit, weight in zip(first_17, _WEIGHTS, strict=True)) % 11]


def invent_person(random: Random, serial: int, *, check_character: str | None = None) -> Person:
    """Return person `serial`: another serial is always another person. With a check character, one who has it."""
    name = random.choice(_FAMILY) + "".join(random.sample(_GIVEN, 2))
    while True:
        born = f"{random.randint(1955, 2004)}{random.randint(1, 12):02}{random.randint(1, 28):02}"
        body = f"99{serial // 1000 % 100:02}{random.randint(1, 99):02}{born}{serial % 1000:03}"
        check = id_check_character(body)
        if check_character is None or check == check_character:
            break
    address = (
        f"虚构省例子市第{random.randint(1, 40)}区{random.choice(_STREETS)}{random.randint(1, 999)}号"
        f"{random.randint(1, 30)}幢{random.randint(101, 3204)}室"
    )
    return Person(name, body + check, f"100{serial % 10000:04}{random.randint(0, 9999):04}", address, f"u{serial:06}")
