"""The register that forex reads: forex.licences (`LicenceIssued` by payment institution), by the day of acceptance."""

from typing import Any

from contracts.forex import LicenceIssued
from mesh.lookup import Lookup
from mesh.registers import Registers

RULES_VERSION = "forex 2"

NAMES: dict[type[Any], str] = {LicenceIssued: "forex.licences"}


def on_date(registers: Registers, date: str) -> Lookup:
    """Return the register as it was in force on `date` (YYYY-MM-DD in China)."""
    return Lookup(registers, date, NAMES)
