"""Parked keys: what the view knows of them, and what operators see, ask and read, wherever and whatever the key is."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select

from caseview.database import upsert
from caseview.database.parked_tables import PARKED
from caseview.fold import chunks
from caseview.fold.rows import Rows
from caseview.http import parked as routes
from caseview.queries import parked as queries
from caseview.queries.one_record import Record
from contracts import codec, topics
from contracts.mesh import (
    CommandOutcome,
    DeadLettered,
    DiscardRequested,
    DiscardScope,
    Gathered,
    GatheredRecord,
    RedriveRequested,
)
from edge.access.reads import Reads
from mesh.declared.keys import digest, digest_of, partition_of, written
from mesh.wire import headers
from tests.support.caseview.databases import empty_view
from tests.support.caseview.routes import Gateway
from tests.support.caseview.topics import Topics
from tests.support.caseview.trade import a_day, a_dead_letter, an_answer_to
from tests.support.customs.builders import four_documents

LETTERS, COMMANDS = topics.FOREX_DECISIONS_DEAD_LETTERS, topics.FOREX_DECISIONS_COMMANDS
NAME = "forex.decisions"
ODD_KEYS = [
    b"",
    b"\xff\xfe",
    b"a\nb",
    b" GW1",
    b"a\x00",
    "GW\u200b1".encode(),
    "订单".encode(),
    b"hex:00",
    b"sha256:",
    b"k" * 4_096,
    bytes(range(256)),
]


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    made = empty_view(tmp_path)
    yield made
    made.dispose()


def waiting(engine: Engine) -> list[tuple[bytes, int]]:
    """Return what the view calls parked: keys with their partitions."""
    return [(bytes.fromhex(row["key_hex"]), row["partition"]) for row in queries.parked(engine, limit=100)[0]]


@pytest.mark.parametrize("key", [*ODD_KEYS, b"DD0001111000123", "单号1".encode()])
def test_a_key_is_written_so_that_it_is_found_again_exactly(key: bytes) -> None:
    text = written(key)
    assert digest_of(text) == digest(key)
    assert text.isprintable()
    assert text == text.strip() != ""
    assert len(text) < 420


@pytest.mark.parametrize("text", ["hex:0", "hex:xx", "sha256:00", "hex:00 "])
def test_what_says_that_it_is_hex_and_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="hex"):
        digest_of(text)


def test_a_command_alone_releases_nothing(engine: Engine) -> None:
    """A worker may hold the key all the same, or be away; only its answer counts."""
    on = Topics()
    on.write(LETTERS, a_dead_letter("GW9"), key="GW9", partition=0)
    for partition in range(4):
        command = RedriveRequested(processor=NAME, requested_by="operator", reason="seeded")
        on.write(COMMANDS, command, key="GW9", partition=partition)
    upsert.apply(engine, on.written)
    assert waiting(engine) == [(b"GW9", 0)]


@pytest.mark.parametrize(
    ("outcome", "is_parked"),
    [
        (CommandOutcome.RELEASED, False),
        (CommandOutcome.NOTHING_PARKED, False),
        (CommandOutcome.PARKED_ANEW, True),
        (CommandOutcome.GOES_ON, True),
        (CommandOutcome.OTHER_PARKED, True),
        (CommandOutcome.UNKNOWN, True),
    ],
)
@pytest.mark.parametrize("key", ODD_KEYS)
def test_a_key_is_parked_as_its_processor_says(
    engine: Engine, key: bytes, outcome: CommandOutcome, is_parked: bool
) -> None:
    on = Topics()
    on.write(LETTERS, a_dead_letter(key, partition=2), key=key, partition=2)
    on.write(LETTERS, an_answer_to(key, outcome, partition=2), key="command", partition=2)
    upsert.apply(engine, on.written)
    assert waiting(engine) == ([(key, 2)] if is_parked else [])
    on.write(LETTERS, a_dead_letter(key, partition=2), key=key, partition=2)
    upsert.apply(engine, on.written)
    assert waiting(engine) == [(key, 2)]


LETTER, RELEASED, AGAIN = "letter", CommandOutcome.RELEASED, CommandOutcome.PARKED_ANEW


@pytest.mark.parametrize(
    "said",
    [
        (LETTER, AGAIN),
        (LETTER, RELEASED),
        (LETTER, RELEASED, LETTER, AGAIN),
        (LETTER, RELEASED, LETTER, RELEASED),
        (LETTER, LETTER, AGAIN, LETTER, RELEASED),
    ],
)
def test_what_is_said_of_a_key_counts_by_its_offset_whichever_schema_comes_first(
    tmp_path: Path, engine: Engine, said: tuple[str | CommandOutcome, ...]
) -> None:
    """Any part of the letters and answers may be folded late: the row is that of a view that read them in order."""
    on = Topics()
    for number, one in enumerate(said):
        answer = an_answer_to("GW9", one) if isinstance(one, CommandOutcome) else None
        on.write(LETTERS, answer or a_dead_letter("GW9"), key=f"{number}", partition=0)
    upsert.apply(engine, on.written)
    whole = everything(engine)
    assert whole[0]["code"] == "configuration"
    for late in range(1, 2 ** len(said)):
        other = upsert.open_database(f"sqlite:///{tmp_path}/{late}.db", create=True)
        with other.begin() as connection:
            for in_time in (True, False):
                rows = Rows()
                for number, (source, record) in enumerate(on.written):
                    if bool(late >> number & 1) != in_time:
                        chunks.take(rows, source, record)
                upsert.write(connection, rows)
        assert everything(other) == whole
        other.dispose()


def everything(engine: Engine) -> list[dict[str, Any]]:
    with engine.connect() as connection:
        return [dict(row) for row in connection.execute(select(PARKED)).mappings()]


def test_the_same_key_parked_in_two_partitions_is_two_keys(engine: Engine) -> None:
    """It is misplaced in one; the answer from the other must not hide it."""
    on = Topics()
    for partition in (0, 3):
        on.write(LETTERS, a_dead_letter("GW9", partition=partition), key="GW9", partition=partition)
    on.write(LETTERS, an_answer_to("GW9", partition=0), key="command", partition=0)
    upsert.apply(engine, on.written)
    assert waiting(engine) == [(b"GW9", 3)]


def test_a_command_that_failed_parks_nothing(engine: Engine) -> None:
    on = Topics()
    on.write(LETTERS, a_dead_letter("GW8", COMMANDS), key="command", partition=0)
    upsert.apply(engine, on.written)
    assert waiting(engine) == []


def test_compaction_takes_nothing_from_the_picture(tmp_path: Path, engine: Engine) -> None:
    """Of records with one key the broker keeps the last; a view built from what is left is the same."""
    on = Topics()
    for key in ("GW7", "GW8", "GW9"):
        for _ in range(3):
            on.write(LETTERS, a_dead_letter(key), key=key, partition=0)
    on.write(LETTERS, an_answer_to("GW8", discarded=1), key=f"{COMMANDS}/0/0", partition=0)
    on.write(LETTERS, a_dead_letter("GW8", COMMANDS), key=f"{COMMANDS}/0/1", partition=0)
    on.write(LETTERS, an_answer_to("GW9"), key=f"{COMMANDS}/0/2", partition=0)
    on.write(LETTERS, a_dead_letter("GW9"), key="GW9", partition=0)
    last = {source.key: (source, record) for source, record in on.written}
    left = [item for item in on.written if item in last.values()]
    assert len(left) < len(on.written)
    rebuilt = upsert.open_database(f"sqlite:///{tmp_path}/rebuilt.db", create=True)
    upsert.apply(engine, on.written)
    upsert.apply(rebuilt, left)
    assert queries.parked(rebuilt, limit=9) == queries.parked(engine, limit=9)
    assert queries.answers(rebuilt, limit=9) == queries.answers(engine, limit=9)
    assert waiting(rebuilt) == [(b"GW7", 0), (b"GW9", 0)]
    rebuilt.dispose()


def test_a_letter_that_is_folded_late_hides_nothing_that_was_told_after_it(engine: Engine) -> None:
    """What could not be read at first (another version wrote it) comes again out of its order."""
    on = Topics()
    late, _ = on.write(LETTERS, a_dead_letter("GW9"), key="GW9", partition=0), on.written.pop()
    on.write(LETTERS, an_answer_to("GW9"), key="command", partition=0)
    upsert.apply(engine, on.written)
    with engine.begin() as connection:
        rows = Rows()
        chunks.take(rows, late, codec.decode(late.value or b""))
        upsert.write(connection, rows)
    assert waiting(engine) == []


def put(gateway: Gateway, *letters: DeadLettered) -> None:
    """Let the view know of dead letters more, in the partitions of their tasks."""
    on = a_day()
    for letter in letters:
        on.write(LETTERS, letter, key=letter.key, partition=letter.partition)
    upsert.apply(gateway.engine, on.written)


async def test_operators_see_parked_keys_and_redrive_them(gateway: Gateway) -> None:
    (row,) = (await gateway.get("operator", "/v1/parked")).json()["parked"]
    assert (row["processor"], row["key"], row["code"], row["asked"]) == (NAME, "GW9", "configuration", None)
    asked = {"processor": NAME, "key": "GW9", "reason": "licence register seeded"}
    assert (await gateway.post("operator", "/v1/parked/redrive", asked)).status_code == 202
    (record,) = gateway.publisher.sent
    assert (record.topic, record.key, record.partition) == ("forex.decisions.commands.v1", b"GW9", 0)
    assert record.value is not None
    assert codec.decode(record.value) == RedriveRequested(
        processor=NAME, requested_by="ops", reason="licence register seeded"
    )


@pytest.mark.parametrize("key", ODD_KEYS)
@pytest.mark.parametrize("path", ["/v1/parked/redrive", "/v1/parked/discard"])
async def test_whatever_is_parked_can_be_asked_about_as_it_is_shown(gateway: Gateway, key: bytes, path: str) -> None:
    """And the command goes to where it is parked, not to where its hash says."""
    astray = (partition_of(key, 4) + 1) % 4
    put(gateway, a_dead_letter(key, partition=astray))
    (row,) = [row for row in (await gateway.get("operator", "/v1/parked")).json()["parked"] if row["key"] != "GW9"]
    for named in ({"key": row["key"]}, {"key_hex": row["key_hex"]}):
        asked = {"processor": NAME, "reason": "stray", **named}
        answer = await gateway.post("operator", path, asked)
        assert answer.status_code == 202, answer.text
        record = gateway.publisher.sent[-1]
        assert (record.key, record.partition) == (key, astray)
        assert (answer.json()["key"], answer.json()["partition"]) == (row["key"], astray)


async def test_a_key_parked_twice_is_named_with_its_partition(gateway: Gateway) -> None:
    put(gateway, a_dead_letter("GW9", partition=2))
    asked: dict[str, Any] = {"processor": NAME, "key": "GW9", "reason": "stray"}
    refused = await gateway.post("operator", "/v1/parked/redrive", asked)
    assert (refused.status_code, "0, 2" in refused.text) == (400, True)
    assert (await gateway.post("operator", "/v1/parked/redrive", {**asked, "partition": 2})).status_code == 202
    assert gateway.publisher.sent[-1].partition == 2
    assert (await gateway.post("operator", "/v1/parked/redrive", {**asked, "partition": 1})).status_code == 404


async def test_the_same_command_about_the_same_letter_has_one_id(gateway: Gateway) -> None:
    asked = {"processor": NAME, "key": "GW9", "reason": "seeded"}
    first, second = [(await gateway.post("operator", "/v1/parked/redrive", asked)).json() for _ in range(2)]
    assert first == second
    put(gateway, a_dead_letter("GW9"))
    assert (await gateway.post("operator", "/v1/parked/redrive", asked)).json() != first


async def test_a_discard_names_person_reason_and_the_letter_that_was_seen(gateway: Gateway) -> None:
    (row,) = (await gateway.get("operator", "/v1/parked")).json()["parked"]
    asked = {"processor": NAME, "key": "GW9", "reason": "sent twice", "records": "all", "person": "王五"}
    seen = {**asked, "dead_letter_id": row["dead_letter_id"]}
    assert (await gateway.post("operator", "/v1/parked/discard", seen)).status_code == 202
    (record,) = gateway.publisher.sent
    assert codec.decode(record.value or b"") == DiscardRequested(
        processor=NAME,
        dead_letter_id=row["dead_letter_id"],
        scope=DiscardScope.ALL,
        requested_by="ops",
        person="王五",
        reason="sent twice",
    )
    put(gateway, a_dead_letter("GW9"))
    late = await gateway.post("operator", "/v1/parked/discard", seen)
    assert (late.status_code, late.json()["code"]) == (409, "parked_otherwise")
    alone = {"processor": NAME, "key": "GW9", "reason": "sent twice"}
    assert (await gateway.post("operator", "/v1/parked/discard", alone)).status_code == 202
    command = codec.decode(gateway.publisher.sent[-1].value or b"")
    assert (command.person, command.scope) == ("Operators", DiscardScope.FIRST)


async def test_what_is_released_cannot_be_discarded(gateway: Gateway) -> None:
    asked = {"processor": NAME, "key": "GW8", "reason": "x"}
    assert (await gateway.post("operator", "/v1/parked/discard", asked)).json()["code"] == "parked_otherwise"
    assert (await gateway.post("operator", "/v1/parked/redrive", asked)).status_code == 202, "harmless: it is answered"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"processor": NAME, "key": "GW1", "reason": "x"}, 404),
        ({"processor": "nobody", "key": "GW9", "reason": "x"}, 404),
        ({"processor": NAME, "reason": "x"}, 400),
        ({"processor": NAME, "key": "GW9", "key_hex": "00", "reason": "x"}, 400),
        ({"processor": NAME, "key": "hex:0", "reason": "x"}, 400),
        ({"processor": NAME, "key_hex": "0", "reason": "x"}, 400),
        ({"processor": NAME, "key": "GW9", "reason": " "}, 400),
        ({"processor": NAME, "key": "GW9", "reason": "a\0b"}, 400),
        ({"processor": NAME, "key": "GW9", "reason": "x", "partition": -1}, 400),
        ([], 400),
    ],
)
@pytest.mark.parametrize("path", ["/v1/parked/redrive", "/v1/parked/discard"])
async def test_a_command_about_what_is_not_parked_is_refused(
    gateway: Gateway, path: str, body: object, status: int
) -> None:
    assert (await gateway.post("operator", path, body)).status_code == status
    assert gateway.publisher.sent == []


@pytest.mark.parametrize("who", ["auditor", "merchant", "inspector"])
@pytest.mark.parametrize("path", ["/v1/parked/redrive", "/v1/parked/discard"])
async def test_only_operators_command(gateway: Gateway, path: str, who: str) -> None:
    asked = {"processor": NAME, "key": "GW9", "reason": "x"}
    assert (await gateway.post(who, path, asked)).status_code == 403


async def test_a_command_shows_as_asked_until_its_processor_answers(gateway: Gateway) -> None:
    on = a_day()
    command = RedriveRequested(processor=NAME, requested_by="ops", reason="seeded")
    on.write(COMMANDS, command, key="GW9", partition=0)
    upsert.apply(gateway.engine, on.written)
    (row,) = (await gateway.get("auditor", "/v1/parked")).json()["parked"]
    assert row["asked"]["by"] == "ops"


async def test_the_answers_tell_who_gave_up_what_and_why_and_go_on_after_the_last(gateway: Gateway) -> None:
    on = a_day()
    for number in range(3):
        on.write(LETTERS, an_answer_to("GW9", discarded=number), key=f"{COMMANDS}/0/{number}", partition=0)
    upsert.apply(gateway.engine, on.written)
    seen, after = [], ""
    while True:
        page = (await gateway.get("auditor", "/v1/parked/answers", limit=2, after=after)).json()
        seen += page["answers"]
        after = page.get("next", "")
        if not after:
            break
    assert [len(row["discarded"]) for row in seen] == [2, 1, 0, 0], "the newest first"
    told = [seen[0][name] for name in ("action", "requested_by", "person", "reason", "key")]
    assert told == ["DISCARD", "operator", "operator 7", "register seeded", "GW9"]
    (own,) = (await gateway.get("operator", "/v1/parked/answers", command_id="command-'GW8'")).json()["answers"]
    assert own["outcome"] == "RELEASED"
    assert (await gateway.get("operator", "/v1/parked/answers", after="x")).status_code == 400


async def test_what_was_given_up_stands_in_the_timeline_of_its_order_for_staff_only(gateway: Gateway) -> None:
    on = a_day()
    on.write(LETTERS, an_answer_to("GW2", discarded=1), key=f"{COMMANDS}/0/9", partition=0)
    upsert.apply(gateway.engine, on.written)

    async def lines(who: str) -> list[dict[str, Any]]:
        cases = (await gateway.get(who, "/v1/cases/GW2")).json()["matches"]
        return [line for line in cases[0]["timeline"] if line["type"] == "CommandAnswered"]

    (line,) = await lines("auditor")
    assert (line["details"]["person"], line["details"]["reason"]) == ("operator 7", "register seeded")
    assert line["details"]["discarded"][0]["topic"] == topics.CUSTOMS_DECLARATIONS
    assert await lines("merchant") == []


def lying(monkeypatch: pytest.MonkeyPatch, gateway: Gateway, found: Record | None) -> list[Any]:
    """Let a record lie where the parked one is said to be; return the list of places that are read."""
    asked: list[Any] = []

    def one_record(_bootstrap: str, _mesh: str, place: Any) -> Record | None:
        asked.append((place, len(Reads(gateway.database).listed(number=None, after=0, limit=9))))
        return found

    monkeypatch.setattr(routes, "one_record", one_record)
    vars(gateway.app.state.shared).update(kafka_bootstrap="nowhere:1", mesh="test")
    return asked


OF_GW9 = {"processor": NAME, "key": "GW9", "purpose": "fault 17", "person": "王五"}


async def test_the_bytes_are_shown_with_headers_and_meaning_and_the_read_is_written_down_before(
    gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = four_documents("GW9")[0]
    value = codec.encode(document)
    asked = lying(monkeypatch, gateway, Record(5, b"GW9", value, (("ce_id", b"e1"), ("odd", b"\xff"), ("none", None))))
    answer = (await gateway.get("operator", "/v1/parked/record", **OF_GW9)).json()
    assert asked == [((topics.CUSTOMS_DECLARATIONS, 0, 3), 1)]
    told = answer["record"]
    assert (told["value_hex"], told["size"], told["type"]) == (value.hex(), len(value), codec.full_name(type(document)))
    assert told["decoded"]["document_id"] == document.document_id
    assert [header["text"] for header in told["headers"]] == ["e1", None, None]
    assert told["headers"][1]["hex"] == "ff"
    (read,) = Reads(gateway.database).listed(number=None, after=0, limit=9)
    assert (read["organisation"], read["person"], read["purpose"]) == ("ops", "王五", "fault 17")
    assert read["number"] == f"{NAME}/{topics.CUSTOMS_DECLARATIONS}/0/3"


@pytest.mark.parametrize(
    ("value", "why"),
    [
        (None, "no value"),
        (b"", "wire format"),
        (b"rubbish", "wire format"),
        (b"\0\0\0\0\x01abc", "schema 1 is not known"),
        (codec.encode(four_documents("GW9")[0])[:-1], "malformed"),
    ],
)
async def test_bytes_that_mean_nothing_are_shown_with_the_reason(
    gateway: Gateway, monkeypatch: pytest.MonkeyPatch, value: bytes | None, why: str
) -> None:
    lying(monkeypatch, gateway, Record(5, None, value, ()))
    told = (await gateway.get("auditor", "/v1/parked/record", **OF_GW9)).json()["record"]
    assert told["value_hex"] == (None if value is None else value.hex())
    assert why in told["unreadable"]


async def test_of_a_large_value_the_beginning_is_shown(gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> None:
    lying(monkeypatch, gateway, Record(5, b"GW9", "字".encode() * 300_000, ()))
    told = (await gateway.get("operator", "/v1/parked/record", **OF_GW9)).json()["record"]
    assert (told["size"], len(told["value_hex"]), told["value_text"][:2]) == (900_000, 131_072, "字字")


async def test_of_gathered_records_the_one_that_waits_is_shown(
    gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    value = codec.encode(four_documents("GW9")[0])
    held = tuple(
        GatheredRecord(key=key, event_id=event_id, at_ms=1, cause_id="c", value=value)
        for key, event_id in ((b"GW9", "event-of-'GW9'"), (b"GW9", "another"), (b"GW1", "event-of-'GW9'"))
    )
    lying(monkeypatch, gateway, Record(5, b"0", codec.encode(Gathered(records=held)), ()))
    told = (await gateway.get("operator", "/v1/parked/record", **OF_GW9)).json()["record"]
    assert [(one["key"], one["event_id"]) for one in told["within"]] == [("GW9", "event-of-'GW9'")]
    assert "decoded" not in told


async def test_a_record_that_retention_has_taken_and_a_timer_are_told_as_such(
    gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = lying(monkeypatch, gateway, None)
    answer = (await gateway.get("operator", "/v1/parked/record", **OF_GW9)).json()
    assert (answer["record"], answer["is_timer"], len(asked)) == (None, False, 1)
    put(gateway, a_dead_letter("T1", topics.MESH_CLOCK))
    answer = (await gateway.get("operator", "/v1/parked/record", **{**OF_GW9, "key": "T1"})).json()
    assert (answer["record"], answer["is_timer"], len(asked)) == (None, True, 1)


@pytest.mark.parametrize(
    ("change", "status"),
    [({"purpose": " "}, 400), ({"key": "GW1"}, 404), ({"key": "hex:0"}, 400), ({"partition": "x"}, 400)],
)
async def test_a_read_that_cannot_stand_is_refused(
    gateway: Gateway, monkeypatch: pytest.MonkeyPatch, change: dict[str, str], status: int
) -> None:
    asked = lying(monkeypatch, gateway, None)
    assert (await gateway.get("operator", "/v1/parked/record", **{**OF_GW9, **change})).status_code == status
    assert asked == []


def test_a_dead_letter_id_is_that_of_the_last_letter(engine: Engine) -> None:
    on = Topics()
    first, second = [on.write(LETTERS, a_dead_letter("GW9"), key="GW9", partition=0) for _ in range(2)]
    upsert.apply(engine, on.written)
    (row,) = queries.parked(engine, limit=9)[0]
    assert row["dead_letter_id"] == headers.parse(second.headers, 0).id != headers.parse(first.headers, 0).id
