"""Personal values: normalised, digested, encrypted; never in the clear in what is published."""

import hashlib
import hmac
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts import codec
from contracts.documents import IMPORT_ORDER
from contracts.trade import ImportOrderSubmitted
from edge.store.database import open_database
from gateway.forms.item import Item
from gateway.intake.prepare import Prepared, personal_nonce, prepare
from gateway.intake.reservation import Reservation
from gateway.personal import normal
from gateway.personal.digests import Digester
from gateway.personal.keyed import Keyed
from gateway.personal.keys import KeyRing, Keys
from gateway.reading.batch import Limits, Senders
from gateway.reading.json_batch import read_json
from mesh.declared.errors import ConfigurationError
from tests.support.gateway.in_memory import EVERYTHING
from tests.support.gateway.papers import (
    GUID,
    ID_NUMBER,
    Paper,
    a_cancellation,
    a_list,
    a_payment,
    a_waybill,
    an_order,
    as_json,
)

NOW_MS = 1_731_290_400_000  # 2024-11-11 10:00 in China
NEW_YEAR_MS = 1_735_660_800_000  # 2025-01-01 00:00 in China
MASTER = bytes(32)
DAY_MS = 86_400_000


@pytest.fixture
def ring(tmp_path: Path) -> KeyRing:
    return KeyRing(open_database(f"sqlite:///{tmp_path}/keys.db"), MASTER)


def prepared(*papers: Paper, keys: Keys, batch: str = "b" * 32, at_ms: int = NOW_MS) -> Prepared:
    parsed = read_json(as_json(*papers), Senders("1105910001", None), Limits())
    assert all(isinstance(item, Item) for item in parsed)
    return prepare(parsed, Reservation(batch, "hangzhou", None, b"", at_ms, 0, EVERYTHING), keys)


def order_of(result: Prepared) -> ImportOrderSubmitted:
    record = codec.decode(result.messages[0].value or b"")
    assert isinstance(record, ImportOrderSubmitted)
    return record


@given(key=st.binary(max_size=100), data=st.binary(max_size=200))
def test_keyed_is_hmac_sha256(key: bytes, data: bytes) -> None:
    assert Keyed(key).digest(data) == hmac.new(key, data, hashlib.sha256).digest()


def test_white_space_of_every_kind_is_dropped_and_full_width_is_folded() -> None:
    assert normal.name(" 张　三\t（Ａ）\u00a0") == "张三a"
    assert normal.id_number("1101 0519491231002x") == ID_NUMBER
    assert normal.phone("+86 138-0000 ０００２") == "13800000002"


@pytest.mark.parametrize(
    ("number", "valid"),
    [
        (ID_NUMBER, True),
        (ID_NUMBER.lower(), True),
        ("34052419800101001X", True),
        ("110105194912310021", False),
        ("130681136250023332", False),
        ("110105202402300048", False),
        ("11010518991231004X", False),
        ("110105202411110043", True),
        ("110105202411120049", False),
        ("", False),
        ("1101051949123100", False),
        ("A1010519491231002X", False),
        ("１１０１０５１９４９１２３１００２Ｘ", True),
    ],
)
def test_an_id_number_is_possible_by_its_check_character_and_its_birthday(number: str, valid: bool) -> None:
    assert normal.is_possible_id(number, on=date(2024, 11, 11)) is valid


def test_the_same_person_has_the_same_digests_on_every_document_however_written(ring: KeyRing) -> None:
    result = prepared(
        an_order(buyerName="张 测试", consigneeTelephone="13800000002"),
        a_payment(payerIdNumber=ID_NUMBER.lower(), payerName="张　测试"),
        a_waybill(),
        a_list(),
        a_cancellation(),
        keys=ring.at(NOW_MS),
    )
    order, payment, waybill, list_, cancellation = (
        codec.decode(message.value or b"").person_digests[0] for message in result.messages
    )
    assert order.person_id == payment.person_id == list_.person_id == cancellation.person_id is not None
    assert order.person_name == payment.person_name == list_.person_name
    assert order.consignee_phone == waybill.consignee_phone
    assert order.consignee_name == waybill.consignee_name
    assert order.consignee_address == waybill.consignee_address == list_.consignee_address
    assert (waybill.person_id, payment.consignee_name, list_.consignee_phone) == (None, None, None)
    assert len(order.person_id) == 16


def test_digests_differ_by_kind_and_by_id_type(ring: KeyRing) -> None:
    digester = Digester(ring.at(NOW_MS).matching)
    same = {
        "buyerName": "1",
        "buyerIdNumber": "1",
        "consignee": "1",
        "consigneeTelephone": "1",
        "consigneeAddress": "1",
    }
    (one,) = digester.digests(IMPORT_ORDER.person, same, "1")
    (two,) = digester.digests(IMPORT_ORDER.person, same, "2")
    assert len({one.person_name, one.person_id, one.consignee_phone, one.consignee_address}) == 4
    assert one.person_id != two.person_id


def test_in_january_digests_are_also_made_under_last_years_key(ring: KeyRing) -> None:
    before = order_of(prepared(an_order(), keys=ring.at(NEW_YEAR_MS - 1), at_ms=NEW_YEAR_MS - 1))
    after = order_of(prepared(an_order(), keys=ring.at(NEW_YEAR_MS), at_ms=NEW_YEAR_MS))
    february = order_of(prepared(an_order(), keys=ring.at(NEW_YEAR_MS + 31 * DAY_MS)))
    assert [digests.quota_year for digests in before.person_digests] == [2024]
    assert [digests.quota_year for digests in after.person_digests] == [2025, 2024]
    assert [digests.quota_year for digests in february.person_digests] == [2025]
    assert after.person_digests[1] == before.person_digests[0]
    assert after.person_digests[0] == february.person_digests[0]


def test_the_content_digest_leaves_out_the_guid_and_nothing_else(ring: KeyRing) -> None:
    keys = ring.at(NOW_MS)
    plain = order_of(prepared(an_order(), keys=keys))
    assert order_of(prepared(an_order(guid=GUID.lower()), keys=keys)).content_digest == plain.content_digest
    changed: list[Paper] = [
        an_order(note="x"), an_order(buyerName="别人"), an_order(appTime="20241111095901"),
        an_order(goodsValue="199.01"), an_order(appType="2"), an_order(appStatus="1"),
        an_order(lines=an_order()["lines"] * 2),
    ]  # fmt: skip
    digests = {order_of(prepared(paper, keys=keys)).content_digest for paper in changed}
    assert len(digests) == len(changed)
    assert plain.content_digest not in digests


def test_equal_content_has_equal_bytes_whenever_it_is_worked(ring: KeyRing) -> None:
    keys = ring.at(NOW_MS)
    assert prepared(an_order(), a_list(), keys=keys) == prepared(an_order(), a_list(), keys=keys)


def test_the_same_document_keeps_its_id_in_another_batch_and_changes_it_with_the_sender(ring: KeyRing) -> None:
    keys = ring.at(NOW_MS)
    one = order_of(prepared(an_order(), keys=keys))
    again = order_of(prepared(an_order(), keys=keys, batch="c" * 32))
    other = order_of(prepared(an_order(transmitter="3301960001"), keys=keys))
    assert one.document_id == again.document_id != other.document_id
    assert one.content_digest == other.content_digest


def test_equal_content_in_two_batches_or_rows_is_one_document_and_two_events(ring: KeyRing) -> None:
    keys = ring.at(NOW_MS)
    ids = {
        dict(result.messages[-1].headers)["ce_id"]
        for result in (
            prepared(an_order(), keys=keys),
            prepared(an_order(), keys=keys),
            prepared(an_order(), keys=keys, batch="c" * 32),
            prepared(a_payment(), an_order(), keys=keys),
        )
    }
    order = order_of(prepared(an_order(), keys=keys))
    submission = f"{order.document_id}\0{order.batch_id}\0{order.batch_index}".encode()
    assert len(ids) == 3
    assert hashlib.sha256(submission).hexdigest()[:32].encode() in ids


def test_nothing_personal_stands_in_a_record_in_the_clear(ring: KeyRing) -> None:
    planted = [
        "张测试", "李收货", "测试路", ID_NUMBER, "13800000001", "13800000002", "138-0000", "reg-张", "请放", "不要了",
    ]  # fmt: skip
    papers = [an_order(), a_payment(note="请放门口"), a_waybill(), a_list(), a_cancellation()]
    for message in prepared(*papers, keys=ring.at(NOW_MS)).messages:
        wire = (message.value or b"") + message.key + b"".join(value for _, value in message.headers)
        assert [text for text in planted if text.encode() in wire] == []


def test_the_personal_fields_can_be_read_back_with_the_days_key_alone(ring: KeyRing) -> None:
    keys = ring.at(NOW_MS)
    order = order_of(prepared(an_order(), keys=keys))
    nonce = personal_nonce(order.document_id, order.content_digest)
    clear = keys.personal.decrypt(nonce, order.personal, order.document_id.encode()).decode()
    assert all(text in clear for text in ("张测试", ID_NUMBER, "reg-张", "请放门口", "张测试的礼物"))
    assert order.personal_key_id == "2024-11-11/personal"


def test_a_key_is_made_once_and_lies_wrapped(ring: KeyRing, tmp_path: Path) -> None:
    key = ring.key("2024-11-11/personal")
    again = KeyRing(open_database(f"sqlite:///{tmp_path}/keys.db"), MASTER)
    assert again.key("2024-11-11/personal") == key != again.key("2024-11-12/personal")
    assert key not in (tmp_path / "keys.db").read_bytes() + (tmp_path / "keys.db-wal").read_bytes()


def test_another_master_key_is_a_configuration_error(ring: KeyRing, tmp_path: Path) -> None:
    ring.key("x")
    with pytest.raises(ConfigurationError, match="YIDIAN_MASTER_KEY"):
        KeyRing(open_database(f"sqlite:///{tmp_path}/keys.db"), bytes(31) + b"\1").key("x")
