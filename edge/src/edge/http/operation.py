"""
Routes, each described where it is declared: what it is for, what it reads, what it answers and when it refuses.

A handler returns the Struct that its annotation names, which is encoded here; so what is described is what is sent.
The document itself is made by `edge.http.openapi`.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from edge.http.authentication import is_keyed

Handler = Callable[[Request], Awaitable[Any]]
_ENCODER = msgspec.json.Encoder()


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """
    One method of one path.

    path: as Starlette writes it. name: the operationId. says: what an answer is. status: of an answer.
    query, body: the Structs that `parameters.query` and `asked.body` decode. places: the parts of the path and headers:
    the OpenAPI parameters beside the query's. content: media types of an answer that is no JSON, or not only JSON.
    request: the OpenAPI request body where it is no Struct in JSON. refuses: statuses of problems, beside those of
    every route under a key; words: what one of them means here.
    """

    method: str
    path: str
    handler: Handler
    name: str
    tag: str
    summary: str
    says: str
    description: str = ""
    status: int = 200
    query: type[msgspec.Struct] | None = None
    body: type[msgspec.Struct] | None = None
    places: tuple[dict[str, Any], ...] = ()
    content: tuple[str, ...] = ()
    request: Mapping[str, Any] | None = None
    refuses: tuple[int, ...] = ()
    words: Mapping[int, str] = field(default_factory=dict)

    @property
    def is_keyed(self) -> bool:
        """Whether it needs a key."""
        return is_keyed(self.path)

    @property
    def answer(self) -> Any:
        """Return the type of the answer in JSON, None where there is none."""
        answer = get_type_hints(self.handler)["return"]
        named = get_args(answer) if get_origin(answer) is UnionType else (answer,)
        kinds = [kind for kind in named if kind is not Response]
        return kinds[0] if kinds else None

    @property
    def route(self) -> Route:
        """Return the route."""

        async def endpoint(request: Request) -> Response:
            """Answer with what the handler returns, in JSON unless it is an answer already."""
            answer = await self.handler(request)
            return answer if isinstance(answer, Response) else as_json(answer, self.status)

        return Route(self.path, endpoint, methods=[self.method], name=self.name)


def as_json(content: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """Return a Struct as an answer in JSON."""
    return Response(_ENCODER.encode(content), status, headers, "application/json")


def in_path(name: str, *, longest: int | None = None, pattern: str | None = None, says: str = "") -> dict[str, Any]:
    """Return the description of a part of the path."""
    bounds = {"maxLength": longest, "pattern": pattern}
    schema = {"type": "string", "minLength": 1} | {key: value for key, value in bounds.items() if value is not None}
    described = {"name": name, "in": "path", "required": True, "schema": schema}
    return described | {"description": says} if says else described


def in_header(name: str, *, pattern: str | None = None, says: str = "") -> dict[str, Any]:
    """Return the description of a header that may be sent."""
    schema = {"type": "string"} | ({"pattern": pattern} if pattern else {})
    described = {"name": name, "in": "header", "required": False, "schema": schema}
    return described | {"description": says} if says else described
