"""The keyed digests that stand beside the encrypted personal fields, so that matching never reads them."""

from collections.abc import Callable
from typing import Any

from contracts.common import PersonDigests
from contracts.document import Person
from gateway.personal import normal
from gateway.personal.keyed import Keyed

_BYTES = 16


class Digester:
    """
    Makes the digests of one batch. The same person stands on order, payment and list, so each value is worked once.

    The kind of a value (name, id, phone, address) is part of what is digested.
    """

    def __init__(self, matching: tuple[tuple[int, Keyed], ...]) -> None:
        self._matching = matching
        self._known: dict[tuple[str, str], tuple[bytes, ...]] = {}
        self._nothing = (None,) * len(matching)

    def digests(self, person: Person, personal: dict[str, Any], id_type: str) -> tuple[PersonDigests, ...]:
        """Return the digests of a document's personal fields, one record per quota year."""
        names = self._value("name", personal.get(person.person_name), normal.name)
        ids = self._value(f"id{id_type}", personal.get(person.person_id), normal.id_number)
        consignees = self._value("name", personal.get(person.consignee_name), normal.name)
        phones = self._value("phone", personal.get(person.consignee_phone), normal.phone)
        addresses = self._value("address", personal.get(person.consignee_address), normal.address)
        return tuple(
            PersonDigests(
                quota_year=year,
                person_name=names[place],
                person_id=ids[place],
                consignee_name=consignees[place],
                consignee_phone=phones[place],
                consignee_address=addresses[place],
            )
            for place, (year, _) in enumerate(self._matching)
        )

    def _value(self, kind: str, value: str | None, normalise: Callable[[str], str]) -> tuple[bytes | None, ...]:
        if value is None:
            return self._nothing
        digests = self._known.get((kind, value))
        if digests is None:
            data = f"{kind}:{normalise(value)}".encode()
            digests = tuple(key.digest(data)[:_BYTES] for _, key in self._matching)
            self._known[kind, value] = digests
        return digests
