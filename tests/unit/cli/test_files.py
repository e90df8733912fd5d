"""Files to submit: told apart, cut to size, and left as they are."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from simulator.ceb_messages import write_messages
from simulator.world import world
from yidian.complaint import Complaint
from yidian.files import BATCH, read_file


def written(folder: Path, body: bytes) -> Path:
    path = folder / "file"
    path.write_bytes(body)
    return path


def test_xml_tells_transmitter_and_records_whatever_its_prefix_or_beginning(tmp_path: Path) -> None:
    for message in write_messages(world()):
        (batch,) = read_file(written(tmp_path, message.body))
        assert (batch.written, batch.transmitter, batch.records) == ("xml", message.courier_code, len(message.sent))
        assert batch.body == message.body


def test_an_array_one_record_an_envelope_and_lines_are_json(tmp_path: Path) -> None:
    record = b'{"type": "import-payment",\n "amountPaid": 12.50}'
    line = b'{"type": "import-payment", "amountPaid": 12.50}'
    for body, transmitter, records in (
        (b"[" + record + b"," + record + b"]", None, 2),
        (record, None, 1),
        (b'{"transmitter": "9901180031", "documents": [' + record + b"]}", "9901180031", 1),
        (line + b"\n\n" + line + b"\n", None, 2),
    ):
        (batch,) = read_file(written(tmp_path, body))
        assert (batch.written, batch.transmitter, batch.records) == ("ndjson", transmitter, records)
        for sent in batch.body.split(b"\n"):
            assert json.loads(sent, parse_float=Decimal)["amountPaid"] == Decimal("12.50")


def test_numbers_stand_as_they_were_written(tmp_path: Path) -> None:
    (batch,) = read_file(written(tmp_path, b'[{"amountPaid": 12.500000000000000001}]'))
    assert b"12.500000000000000001" in batch.body


def test_a_long_file_becomes_several_batches_and_so_does_a_change_of_transmitter(tmp_path: Path) -> None:
    lines = b"\n".join(b'{"type": "import-order"}' for _ in range(BATCH + 1))
    assert [batch.records for batch in read_file(written(tmp_path, lines))] == [BATCH, 1]
    two = b'{"transmitter": "A"}\n{"transmitter": "B"}\n{"transmitter": "B"}'
    assert [(batch.transmitter, batch.records) for batch in read_file(written(tmp_path, two))] == [("A", 1), ("B", 2)]


@pytest.mark.parametrize("body", [b"", b"[]", b"orderNo: 1", b"<open>"])
def test_what_is_no_batch_is_complained_about(tmp_path: Path, body: bytes) -> None:
    with pytest.raises(Complaint) as complaint:
        list(read_file(written(tmp_path, body)))
    assert complaint.value.remedy


def test_an_empty_file_is_called_empty(tmp_path: Path) -> None:
    with pytest.raises(Complaint, match="is empty"):
        list(read_file(written(tmp_path, b" \n")))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(Complaint, match="nothing-here"):
        list(read_file(tmp_path / "nothing-here"))


@pytest.mark.parametrize("encoding", ["GBK", "GB2312", "GB18030", "UTF-16"])
def test_a_message_is_read_in_the_encoding_that_the_gateway_reads(tmp_path: Path, encoding: str) -> None:
    message = next(iter(write_messages(world())))
    text = message.body.decode().lstrip("\ufeff\r\n ").replace("UTF-8", encoding, 1)
    (batch,) = read_file(written(tmp_path, text.encode(encoding, "replace")))
    assert (batch.transmitter, batch.records) == (message.courier_code, len(message.sent))


def test_blank_lines_and_a_mark_may_stand_before_a_message(tmp_path: Path) -> None:
    message = next(iter(write_messages(world())))
    for before in (b"\r\n\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\n"):
        (batch,) = read_file(written(tmp_path, before + message.body))
        assert batch.transmitter == message.courier_code


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ('<?xml version="1.0" encoding="UTF-8"?><a>中</a>'.encode("gbk"), "not of the encoding"),
        (b'<?xml version="1.0" encoding="EBCDIC-X"?><a/>', "not of the encoding"),
        (b"\xff\xfe<\x00a", "UTF-16"),
    ],
)
def test_bytes_of_another_encoding_are_complained_about(tmp_path: Path, body: bytes, said: str) -> None:
    with pytest.raises(Complaint, match=said) as complaint:
        list(read_file(written(tmp_path, body)))
    assert "UTF-8" in complaint.value.remedy.en
