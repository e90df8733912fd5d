"""The files of documents are whole: read strictly, held against the records, and all that is wrong is said together."""

import json
import shutil
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec
import pytest
import yaml

from contracts import documents
from contracts.common import DocumentType
from contracts.customs import NumberKind
from contracts.document import Document, Kind
from gateway.forms.examine import examine
from gateway.forms.form import Form
from gateway.forms.item import Item, Malformed, assemble
from generator import document_files, document_module, extractors, outputs
from generator.model import DOCUMENT_TYPE
from generator.outputs import SCHEMAS
from generator.problems import ContractProblems
from mesh.declared.keys import number_key
from tests.contract.reading import contract
from tests.support.gateway.conformance import JSON, of_field, sample

PARTS = ("avro", "topics", "codes", "documents", "rules", "agencies", "particulars", "modes")
PAYMENT = "import-payment"
ORDER = "import-order"
Change = Callable[[dict[str, Any]], object]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The contract in a folder of its own."""
    for part in PARTS:
        shutil.copytree(SCHEMAS / part, tmp_path / part)
    shutil.copy(SCHEMAS / "processors.yaml", tmp_path)
    return tmp_path


def edit(folder: Path, document: str, change: Change) -> None:
    """Change a document's file."""
    path = folder / "documents" / f"{document}.yaml"
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    change(content)
    path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")


def problems(folder: Path) -> list[str]:
    """Return what is wrong with a contract."""
    with pytest.raises(ContractProblems) as found:
        outputs.read(folder)
    return found.value.problems


def test_every_document_type_has_its_value() -> None:
    assert set(documents.BY_TYPE) == set(DocumentType) - {DocumentType.UNKNOWN}
    for document in documents.DOCUMENTS:
        assert documents.BY_TAG[document.tag] is documents.BY_RECORD[document.record] is document
        assert document.full_name.endswith(f".{document.record.__name__}")


@pytest.mark.parametrize("document", documents.DOCUMENTS, ids=lambda document: document.tag)
def test_what_a_value_names_is_a_field_of_its_record(document: Document) -> None:
    fields = {field.name for field in msgspec.structs.fields(document.record)}
    named = {document.key, document.reference.issuer, document.reference.number, *document.numbers.values()}
    named |= {party.field for party in document.parties} | set(document.told)
    assert named - {""} <= fields
    assert set(document.sent_by.own) <= set(document.parties)


def the_field(content: dict[str, Any], element: str) -> dict[str, Any]:
    """Return a field of a file, on the lines if it is not in the head."""
    fields = [*content["fields"], *content.get("lines", {}).get("fields", ())]
    found: dict[str, Any] = next(field for field in fields if field["element"] == element)
    return found


def on(element: str, **changes: Any) -> Change:
    """Change a field; None takes a key away."""

    def change(content: dict[str, Any]) -> None:
        field = the_field(content, element)
        field.update({name: value for name, value in changes.items() if value is not None})
        for name in [name for name, value in changes.items() if value is None]:
            del field[name]

    return change


def put(**changes: Any) -> Change:
    """Set keys of a file."""
    return lambda content: content.update(changes)


def without(key: str) -> Change:
    """Take a key away."""
    return lambda content: content.pop(key)


def add(**field: Any) -> Change:
    """Add a field."""
    return lambda content: content["fields"].append({"zh": "某", "en": "some", "kind": "text", "length": 5} | field)


BAD: dict[str, tuple[str, Change, str]] = {
    "an unknown key": (PAYMENT, put(colour="red"), "unknown field `colour`"),
    "a missing key": (PAYMENT, without("max_bytes"), "missing required field `max_bytes`"),
    "another name": (PAYMENT, put(document="import-pay"), "must be named import-pay.yaml"),
    "no place": (PAYMENT, put(place=0), "place must be"),
    "a place twice": (PAYMENT, put(place=1), "place 1"),
    "a topic that does not carry it": (PAYMENT, put(topic="tax.bills.v1"), "no topic tax.bills.v1 carries mesh.trade"),
    "no record": (PAYMENT, put(record="mesh.trade.Nothing"), "record mesh.trade.Nothing has no .avsc"),
    "no bytes": (PAYMENT, put(max_bytes=0), "max_bytes must be"),
    "no name": (PAYMENT, put(zh=" "), "zh is no text"),
    "a part nobody knows": (PAYMENT, put(seen_as="parcel"), "Invalid enum value 'parcel' - at `$.seen_as`"),
    "a role nobody knows": (PAYMENT, put(parties={"payer": "payCode"}), "Invalid enum value 'payer'"),
    "a field's unknown key": (PAYMENT, on("payCode", color="red"), "payCode: Object contains unknown field `color`"),
    "an unknown kind": (PAYMENT, on("payCode", kind="enum"), "payCode: Invalid enum value 'enum'"),
    "an element twice": (PAYMENT, add(element="payCode", personal="kept"), "payCode: stands twice"),
    "no name for an element": (PAYMENT, add(element="pay-day", personal="kept"), "pay-day: no name for an element"),
    "a reserved element": (PAYMENT, add(element="type", personal="kept"), "type: no name for an element"),
    "a field of no record": (PAYMENT, on("payCode", to="payer"), "payCode: record has no field payer"),
    "a record's field left over": (
        PAYMENT,
        on("payCode", to="payer"),
        "record's field payment_institution_code is filled by no element",
    ),
    "two elements for one": (PAYMENT, on("payName", to="payment_institution_code"), "two elements fill payment_inst"),
    "neither clear nor personal": (PAYMENT, on("payName", to=None), "payName: has either `to` or `personal`"),
    "a field the gateway makes": (PAYMENT, on("payName", to="batch_id"), "payName: fills batch_id, which is made"),
    "a text as an amount": (PAYMENT, on("payName", kind="amount", length=None), "payName: a amount does not fit"),
    "a number as a code": (PAYMENT, on("amountPaid", kind="code", length=3), "amountPaid: a code does not fit"),
    "a list as a code": (ORDER, add(element="all", to="lines"), "all: fills lines, which is made otherwise"),
    "a word of no enum": (PAYMENT, on("appType", choices={"1": "CREATE"}), "appType: a choice does not fit operation"),
    "a word that is no truth": (PAYMENT, on("appStatus", choices={"1": "yes"}), "appStatus: a choice does not fit"),
    "a count too large": (ORDER, on("gnum", range=[1, 2**31]), "lines: gnum: a count does not fit gnum"),
    "optional here alone": (PAYMENT, on("payName", optional=True), "payName: optional, and payment_inst"),
    "mandatory here alone": (ORDER, on("payCode", optional=None), "payCode: mandatory, and payment_institution_code"),
    "no length": (PAYMENT, on("payCode", length=None), "payCode: a code has a length"),
    "a length of a time": (PAYMENT, on("payTime", length=14), "payTime: a time has no length"),
    "no choices": (PAYMENT, on("appType", choices=None), "appType: a choice has choices"),
    "bounds the wrong way": (PAYMENT, on("payCode", length=[9, 2]), "payCode: bounds 9 to 2 hold nothing"),
    "a digest nobody has": (PAYMENT, on("payerName", personal="person_age"), "payerName: personal is a field of"),
    "a personal number": (PAYMENT, on("payerName", kind="number"), "payerName: what is personal is a text"),
    "two names": (PAYMENT, on("telephone", personal="person_name"), "person: two elements are person_name"),
    "an id nobody gives": (
        PAYMENT,
        on("payerIdNumber", personal="kept"),
        "person: id_possible, and no mandatory",
    ),
    "an id type nobody gives": (PAYMENT, put(person={"id_type": "id_kind"}), "person: no element fills id_kind"),
    "a fact of another kind": (
        PAYMENT,
        put(person={"id_type": "payer_id_type", "id_possible": "pay_time"}),
        "person: pay_time does not tell true or false",
    ),
    "a key nobody gives": (PAYMENT, put(key="order"), "key: no element fills order"),
    "a key of a number that may be absent": (
        "import-cancellation",
        lambda content: content.pop("key"),
        "key: without one number and issued_by are the key",
    ),
    "a key that may be absent": ("import-waybill", on("logisticsNo", optional=True), "key: may be absent"),
    "a number nobody gives": (
        PAYMENT,
        put(number={"kind": "payment", "issued_by": "payment", "field": "no"}),
        "number: no element fills no",
    ),
    "a number by who is no party": (
        PAYMENT,
        put(number={"kind": "payment", "issued_by": "carrier", "field": "payment_no"}),
        "number: issued_by carrier is not among the parties",
    ),
    "numbers nobody gives": (PAYMENT, put(numbers={"list": "list_no"}), "numbers: list: no element fills list_no"),
    "a verdict nobody could give": (PAYMENT, put(told=["agent_code"]), "told: no element fills agent_code"),
    "a party of no element": (PAYMENT, put(parties={"payment": "bank"}), "parties: payment: bank is no code"),
    "a sender who is no party": (
        PAYMENT,
        put(sent_by={"own": ["agent"], "in_place": "carrier", "zh": "某", "en": "some"}),
        "sent_by: own agent is not among the parties",
    ),
    "a message with a line too many": (
        PAYMENT,
        put(message={"name": "CEB411Message", "record": "Payment", "head": "PaymentHead", "line": "PaymentList"}),
        "message has a line where the document has lines, and only there",
    ),
    "another's message": (
        PAYMENT,
        put(message={"name": "CEB511Message", "record": "Logistics"}),
        "documents: message CEB511Message is two documents'",
    ),
    "two declarations of one procedure": (
        PAYMENT,
        put(declaration="itself"),
        "documents: procedure retail-import has not one document that is the declaration itself",
    ),
    "no such place beside a declaration": (PAYMENT, put(declaration="after"), "Invalid enum value 'after'"),
    "an answer to no message": (PAYMENT, without("message"), "answer: to no message"),
    "an answer of nothing": (
        PAYMENT,
        put(answer={"type": "CEB412", "record": "R", "columns": [{"element": "a", "from": ["colour"], "most": 1}]}),
        "answer: a: comes from texts of",
    ),
    "an answer of a field that is not there": (
        "import-cancellation",
        put(answer={"type": "A", "record": "R", "columns": [{"element": "a", "from": ["submitted.hue"], "most": 1}]}),
        "answer: a: no element fills hue with a text",
    ),
    "an answer that a declaration's receipts cannot give": (
        "import-waybill",
        put(
            answer={"type": "A", "record": "R", "columns": [{"element": "a", "from": ["submitted.bill_no"], "most": 1}]}
        ),
        "answer: a: of what supports a declaration nothing is repeated",
    ),
    "lines of another record": (
        ORDER,
        lambda content: content["lines"].update(record="mesh.trade.ListLine"),
        "lines: the record's lines are no list of mesh.trade.ListLine",
    ),
    "a personal field on a line": (
        ORDER,
        lambda content: the_field(content["lines"], "note").update(personal="kept"),
        "lines: a line has nothing personal but one remark",
    ),
}


@pytest.mark.parametrize(("document", "change", "said"), BAD.values(), ids=BAD.keys())
def test_a_bad_file_is_refused_with_its_reason(tmp_path: Path, document: str, change: Change, said: str) -> None:
    shutil.copytree(SCHEMAS / "documents", tmp_path / "documents")
    edit(tmp_path, document, change)
    with pytest.raises(ContractProblems) as found:
        document_files.load(tmp_path / "documents", contract().contract, contract().mesh)
    told = found.value.problems
    assert any(said in problem for problem in told), told
    assert all(problem.startswith((f"{document}.yaml: ", "documents: ")) for problem in told)


def test_the_enum_of_document_types_follows_from_the_files(copy: Path) -> None:
    """A new one stands before UNKNOWN; what no file describes any more is gone, and whoever names it is told."""
    add_filing(copy)
    assert outputs.read(copy).contract.enums[DOCUMENT_TYPE].symbols[-2:] == ("GOODS_FILING", "UNKNOWN")
    (copy / "documents" / f"{PAYMENT}.yaml").unlink()
    assert any(problem.startswith("customs.yaml: ") and "DocumentType" in problem for problem in problems(copy))


def test_mistakes_of_topics_codes_and_documents_are_listed_together(copy: Path) -> None:
    edit(copy, PAYMENT, put(max_bytes=0))
    edit(copy, ORDER, put(colour="red"))
    for part, name in (("topics", "tax.rates.v1"), ("codes", "tax")):
        path = copy / part / f"{name}.yaml"
        path.write_text(f"{path.read_text(encoding='utf-8')}\ncolour: red\n", encoding="utf-8")
    found = problems(copy)
    for told in ("tax.rates.v1.yaml: ", "tax.yaml: ", f"{PAYMENT}.yaml: ", f"{ORDER}.yaml: "):
        assert any(problem.startswith(told) for problem in found), found


def add_filing(folder: Path) -> None:
    """Add a document type that is no CEB message: an enterprise files goods for the account book."""
    like = json.loads((folder / "avro" / "mesh.trade.ImportPaymentSubmitted.avsc").read_text(encoding="utf-8"))
    made = {
        *("document_id", "content_digest", "sender_code", "batch_id", "batch_index", "accepted_at_ms", "guid"),
        *("personal", "personal_key_id", "person_digests"),
    }
    fields = [field for field in like["fields"] if field["name"] in made]
    fields += [{"name": name, "type": "string", "doc": "d"} for name in ("filing_no", "merchant_code")]
    fields.append({"name": "filed_pieces", "type": ["null", "int"], "default": None, "doc": "d"})
    record = like | {"name": "GoodsFiled", "fields": fields}
    (folder / "avro" / "mesh.trade.GoodsFiled.avsc").write_text(json.dumps(record), encoding="utf-8")
    topic = folder / "topics" / "trade.imports.v1.yaml"
    text = topic.read_text(encoding="utf-8")
    topic.write_text(text.replace("records:\n", "records:\n  - mesh.trade.GoodsFiled\n"), encoding="utf-8")
    filing = {
        "document": "goods-filing",
        "place": 99,
        "procedure": "filing",
        "topic": "trade.imports.v1",
        "record": "mesh.trade.GoodsFiled",
        "zh": "备案",
        "en": "goods filing",
        "key": "filing_no",
        "max_bytes": 1000,
        "number": {"kind": "order", "issued_by": "merchant", "field": "filing_no"},
        "parties": {"merchant": "ebcCode"},
        "sent_by": {"own": ["merchant"], "in_place": "agent", "zh": "电商企业", "en": "the merchant"},
        "seen_as": "list",
        "fields": [
            {"element": "guid", "zh": "序号", "to": "guid", "kind": "code", "length": 36},
            {"element": "filingNo", "zh": "编号", "to": "filing_no", "kind": "number", "length": [1, 30]},
            {"element": "ebcCode", "zh": "企业", "to": "merchant_code", "kind": "code", "length": [1, 18]},
            {
                "element": "pieces",
                "zh": "件数",
                "to": "filed_pieces",
                "kind": "count",
                "range": [1, 9],
                "optional": True,
            },
            {
                "element": "contact",
                "zh": "联系人",
                "en": "contact",
                "personal": "kept",
                "kind": "text",
                "length": [1, 60],
            },
        ],
    }
    (folder / "documents" / "goods-filing.yaml").write_text(yaml.safe_dump(filing), encoding="utf-8")


@pytest.fixture
def filing(copy: Path, monkeypatch: pytest.MonkeyPatch) -> Form:
    """The form of an invented document type that is no CEB message."""
    add_filing(copy)
    read = outputs.read(copy)
    symbols = {spec.symbol: spec.symbol for spec in read.documents}
    monkeypatch.setattr("contracts.common.DocumentType", StrEnum("DocumentType", symbols))
    monkeypatch.setattr("contracts.trade.GoodsFiled", msgspec.defstruct("GoodsFiled", []), raising=False)
    described, taken = ModuleType("documents"), ModuleType("extractors")
    exec(document_module.module(read.documents, read.contract), vars(described))
    exec(extractors.module(read.documents, read.contract), vars(taken))
    assert len(described.DOCUMENTS) == len(documents.DOCUMENTS) + 1
    assert set(described.BY_MESSAGE) == set(documents.BY_MESSAGE)
    return Form(described.GOODS_FILING, taken.HEADS["goods-filing"], taken.LINES.get("goods-filing"))


def test_a_document_without_a_key_field_is_keyed_as_claims_of_its_number_are(filing: Form) -> None:
    reference = documents.Reference("waybill", "merchant_code", "filing_no")
    filing.key, filing.document = "", filing.document._replace(key="", reference=reference)
    members = {field.element: sample(field) for field in filing.document.fields} | {"filingNo": "F-1", "ebcCode": "E1"}
    found = examine(filing, members, row=1, sender="sender")
    assert isinstance(found, Item)
    assert found.key == number_key(NumberKind.WAYBILL, "E1", "F-1") == "WAYBILL|E1|F-1"
    assert found.clear["filing_no"] == "F-1"


def test_a_document_that_is_no_ceb_message_is_described_by_its_file_alone(filing: Form) -> None:
    document = filing.document
    assert (document.message, document.answer, document.lines) == (None, None, None)
    assert (document.key, document.reference.issuer, document.numbers) == ("filing_no", "merchant_code", {})
    assert (document.fields[1].element, document.fields[1].kind) == ("filingNo", Kind.NUMBER)
    assert document.person == documents.Person()


def test_a_document_that_is_no_ceb_message_is_read_by_its_file_alone(filing: Form) -> None:
    fields = filing.document.fields
    members = {field.element: sample(field) for field in fields} | {"filingNo": " \uff26\uff0d1 ", "pieces": "2"}
    found = examine(filing, members, row=1, sender="sender")
    assert isinstance(found, Item)
    assert (found.key, found.personal) == ("F-1", {"contact": members["contact"]})
    assert found.clear == {"filing_no": "\uff26\uff0d1", "merchant_code": members["ebcCode"], "filed_pieces": 2}
    quick = assemble(
        filing, msgspec.convert(members | {"type": filing.tag, "filingNo": "F-1"}, filing.shape), row=1, sender="s"
    )
    assert quick.clear == found.clear | {"filing_no": "F-1"}
    for field in fields:
        for case in of_field(filing.document, field, on_line=False):
            if case.name == "twice" or JSON not in case.formats:
                continue  # a mapping has each member once
            wrong = examine(filing, dict(case.head), row=1, sender="sender")
            told = [(error.pointer, error.code) for error in wrong.errors] if isinstance(wrong, Malformed) else []
            assert told == ([(case.pointer, case.code)] if case.code else []), case.name
