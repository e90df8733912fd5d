"""`yidian submit` tells of every rejected record where it stands in its file and why."""

import json
from pathlib import Path

import msgspec
import pytest
from typer.testing import CliRunner

from yidian.answers import Document, Item, Page, Reason, Receipt, Submitted
from yidian.commands.submit import MOST_SHOWN
from yidian.connection import Connection, Organisation
from yidian.main import app

COURIER = Organisation("courier", "courier", ("9901180031",), frozenset({"carrier"}), "key")
REASON = Reason(code="-301008", text_zh="参数校验不通过，totalPrice(gnum 2)")
MISSING = "系统唯一序号 guid 必填"


class Answering:
    """A gateway that finds every third record malformed; customs accepts the first and rejects the second of three."""

    def __init__(self, _url: str, _key: str) -> None:
        self.judged: list[Receipt] = []

    def __enter__(self) -> "Answering":
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def submit(self, body: bytes, _written: str) -> Submitted:
        items = []
        for index in range(body.count(b"\n") + 1):
            row = index + 1
            if row % 3:
                items.append(Item(row=row, outcome="received"))
                self.judged.append(receipt(index, rejected=row % 3 == 2))
            else:
                items.append(Item(row=row, outcome="malformed", return_status="-999999", return_info=MISSING))
        return Submitted(batch_id="batch", items=tuple(items))

    def receipts(self, _after: str) -> Page:
        return Page(receipts=tuple(reversed(self.judged)), next="next", caught_up=True)


def receipt(index: int, *, rejected: bool) -> Receipt:
    return Receipt(
        receipt_id=f"receipt-{index}",
        document=Document(document_type="IMPORT_ORDER", document_id="id"),
        return_status="-301008" if rejected else "2",
        verdict="REJECTED" if rejected else "ACCEPTED",
        reasons=(REASON,) if rejected else (),
        order_no=f"ORDER-{index}",
        batch_id="batch",
        batch_index=index,
    )


@pytest.fixture(autouse=True)
def answered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("yidian.commands.submit.Gateway", Answering)
    monkeypatch.setattr("yidian.commands.submit.connect", lambda: Connection("http://127.0.0.1:9", (COURIER,)))


def written(folder: Path, records: int) -> str:
    path = folder / "some.ndjson"
    path.write_text("\n".join('{"type": "import-order"}' for _ in range(records)), encoding="utf-8")
    return str(path)


def test_a_machine_gets_place_order_code_and_reason_in_the_order_of_the_file(tmp_path: Path) -> None:
    run = CliRunner().invoke(app, ["submit", written(tmp_path, 6), "--json"])
    told = json.loads(run.stdout)
    assert (told["accepted"], told["rejected"]) == (2, 4)
    assert [fault["record"] for fault in told["faults"]] == [2, 3, 5, 6]
    assert told["faults"][0] == {
        "record": 2,
        "type": "import-order",
        "order_no": "ORDER-1",
        "code": "-301008",
        "why": "-301008 参数校验不通过，totalPrice(gnum 2)",
    }
    assert told["faults"][1]["why"] == f"-999999 {MISSING}"


def test_people_get_the_first_of_them(tmp_path: Path) -> None:
    told = CliRunner().invoke(app, ["submit", written(tmp_path, 3)]).stdout
    assert "totalPrice(gnum 2)" in told
    assert MISSING in told
    many = CliRunner().invoke(app, ["submit", written(tmp_path, 60)]).stdout
    assert f"and {40 - MOST_SHOWN} more" in many


def test_without_a_fault_nothing_is_said_of_faults(tmp_path: Path) -> None:
    assert "because" not in CliRunner().invoke(app, ["submit", written(tmp_path, 1)]).stdout


def test_a_repetition_of_a_rejected_record_tells_the_code_of_the_original(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Repeating(Answering):
        def receipts(self, after: str) -> Page:
            page = super().receipts(after)
            repeated = tuple(msgspec.structs.replace(each, verdict="DUPLICATE") for each in page.receipts)
            return Page(receipts=repeated, next=page.next, caught_up=True)

    monkeypatch.setattr("yidian.commands.submit.Gateway", Repeating)
    run = CliRunner().invoke(app, ["submit", written(tmp_path, 2), "--json"])
    told = json.loads(run.stdout)
    assert (told["accepted"], told["rejected"], told["duplicate"], told["codes"]) == (0, 0, 2, {"-301008": 1})
    (fault,) = told["faults"]
    assert (fault["record"], fault["code"]) == (2, "-301008")
    assert fault["why"].startswith("repeats one that was rejected: -301008")
    assert run.exit_code == 0
