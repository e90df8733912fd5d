"""A problem as bytes of HTTP/1.1, for a request that no route will see: RFC 9457 as everywhere, then the end."""

from http import HTTPStatus

import msgspec

from edge.problems.problem import Problem

_MEDIA_TYPE = "application/problem+json"


def answer_of(problem: Problem) -> bytes:
    """Return the whole answer; the connection ends with it."""
    body = msgspec.json.encode(problem.document())
    status = HTTPStatus(problem.kind.status)
    head = [
        f"HTTP/1.1 {status.value} {status.phrase}",
        f"content-type: {_MEDIA_TYPE}",
        f"content-length: {len(body)}",
        "connection: close",
    ]
    if problem.retry_after is not None:
        head.append(f"retry-after: {problem.retry_after}")
    return "\r\n".join((*head, "", "")).encode() + body
