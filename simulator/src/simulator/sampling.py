"""
Which declarations inspection must have held: computed from its registers and its sampling key, apart from its code.

An alert holds every parcel; a sample is drawn when the first eight bytes of HMAC-SHA256(key, declaration id), as a
big-endian number, are below rate x 2^64, the rate being that of the worst of three grades.
"""

import hmac
from decimal import Decimal

from simulator.case import Case
from simulator.world import read_register

UNKNOWN = "B"
ALERTED, SAMPLED = "99601", "99602"


class Expectation:
    """Inspection's registers as of the day, and its key."""

    def __init__(self, sampling_key: bytes) -> None:
        self._key = sampling_key
        self._risks = {row["code"]: row["grade"] for row in read_register("inspection.risks.v1")}
        self._parameters = {row["code"]: row["value"] for row in read_register("inspection.parameters.v1")}
        self._credit = {row["code"]: row["credit_grade"] for row in read_register("customs.enterprises.v1")}

    def code(self, case: Case, declaration_id: str) -> str | None:
        """Return the code of the hold that inspection must put on a declaration, or None."""
        lines = case.parcel.declaration["lines"]
        if any(f"alert/{line['country']}/{line['gcode'][:4]}" in self._risks for line in lines):
            return ALERTED
        rate = Decimal(self._parameters[f"sampling.rate.{self.grade(case)}"])
        drawn = int.from_bytes(hmac.digest(self._key, declaration_id.encode(), "sha256")[:8], "big")
        return SAMPLED if drawn < rate * 2**64 else None

    def grade(self, case: Case) -> str:
        """Return the worst grade of origins, chapters and merchant; A is light, C is strict, the unknown is B."""
        declaration = case.parcel.declaration
        lines = declaration["lines"]
        merchant = self._credit.get(declaration["ebcCode"], "")
        return max(
            *(self._risks.get(f"origin/{line['country']}", UNKNOWN) for line in lines),
            *(self._risks.get(f"chapter/{line['gcode'][:2]}", UNKNOWN) for line in lines),
            self._parameters.get(f"credit.{merchant}", UNKNOWN),
        )
