"""Topics, schemas and registers are made as the contract says, and doing it again changes nothing."""

import os
from pathlib import Path

import pytest
from confluent_kafka.admin import ConfigResource, ResourceType

from contracts import codec
from contracts.topics import CUSTOMS_PARAMETERS, MESH_SCHEMAS, TAX_RATES, TOPICS, TRADE_IMPORTS
from deploy.__main__ import main as command
from deploy.kafka_client import admin
from deploy.provision import Fact, provision, publish, schema_facts
from deploy.register_files import FOLDER, read
from deploy.topics import create_topics
from mesh.declared.errors import ConfigurationError, TemporaryFailure
from mesh.wire.partitions import counted, shared
from tests.support.kafka import Kafka

HEADER = "code,version,valid_from,valid_to,source,value\n"


def facts(folder: Path, *rows: str) -> list[Fact]:
    path = folder / f"{CUSTOMS_PARAMETERS}.csv"
    path.write_text(HEADER + "".join(row + "\n" for row in rows), encoding="utf-8")
    entries, problems = read(path, TOPICS[CUSTOMS_PARAMETERS])
    assert problems == []
    return [Fact(entry.topic, entry.record, entry.where) for entry in entries]


def test_a_mesh_is_provisioned_whole_and_a_second_time_changes_nothing(kafka: Kafka) -> None:
    first = provision(kafka.bootstrap, kafka.mesh, FOLDER)
    assert first.topics == len(TOPICS)
    assert first.schemas == len(codec.SCHEMAS)
    assert first.entries > 0
    assert provision(kafka.bootstrap, kafka.mesh, FOLDER) == (0, 0, 0)
    assert len(kafka.read(MESH_SCHEMAS)) == first.schemas
    rates = [codec.decode(message.value or b"") for message in kafka.read(TAX_RATES)]
    assert all(isinstance(rate, TOPICS[TAX_RATES].records[0]) for rate in rates)


def test_topics_have_the_partitions_and_settings_of_the_contract(kafka: Kafka) -> None:
    wanted = [TOPICS[TRADE_IMPORTS], TOPICS["customs.clearance.state.v1"], TOPICS[TAX_RATES]]
    client = admin(kafka.bootstrap)
    assert create_topics(kafka.bootstrap, kafka.mesh, wanted) == 3
    for topic in wanted:
        assert len(kafka.ends(topic.name)) == topic.partitions
        resource = ConfigResource(ResourceType.TOPIC, kafka.physical(topic.name))
        held = client.describe_configs([resource])[resource].result()
        assert {name: held[name].value for name in topic.config} == topic.config


def test_a_setting_that_differs_is_set(kafka: Kafka) -> None:
    topic = TOPICS[TRADE_IMPORTS]
    client = admin(kafka.bootstrap)
    create_topics(kafka.bootstrap, kafka.mesh, [topic._replace(config={"retention.ms": "1000"})])
    assert create_topics(kafka.bootstrap, kafka.mesh, [topic]) == 0
    resource = ConfigResource(ResourceType.TOPIC, kafka.physical(topic.name))
    assert client.describe_configs([resource])[resource].result()["retention.ms"].value == topic.config["retention.ms"]


def test_another_number_of_partitions_is_refused(kafka: Kafka) -> None:
    kafka.create(TRADE_IMPORTS, partitions=3)
    with pytest.raises(ConfigurationError, match=r"made with:\n.*has 3 partitions, 4 wanted"):
        create_topics(kafka.bootstrap, kafka.mesh, [TOPICS[TRADE_IMPORTS]], partitions=4)
    kafka.create(TAX_RATES, partitions=3)
    with pytest.raises(ConfigurationError, match=r"has 3 partitions, 1 wanted"):
        create_topics(kafka.bootstrap, kafka.mesh, [TOPICS[TAX_RATES]])


def test_whoever_makes_a_mesh_chooses_its_partitions_and_it_keeps_them(kafka: Kafka) -> None:
    state = TOPICS["customs.clearance.state.v1"]
    create_topics(kafka.bootstrap, kafka.mesh, [TOPICS[TRADE_IMPORTS]], partitions=3)
    create_topics(kafka.bootstrap, kafka.mesh, [TOPICS[TRADE_IMPORTS], state, TOPICS[TAX_RATES]], usual=2)
    wanted = {TRADE_IMPORTS: 3, state.name: 3, TAX_RATES: 1}
    client = admin(kafka.bootstrap)
    assert counted(client, kafka.mesh, wanted) == wanted
    assert shared(client, kafka.mesh, [TRADE_IMPORTS, state.name]) == 3
    with pytest.raises(ConfigurationError, match=r"equally many partitions; there are .*: 3, .*: 1"):
        shared(client, kafka.mesh, [TRADE_IMPORTS, TAX_RATES])
    with pytest.raises(TemporaryFailure, match=r"topics not there yet: .*mesh\.schemas"):
        counted(client, kafka.mesh, [TRADE_IMPORTS, MESH_SCHEMAS])


def test_a_new_mesh_on_one_machine_has_the_usual_partitions(kafka: Kafka) -> None:
    create_topics(kafka.bootstrap, kafka.mesh, [TOPICS[TRADE_IMPORTS]], usual=2)
    assert len(kafka.ends(TRADE_IMPORTS)) == 2


def test_only_new_entries_are_published_and_keyed_by_code_and_version(kafka: Kafka, tmp_path: Path) -> None:
    create_topics(kafka.bootstrap, kafka.mesh, [TOPICS[CUSTOMS_PARAMETERS]])
    one, two = "a.b,1,2016-04-08,2018-12-31,s,2000", "a.b,2,2019-01-01,,s,5000"
    assert publish(kafka.bootstrap, kafka.mesh, facts(tmp_path, one)) == 1
    assert publish(kafka.bootstrap, kafka.mesh, facts(tmp_path, one, two)) == 1
    assert [message.key for message in kafka.read(CUSTOMS_PARAMETERS)] == [b"a.b@1", b"a.b@2"]


def test_a_published_entry_is_never_altered(kafka: Kafka, tmp_path: Path) -> None:
    create_topics(kafka.bootstrap, kafka.mesh, [TOPICS[CUSTOMS_PARAMETERS]])
    publish(kafka.bootstrap, kafka.mesh, facts(tmp_path, "a.b,1,2016-04-08,,s,2000"))
    with pytest.raises(ConfigurationError, match=r"row 2: a\.b@1 is published with other content"):
        publish(kafka.bootstrap, kafka.mesh, facts(tmp_path, "a.b,1,2016-04-08,,s,2001"))


def test_a_schema_is_published_under_its_id_before_anyone_needs_it(kafka: Kafka) -> None:
    create_topics(kafka.bootstrap, kafka.mesh, [TOPICS[MESH_SCHEMAS]])
    publish(kafka.bootstrap, kafka.mesh, schema_facts())
    found = {message.key: codec.decode(message.value or b"") for message in kafka.read(MESH_SCHEMAS)}
    assert {key: record.schema_json for key, record in found.items()} == {
        str(schema_id).encode(): text for schema_id, text in codec.SCHEMAS.items()
    }


def test_the_command_takes_the_partitions_from_the_environment(
    kafka: Kafka, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in [name for name in os.environ if name.startswith("YIDIAN_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("YIDIAN_KAFKA_BOOTSTRAP", kafka.bootstrap)
    monkeypatch.setenv("YIDIAN_MESH", kafka.mesh)
    for asked, code in (("3", 0), ("", 0), ("4", 2), ("0", 2)):
        monkeypatch.setenv("YIDIAN_PARTITIONS", asked)
        with pytest.raises(SystemExit) as ended:
            command(["provision"])
        assert ended.value.code == code, asked
    assert len(kafka.ends(TRADE_IMPORTS)) == 3
    assert "has 3 partitions, 4 wanted" in capsys.readouterr().err
