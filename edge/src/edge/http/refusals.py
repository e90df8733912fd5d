"""Problems as HTTP answers: the one place where an exception becomes ``application/problem+json``."""

import msgspec
import structlog
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from edge.http.metrics import PROBLEMS
from edge.problems.problem import Problem

MEDIA_TYPE = "application/problem+json"
RETRY_SECONDS = 2
CLIENT_GONE = 499
"""Seen by nobody but us; the number that proxies give it."""
_CODES = {404: "not_found", 405: "method_not_allowed", 413: "body_too_large"}


def problem_response(problem: Problem) -> Response:
    """Return a problem as an answer."""
    PROBLEMS.labels(problem.code).inc()
    headers = {}
    if problem.retry_after is not None:
        headers["Retry-After"] = str(problem.retry_after)
    if problem.kind.status == 401:
        headers["WWW-Authenticate"] = 'Bearer realm="yidian"'
    body = msgspec.json.encode(problem.document())
    return Response(body, problem.kind.status, headers, MEDIA_TYPE)


async def refuse(_request: Request, error: Exception) -> Response:
    """Answer a Problem that a route raised."""
    assert isinstance(error, Problem)
    return problem_response(error)


async def refuse_by_status(_request: Request, error: Exception) -> Response:
    """Answer what the router itself refuses."""
    assert isinstance(error, HTTPException)
    response = problem_response(Problem(_CODES.get(error.status_code, "invalid_request")))
    response.headers.update(error.headers or {})
    return response


async def refuse_for_database(_request: Request, error: Exception) -> Response:
    """Answer while the database does not: nothing is lost, the sender tries again."""
    structlog.get_logger().error("database_unavailable", error=type(error).__name__)
    return problem_response(Problem("overloaded", retry_after=RETRY_SECONDS))


async def pass_over(_request: Request, _error: Exception) -> Response:
    """Answer nobody: the client has gone before its request was whole. Nothing of it was worked."""
    return Response(status_code=CLIENT_GONE)


async def fail(request: Request, error: Exception) -> Response:
    """Answer a fault of ours. The log gets the kind of the error and the route, never the request."""
    structlog.get_logger().error("request_failed", route=request.scope.get("path", ""), error=type(error).__name__)
    return problem_response(Problem("internal_error"))
