"""What a document of transport is judged with."""

from typing import NamedTuple

from customs.rules.state import OnRecord
from mesh.declared.registers import Registers


class Around(NamedTuple):
    """What is on file under the number, the registers, and the day of acceptance, YYYY-MM-DD."""

    on_record: OnRecord
    registers: Registers
    date: str
