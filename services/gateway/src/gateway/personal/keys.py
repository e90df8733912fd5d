"""
The keys of the gateway: per day and data class for encryption, per quota year for digests.

They lie in the database, each wrapped by the master key; destroying a row erases what the key covered, everywhere.
"""

import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Engine, insert, select
from sqlalchemy.exc import IntegrityError

from edge.store.tables import KEYS
from gateway.personal.keyed import Keyed
from mesh.clock.virtual_clock import real_ms
from mesh.declared.errors import ConfigurationError

CHINA = timezone(timedelta(hours=8))
KEY_BYTES = 32
_NONCE_BYTES = 12
_DAYS_KEPT = 40


@dataclass(frozen=True)
class Keys:
    """
    The keys that hold for one day of acceptance (its date in China).

    matching: by quota year, the year of acceptance first, in January last year too. content, body: digests of clear
    records and of bodies, of the year of acceptance.
    """

    day: str
    personal: AESGCM
    personal_id: str
    evidence: AESGCM
    evidence_id: str
    matching: tuple[tuple[int, Keyed], ...]
    content: Keyed
    body: Keyed


class KeyRing:
    """Keys by time of acceptance; makes what is missing. Safe to use from several threads and processes."""

    def __init__(self, engine: Engine, master: bytes, *, random: Callable[[int], bytes] = secrets.token_bytes) -> None:
        self._engine, self._master, self._random = engine, AESGCM(master), random
        self._days: dict[str, Keys] = {}
        self._lock = threading.Lock()

    def at(self, accepted_at_ms: int) -> Keys:
        """Return the keys for an instant (ms UTC)."""
        date = datetime.fromtimestamp(accepted_at_ms / 1000, UTC).astimezone(CHINA).date()
        day = date.isoformat()
        key = self._days.get(day)
        if key is None:
            with self._lock:
                key = self._days.get(day) or self._open(day, date.year, january=date.month == 1)
                if len(self._days) >= _DAYS_KEPT:
                    self._days.clear()
                self._days[day] = key
        return key

    def key(self, key_id: str) -> bytes:
        """Return the key of this id, made if there is none yet. Raises ConfigurationError under another master key."""
        wrapped = self._find(key_id)
        if wrapped is None:
            nonce = self._random(_NONCE_BYTES)
            mine = nonce + self._master.encrypt(nonce, self._random(KEY_BYTES), key_id.encode())
            try:
                with self._engine.begin() as connection:
                    connection.execute(insert(KEYS).values(key_id=key_id, wrapped=mine, made_at_ms=real_ms()))
                wrapped = mine
            except IntegrityError:  # another process was quicker: its key holds
                wrapped = self._find(key_id)
                assert wrapped is not None
        try:
            return self._master.decrypt(wrapped[:_NONCE_BYTES], wrapped[_NONCE_BYTES:], key_id.encode())
        except InvalidTag as error:
            raise ConfigurationError(f"key {key_id} was wrapped by another YIDIAN_MASTER_KEY") from error

    def _find(self, key_id: str) -> bytes | None:
        with self._engine.connect() as connection:
            wrapped = connection.execute(select(KEYS.c.wrapped).where(KEYS.c.key_id == key_id)).scalar_one_or_none()
        return None if wrapped is None else bytes(wrapped)

    def _open(self, day: str, year: int, *, january: bool) -> Keys:
        years = {quota_year: Keyed(self.key(f"{quota_year}/digests")) for quota_year in (year, year - 1)[: 1 + january]}
        personal_id, evidence_id = f"{day}/personal", f"{day}/evidence"
        return Keys(
            day=day,
            personal=AESGCM(self.key(personal_id)),
            personal_id=personal_id,
            evidence=AESGCM(self.key(evidence_id)),
            evidence_id=evidence_id,
            matching=tuple((quota_year, key.derive("matching")) for quota_year, key in years.items()),
            content=years[year].derive("content"),
            body=years[year].derive("body"),
        )
