"""
The trade that the ladder sends: sound parcels and a few per cent of planted faults, as often as a rate needs them.

Generating a parcel costs more than the mesh takes for it, so some thousand are generated once, as bytes, and every
repetition gives them other numbers: those of order, payment, waybill and list, and the buyer's. What must become of a
parcel stays what the generator planted.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import msgspec

from simulator.case import Stage
from simulator.day import generate
from simulator.documents import Document, Line
from simulator.parcel import MODES, Trade
from simulator.world import world

SEED = 5
GENERATED = 2_000
OF_LINES, LINES_MOST = 500, 20
"""Parcels generated of one number of lines, and the most lines: so many cheap articles are below every limit."""
FAULTS_EACH = 3
"""Parcels of each kind of fault among those that are repeated: about three in a hundred are at fault."""
FAULTS = (
    "amount-off",
    "line-total",
    "quantity-differs",
    "line-number-repeated",
    "receiver-differs",
    "list-buyer-differs",
    "payer-differs",
    "institution-differs",
    "merchant-differs",
    "two-packs",
    "off-the-list",
    "licence-absent",
    "over-single-limit",
)
"""Kinds of faults that customs decides by itself and at once: no officer, no deadline, no other parcel."""
DOCUMENTS = 4
DIGITS = 10
NUMBERS = 8
"""Times that the digits stand in a parcel: its order number four times, payment and list once, the waybill's twice."""
REPETITIONS_MOST = 10_000
_IDENTITY = re.compile(rb'(?<=")\d{17}[\dXx](?=")')
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


@dataclass(frozen=True, slots=True)
class Template:
    """
    A parcel to repeat. text: its four documents as NDJSON. number: the ten digits in all of its numbers.

    identities: the identity numbers in it, each with whether its check digit is right.
    status, codes: how its declaration must end.
    """

    text: bytes
    number: bytes
    identities: tuple[tuple[bytes, bool], ...]
    status: str
    codes: tuple[str, ...]

    def repeated(self, repetition: int, place: int) -> bytes:
        """Return the documents of one repetition. `place` tells templates apart, up to 100,000 of them."""
        text = self.text.replace(self.number, number_of(repetition, place))
        for identity, valid in self.identities:
            text = text.replace(identity, moved(identity, repetition, valid=valid))
        return text


def templates(lines: int | None = None) -> tuple[Template, ...]:
    """
    Return the parcels to repeat: all sound ones of a generated day, and some of each kind of fault.

    lines: sound parcels of exactly so many lines instead, up to LINES_MOST.
    """
    if lines is not None:
        return tuple(_of_lines(lines))
    made: list[Template] = []
    planted = dict.fromkeys(FAULTS, FAULTS_EACH)
    for case in generate(world(), parcels=GENERATED, seed=SEED):
        if case.plant != "sound":
            if not planted.get(case.plant):
                continue
            planted[case.plant] -= 1
        assert all(step.stage is Stage.FIRST for step in case.steps)
        documents = [step.document for step in case.steps]
        made.append(_template(documents, case.outcome.status, tuple(sorted(case.outcome.codes))))
    missing = [plant for plant, left in planted.items() if left]
    if missing:
        raise ValueError(f"the generated day has too few of: {', '.join(missing)}")
    return _spread(made)


def _template(documents: Sequence[Document], status: str, codes: tuple[str, ...]) -> Template:
    """Return a parcel's documents as what can be repeated. Raises ValueError if they do not share a number."""
    assert len(documents) == DOCUMENTS
    text = b"\n".join(map(msgspec.json.encode, documents))
    order_no = str(documents[0]["orderNo"]).encode()
    number = order_no[-DIGITS:]
    if not number.isdigit() or text.count(number) < NUMBERS:
        raise ValueError(f"the documents of {order_no!r} do not share a number")
    identities = tuple(sorted((each, check_digit(each[:17]) == each[17:]) for each in set(_IDENTITY.findall(text))))
    return Template(text, number, identities, status, codes)


def _of_lines(lines: int) -> Iterator[Template]:
    """Yield sound parcels of so many lines, one piece of a different, cheap article in each."""
    if not 1 <= lines <= LINES_MOST:
        raise ValueError(f"a parcel has 1 to {LINES_MOST} lines here, not {lines}")
    trade = Trade(world(), SEED)
    for _ in range(OF_LINES):
        mode = trade.random.choice(MODES)
        goods = sorted(trade.assortment.sellable(mode), key=lambda good: good.price)[:LINES_MOST]
        basket = tuple(Line(good, 1, good.price) for good in trade.random.sample(goods, lines))
        yield _template(trade.parcel(lines=basket, mode=mode).documents, "800", ())


def batches(made: tuple[Template, ...], *, begin: int, declarations: int, parcels: int) -> Iterator[bytes]:
    """Yield request bodies of `parcels` parcels each, for parcels number `begin` and following."""
    for first in range(begin, begin + declarations, parcels):
        yield b"\n".join(
            made[number % len(made)].repeated(number // len(made), number % len(made))
            for number in range(first, min(first + parcels, begin + declarations))
        )


def number_of(repetition: int, place: int) -> bytes:
    """Return the ten digits of one repetition of one template."""
    if not 0 <= repetition < REPETITIONS_MOST or not 0 <= place < 100_000:
        raise ValueError("repetitions or templates exhausted")
    return b"9%04d%05d" % (repetition, place)


def placed(number: bytes) -> tuple[int, int]:
    """Return repetition and template of ten digits, the inverse of `number_of`."""
    return int(number[1:5]), int(number[5:])


def moved(identity: bytes, repetition: int, *, valid: bool) -> bytes:
    """Return another person's identity number for each repetition, its check digit as right or wrong as it was."""
    body = b"99%04d" % repetition + identity[6:17]
    right = check_digit(body)
    return body + (right if valid else b"5" if right != b"5" else b"6")


def check_digit(body: bytes) -> bytes:
    """Return the check digit of 17 digits (GB 11643: ISO 7064, MOD 11-2)."""
    rest = sum(weight * (digit - 48) for weight, digit in zip(_WEIGHTS, body, strict=True)) % 11
    return b"10X98765432"[rest : rest + 1]


def _spread(made: Iterable[Template]) -> tuple[Template, ...]:
    """Return the faults evenly among the sound, so that every stretch of the load has its share."""
    sound = [each for each in made if each.status == "800"]
    faults = [each for each in made if each.status != "800"]
    every = len(sound) // max(1, len(faults))
    spread: list[Template] = []
    for place, each in enumerate(sound):
        spread.append(each)
        if place % every == every - 1 and faults:
            spread.append(faults.pop())
    return (*spread, *faults)
