"""Evidence goes in pieces with a manifest and comes back byte for byte, or not at all."""

import os
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from contracts import codec
from contracts.gateway import EvidenceSealed, EvidenceStored
from edge.store.database import open_database
from gateway.intake.evidence import PIECE_BYTES, Sent, evidence_of, restore
from gateway.intake.reservation import Reservation
from gateway.personal.keys import KeyRing, Keys

NOW_MS = 1_731_290_400_000
RESERVATION = Reservation("b" * 32, "hangzhou", None, b"", NOW_MS, 0)


@pytest.fixture
def keys(tmp_path: Path) -> Keys:
    return KeyRing(open_database(f"sqlite:///{tmp_path}/keys.db"), bytes(32)).at(NOW_MS)


def sent(body: bytes, keys: Keys) -> Sent:
    return Sent("1105910001", "ndjson", body, keys.body.digest(body))


def records(body: bytes, keys: Keys) -> list[Any]:
    return [codec.decode(message.value or b"") for message in evidence_of(sent(body, keys), RESERVATION, keys)]


@pytest.mark.parametrize("body", [b"x", "张测试".encode() * 1000, os.urandom(3 * PIECE_BYTES + 1)], ids=len)
def test_a_body_comes_back_as_it_was(body: bytes, keys: Keys) -> None:
    found = records(body, keys)
    assert isinstance(found[-1], EvidenceSealed)
    assert restore(found, keys) == sent(body, keys)
    assert restore([*reversed(found), *found], keys) == sent(body, keys)


def test_evidence_is_the_same_bytes_when_it_is_written_again(keys: Keys) -> None:
    first, again = (evidence_of(sent(b"body", keys), RESERVATION, keys) for _ in range(2))
    assert first == again


def test_nothing_of_the_body_stands_in_the_clear(keys: Keys) -> None:
    for message in evidence_of(sent("张测试".encode() * 100, keys), RESERVATION, keys):
        assert "张测试".encode() not in (message.value or b"")


def test_the_nonce_does_not_let_a_body_be_guessed(tmp_path: Path) -> None:
    """Under other keys the same body has another nonce: without a key nobody can try one out."""
    nonces = {
        records(b"330102199003071234", KeyRing(open_database(f"sqlite:///{tmp_path}/{n}.db"), bytes(32)).at(NOW_MS))[
            0
        ].data[:12]
        for n in range(2)
    }
    assert len(nonces) == 2


def test_without_manifest_or_with_a_piece_missing_there_is_no_evidence(keys: Keys) -> None:
    found = records(os.urandom(2 * PIECE_BYTES), keys)
    assert restore([], keys) is None
    assert restore(found[:-1], keys) is None
    assert restore(found[1:], keys) is None


def test_altered_evidence_is_noticed(keys: Keys) -> None:
    stored, sealed = records(b"body", keys)
    assert isinstance(stored, EvidenceStored)
    assert restore([replace(stored, data=stored.data[:-1] + bytes([stored.data[-1] ^ 1])), sealed], keys) is None
    with pytest.raises(ValueError, match="digest"):
        restore([stored, replace(sealed, body_digest=b"x" * 32)], keys)
