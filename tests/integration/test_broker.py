"""The local Kafka: it starts, keeps what it acknowledged through a kill, and never outlives its owner."""

import os
import subprocess
import sys
from pathlib import Path

from confluent_kafka import Producer

from deploy.local_broker import LocalBroker
from tests.support.kafka import Kafka, wait_until


def test_a_fresh_mesh_has_no_topics_but_its_own(kafka: Kafka) -> None:
    kafka.create("trade.imports.v1", partitions=2)
    assert kafka.ends("trade.imports.v1") == {0: 0, 1: 0}


def test_committed_records_are_read_to_the_end_and_aborted_ones_are_not(kafka: Kafka) -> None:
    kafka.create("a.v1", partitions=1)
    kafka.send("a.v1", (b"k", b"plain"))
    producer = Producer({"bootstrap.servers": kafka.bootstrap, "transactional.id": f"{kafka.mesh}.t-0"})
    producer.init_transactions(10)
    for value, end in ((b"committed", producer.commit_transaction), (b"aborted", producer.abort_transaction)):
        producer.begin_transaction()
        producer.produce(kafka.physical("a.v1"), key=b"k", value=value)
        producer.flush(10)
        end(10)
    assert [message.value for message in kafka.read("a.v1")] == [b"plain", b"committed"]


def test_what_was_acknowledged_survives_a_kill_of_the_broker(own_broker: LocalBroker) -> None:
    kafka = Kafka(own_broker.bootstrap)
    kafka.create("a.v1", partitions=1)
    kafka.send("a.v1", *((b"k", str(i).encode()) for i in range(100)))
    killed = own_broker.pid
    own_broker.kill()
    own_broker.restart()
    assert own_broker.pid not in {None, killed}
    assert [message.value for message in kafka.read("a.v1")] == [str(i).encode() for i in range(100)]


def test_a_stop_in_order_leaves_a_clean_log_and_no_temporary_data() -> None:
    mine = LocalBroker()
    mine.start()
    home = mine.home
    assert home.is_dir()
    mine.stop()
    assert mine.pid is None
    assert not home.exists()


def test_the_broker_dies_with_the_process_that_started_it(tmp_path: Path) -> None:
    program = (
        "import sys, time, pathlib; from deploy.local_broker import LocalBroker\n"
        "b = LocalBroker(pathlib.Path(sys.argv[1])); b.start(); print(b.pid, flush=True); time.sleep(600)"
    )
    owner = subprocess.Popen([sys.executable, "-c", program, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert owner.stdout is not None
    pid = int(owner.stdout.readline())
    owner.kill()
    owner.wait()
    owner.stdout.close()
    wait_until(lambda: not _runs(pid), "the broker to end")


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().split()[2]
    except (ProcessLookupError, FileNotFoundError):
        return False
