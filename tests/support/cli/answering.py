"""A gateway that answers every GET with what it was given, over a real connection, as a process of its own needs."""

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote, urlsplit

REASON = {"code": "99401", "rule_id": "FX-01", "text_zh": "支付机构许可证已过期", "text_en": "the licence has expired"}
HOLD: Mapping[str, Any] = {
    "order_no": "DD1", "status": "300", "agency": "forex", "reason": REASON, "age_seconds": 4000,
    "deadline_at_ms": 1_731_290_400_000, "overdue": True, "hold_id": "hold-1", "declaration_id": "d-1",
}  # fmt: skip
PROBLEM: Mapping[str, Any] = {
    "type": "/errors/not_found", "title": "not found / 没有", "status": 404, "code": "not_found",
    "title_zh": "没有", "title_en": "not found", "detail": "no such thing / 没有此物",
    "detail_zh": "没有此物", "detail_en": "no such thing",
    "errors": [{"pointer": "/code", "code": "missing", "zh": "必填", "en": "is required", "row": 0}],
}  # fmt: skip
ANSWERS: Mapping[str, Any] = {
    "/v1/held": {"held": [HOLD]},
    "/v1/topics": {
        "topics": [
            {"topic": "trade.imports.v1", "producer": "gateway", "consumers": ["customs"], "records": 7,
             "role": "event", "lag": {"customs": 42}, "waiting": [], "set_aside": 0}
        ]
    },
    "/v1/registers": {"registers": [{"register": "tax.rates.v1", "owner": "tax", "codes": 2, "entries": 3}]},
    "/v1/reads": {
        "reads": [{"at_ms": 0, "organisation": "auditor", "person": "王五", "number": "DD1", "purpose": "抽查"}]
    },
}  # fmt: skip


class _Answering(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        body = json.dumps(ANSWERS.get(path, PROBLEM)).encode()
        self.send_response(200 if path in ANSWERS else 404)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keep silent."""


@contextmanager
def answering() -> Iterator[str]:
    """Serve until the end; yield the address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Answering)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
