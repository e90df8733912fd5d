"""The mesh in memory: a register that a processor writes comes to those that look it up by the log."""

import json

from bench.memory import Memory
from bench.trade import sound_documents
from contracts import codec, topics
from contracts.common import ParameterSet
from contracts.credit import CreditDecided
from customs.reference import DECIDERS
from deploy.register_files import Entry, read_all
from mesh.wire.records import Outbound
from tests.support.credit.conduct import a_grade

ASKED = ParameterSet(
    code=DECIDERS, version=2, valid_from="2016-04-08", source="ours: for this test", value="allowance credit"
)


def decided(mesh: Memory) -> list[CreditDecided]:
    return [
        codec.decode(record.value)
        for (topic, _), records in mesh.log.records.items()
        if topic == topics.CREDIT_DECISIONS
        for record in records
        if record.value
    ]


def test_an_entry_that_a_processor_published_is_looked_up() -> None:
    documents = list(sound_documents(4))
    merchants = {code for line in documents if (code := json.loads(line).get("ebcCode"))}
    mesh = Memory(entries=[*read_all(), Entry(topics.CUSTOMS_PARAMETERS, f"{DECIDERS}@2", ASKED, "this test")])
    for merchant in merchants:
        row = a_grade("D", code=merchant)
        mesh.log.send(Outbound(topics.CREDIT_RATINGS, None, f"{merchant}@1".encode(), codec.encode(row), ()))
    mesh.submit(b"\n".join(documents))
    assert [told.grade for told in decided(mesh)] == ["D"] * 4
    unrated = Memory(entries=[*read_all(), Entry(topics.CUSTOMS_PARAMETERS, f"{DECIDERS}@2", ASKED, "this test")])
    unrated.submit(b"\n".join(documents))
    assert [told.grade for told in decided(unrated)] == ["B"] * 4
