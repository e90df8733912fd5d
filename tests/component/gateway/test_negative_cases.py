"""
A record with one fault is refused by itself, for every fault that the contract lets a document have: in batches in JSON
and XML in which every other record is good. The cases are made of `contracts.documents`, none by hand.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from contracts.document import Document, Field
from contracts.documents import DOCUMENTS
from edge.access.directory import Directory, key_hash
from tests.support.gateway.conformance import (
    JSON,
    MAY_SEND_ALL,
    XML,
    Case,
    good,
    json_batch,
    of_field,
    whole,
    xml_batch,
)
from tests.support.gateway.in_memory import KEY, Gateway

MEDIA = {JSON: "application/json", XML: "application/xml"}
TOGETHER = {JSON: 900, XML: 49}
"""Cases of one batch, with as many good records between them."""
MANY = 8 << 20


def negative(document: Document, written: str) -> Iterator[tuple[Case, Field | None]]:
    """Yield every case of a document that has a fault, with the field that has it, if one has."""
    cases: list[tuple[Case, Field | None]] = [(case, None) for case in whole(document)]
    for on_line, block in enumerate((document.fields, document.lines.fields if document.lines else ())):
        cases += [(case, field) for field in block for case in of_field(document, field, on_line=bool(on_line))]
    yield from ((case, field) for case, field in cases if case.code and written in case.formats)


@pytest.mark.parametrize(
    ("document", "written"),
    [
        pytest.param(document, written, id=f"{document.tag}-{written}")
        for document in DOCUMENTS
        for written in ((JSON, XML) if document.message else (JSON,))
    ],
)
async def test_a_record_with_one_fault_is_refused_alone_and_its_field_is_named(
    tmp_path: Path, document: Document, written: str
) -> None:
    gateway = Gateway(tmp_path, body=MANY, total=4 * MANY)
    object.__setattr__(gateway.services.shared, "directory", Directory({key_hash(KEY): MAY_SEND_ALL}))
    cases = list(negative(document, written))
    for first in range(0, len(cases), TOGETHER[written]):
        await hand_over(gateway, written, document, cases[first : first + TOGETHER[written]])
    gateway.engine.dispose()


async def hand_over(
    gateway: Gateway, written: str, document: Document, bad: Sequence[tuple[Case, Field | None]]
) -> None:
    """Hand over records with a fault, a good one before each and one after all; compare what becomes of each."""
    between = [good(document, place) for place in range(len(bad) + 1)]
    batch = [each for (case, _), before in zip(bad, between, strict=False) for each in (before, case)]
    write = json_batch if written == JSON else xml_batch
    before = len(gateway.bus.documents())
    answer = await gateway.post(write([*batch, between[-1]]), MEDIA[written])
    assert answer.status_code == 202, answer.text[:300]
    items = answer.json()["items"]
    assert {item["outcome"] for item in items[::2]} == {"received"}
    for (case, field), item in zip(bad, items[1::2], strict=True):
        check(case, field, item, f"{case.pointer} {case.name}")
    published = gateway.bus.documents()[before:]
    assert [record.batch_index for record in published] == list(range(0, len(items), 2))


def check(case: Case, field: Field | None, item: dict[str, Any], name: str) -> None:
    """Compare what is told of a record that has one fault with that."""
    assert item["outcome"] == "malformed", name
    (error,) = item["errors"]
    assert (error["pointer"], error["code"], error["row"]) == (case.pointer, case.code, item["row"]), name
    line = "第 1 行 " if case.pointer.startswith("/lines/") else ""
    assert item["returnInfo"] == line + error["zh"], name
    named = case.pointer.split("/")[-1]
    for text in (error["zh"], error["en"]):
        if field is not None or case.code in ("unknown_member", "duplicate_member"):
            assert named in text, (name, text)
    if field is not None:
        assert field.zh in error["zh"], (name, error)
