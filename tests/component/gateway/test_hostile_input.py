"""Malformed, oversized and hostile input: always a clean answer below 500, and never a record that nobody sent."""

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.gateway.in_memory import Gateway
from tests.support.gateway.papers import a_payment, an_order, as_json, as_xml

JSON, NDJSON, XML = "application/json", "application/x-ndjson", "application/xml"
HEAD = b'<?xml version="1.0"?>'
ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))


def corpus() -> Iterator[tuple[str, str, bytes]]:
    """Yield name, media type and body. None of them holds a record that may pass."""
    order = as_json(an_order())[1:-1]
    yield "empty array", JSON, b"[]"
    yield "not json", JSON, b"{" * 100
    yield "deep arrays", JSON, b"[" * 100_000 + b"]" * 100_000
    yield "deep objects", JSON, b'{"a":' * 50_000 + b"1" + b"}" * 50_000
    yield "deep in a record", JSON, b'[{"type":"import-order","note":' + b"[" * 50_000 + b"]" * 50_000 + b"}]"
    yield "deep in documents", JSON, b'{"documents":[' + b"[" * 20_000 + b"]" * 20_000 + b"]}"
    yield "deep line", NDJSON, b'{"type":"import-order","lines":' + b"[" * 50_000 + b"]" * 50_000 + b"}"
    yield "nan", JSON, order.replace(b'"199.00"', b"NaN").join((b"[", b"]"))
    yield "nan line", NDJSON, order.replace(b'"199.00"', b"NaN")
    yield "infinity line", NDJSON, order.replace(b'"199.00"', b"-Infinity")
    yield "huge exponent", JSON, order.replace(b'"199.00"', b"1e999999999").join((b"[", b"]"))
    yield "tiny exponent", JSON, order.replace(b'"199.00"', b"1e-999999999").join((b"[", b"]"))
    yield "huge number", JSON, order.replace(b'"199.00"', b"9" * 100_000).join((b"[", b"]"))
    yield "huge number line", NDJSON, order.replace(b'"199.00"', b"9" * 100_000)
    yield "huge amount in a string", JSON, as_json(an_order(goodsValue="9" * 1_000_000))
    yield "lone surrogate", JSON, order.replace(b'"I"', b'"\\ud800"').join((b"[", b"]"))
    yield "lone surrogate line", NDJSON, order.replace(b'"orderType": "I"', b'"orderType": "\\ud800"')
    yield "lone surrogate member", NDJSON, order.replace(b'"orderType"', b'"\\udfff"')
    yield "nul", JSON, order.replace(b"D20241111001", b"D\\u0000").join((b"[", b"]"))
    yield "raw control character", JSON, order.replace(b"D20241111001", b"D\x01").join((b"[", b"]"))
    yield "bad utf-8", JSON, order.replace(b"D20241111001", b"\xff\xfe").join((b"[", b"]"))
    yield "overlong utf-8", NDJSON, order.replace(b"D20241111001", b"\xc0\xaf")
    yield "utf-16 json", JSON, json.dumps([an_order()]).encode("utf-16")
    yield "duplicate members", NDJSON, order.replace(b'"orderType": "I"', b'"orderType": "I", "orderType": "E"')
    yield (
        "duplicate type",
        NDJSON,
        order.replace(b'"type": "import-order"', b'"type": "import-payment", "type": "import-order"'),
    )
    yield "many members", JSON, b'[{"type":"import-order",' + b",".join(b'"m%d":1' % n for n in range(50_000)) + b"}]"
    yield "long member name", JSON, b'[{"type":"import-order","' + b"a" * 900_000 + b'":1}]'
    yield "many bad records", JSON, b"[" + b",".join([b'{"type":"import-order"}'] * 2000) + b"]"
    yield "too many records", JSON, b"[" + b",".join([b"1"] * 2001) + b"]"
    yield "too many lines", NDJSON, b"1\n" * 2001
    yield "nothing but line ends", NDJSON, b"\n" * 900_000
    yield "nothing but commas", JSON, b"[" + b"1," * 400_000 + b"1]"
    yield "scalars", JSON, b'[1,"x",null,true,[],{},1.5]'
    yield "nothing but types", JSON, b'[{"type":"import-order"},{"type":["order"]},{"type":null},{"type":{"a":1}}]'
    yield "members of the wrong kind", JSON, as_json({name: [] for name in an_order()} | {"type": "import-order"})
    yield "pointer characters", JSON, as_json(an_order(**{"a/b~c": 1, "": 2, "☃": 3}))
    yield "transmitter of the wrong kind", JSON, as_json(an_order(transmitter={"a": 1}))
    yield "lines of lines", JSON, as_json(an_order(lines=[[[]]] * 99))
    yield "envelope with extras", JSON, b'{"documents":[], "x":1}'
    yield "documents no array", JSON, b'{"documents":{"a":1}}'
    yield "trailing data", JSON, b"[" + order + b"] []"
    yield "entity bomb", XML, HEAD + f"<!DOCTYPE x [<!ENTITY e0 'x'>{ENTITIES}]><x>&e11;</x>".encode()
    yield (
        "quadratic bomb",
        XML,
        HEAD + b"<!DOCTYPE x [<!ENTITY a '" + b"x" * 50_000 + b"'>]><x>" + b"&a;" * 5_000 + b"</x>",
    )
    yield "external entity", XML, as_xml(an_order()).replace(
        b"?>", b'?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>', 1
    ).replace(b"D20241111001", b"&f;")  # fmt: skip
    yield "external dtd", XML, as_xml(an_order()).replace(b"?>", b'?><!DOCTYPE x SYSTEM "http://localhost:1/x.dtd">', 1)
    yield "parameter entity", XML, HEAD + b'<!DOCTYPE x [<!ENTITY % p SYSTEM "http://localhost:1/p"> %p;]><x/>'
    hidden = as_xml(an_order(), encoding="utf-16").decode("utf-16").replace("?>", '?><!DOCTYPE x [<!ENTITY a "b">]>', 1)
    yield "doctype in utf-16", XML, hidden.encode("utf-16")
    yield "undeclared entity", XML, as_xml(an_order()).replace(b"D20241111001", b"&nope;")
    yield "deep elements", XML, HEAD + b"<a>" * 100_000 + b"</a>" * 100_000
    deep = b"<ceb:orderNo>" * 300 + b"</ceb:orderNo>" * 300
    yield "deep in a field", XML, as_xml(an_order()).replace(b"<ceb:orderNo>D20241111001</ceb:orderNo>", deep)
    attributes = b" ".join(b'a%d="1"' % n for n in range(20_000))
    yield "many elements", XML, HEAD + b"<a>" + b"<b/>" * 240_000 + b"</a>"
    yield "many attributes", XML, HEAD + b"<x " + attributes + b"/>"
    yield "many namespaces", XML, HEAD + b"<x " + b" ".join(b'xmlns:a%d="u"' % n for n in range(5_000)) + b"/>"
    yield "huge text", XML, as_xml(an_order(note="x")).replace(b">x<", b">" + b"x" * 900_000 + b"<", 1)
    yield "unknown encoding", XML, as_xml(an_order()).replace(b"UTF-8", b"EBCDIC-X")
    yield "wrong encoding", XML, as_xml(an_order()).replace(b"UTF-8", b"us-ascii")
    yield "bad bytes in gb2312", XML, as_xml(an_order(), encoding="gb2312").replace(b"D20241111001", b"\xff\xff\xff")
    yield "bad character reference", XML, as_xml(an_order()).replace(b"D20241111001", b"&#0;&#xD800;")
    yield (
        "xinclude",
        XML,
        as_xml(an_order()).replace(
            b"<ceb:orderNo>D20241111001",
            b'<ceb:orderNo><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/passwd"/>',
        ),
    )
    yield "stylesheet", XML, b'<?xml-stylesheet href="http://localhost:1/"?><x/>'
    yield "two roots", XML, b"<x/><y/>"
    yield "json as xml", XML, as_json(an_order())
    yield "xml as json", JSON, as_xml(an_order())
    yield "nul bytes", XML, b"\0" * 1000
    yield "receipt", XML, as_xml(an_order()).replace(b"CEB311Message", b"CEB312Message")
    yield "101 records", XML, as_xml(*[a_payment()] * 101)
    yield "no record", XML, as_xml(a_payment()).replace(b"ceb:Payment>", b"ceb:BaseSubscribe>")
    yield "empty record", XML, as_xml(a_payment()).replace(b"ceb:PaymentHead>", b"ceb:Payment2Head>")
    empty = as_xml(a_payment()).decode()
    start, end = empty.index("<ceb:PaymentHead>"), empty.index("</ceb:Payment>")
    yield "record without a head", XML, (empty[:start] + empty[end:]).encode()
    head = empty[start:end]
    yield "record with two heads", XML, empty.replace(head, head * 2).encode()


CORPUS = list(corpus())


@pytest.mark.parametrize(("kind", "body"), [entry[1:] for entry in CORPUS], ids=[entry[0] for entry in CORPUS])
async def test_hostile_input_is_refused_cleanly_and_soon(tmp_path: Path, kind: str, body: bytes) -> None:
    gateway = Gateway(tmp_path)
    started = time.process_time()
    answer = await gateway.post(body, kind)
    assert 400 <= answer.status_code < 500, answer.text[:300]
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] != "internal_error"
    assert "root:" not in answer.text
    assert gateway.bus.documents() == []
    assert time.process_time() - started < 5


async def test_the_gateway_takes_good_documents_after_all_of_it(gateway: Gateway) -> None:
    for _, kind, body in CORPUS:
        await gateway.post(body, kind)
    answer = await gateway.post(as_json(an_order()))
    assert answer.status_code == 202
    assert len(gateway.bus.documents()) == 1
