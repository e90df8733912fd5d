"""A way to the application on which every answer is held against the description of the interface."""

import re
from functools import cache, partial
from typing import Any

import httpx
import jsonschema_rs
import msgspec

from gateway.http.app import description

UNDESCRIBED = frozenset({500})
"""What no operation promises: a fault of ours."""


class AsDescribed(httpx.ASGITransport):
    """Calls the application and raises AssertionError for an answer that the description does not allow."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        answer = await super().handle_async_request(request)
        check(request.method, request.url.path, answer, await answer.aread())
        return answer


def check(method: str, path: str, answer: httpx.Response, content: bytes) -> None:
    """Raise AssertionError unless an operation describes the answer; what is no operation is not looked at."""
    operation = next((item for pattern, item in _paths() if pattern.fullmatch(path)), {}).get(method.lower())
    if operation is None or answer.status_code in UNDESCRIBED:
        return
    said = operation["responses"].get(str(answer.status_code))
    assert said is not None, f"{method} {path} answers {answer.status_code}: {content[:300]!r}"
    if "$ref" in said:
        said = description()["components"]["responses"]["Problem"]
    if "content" not in said:
        assert not content, f"{method} {path} answers {answer.status_code} with a body"
        return
    media = answer.headers.get("content-type", "").partition(";")[0]
    assert media in said["content"], f"{method} {path} answers {media}"
    if media.endswith("json"):
        validator = _validator(msgspec.json.encode(said["content"][media]["schema"]))
        faults = [
            f"{fault.instance_path}: {fault.message}" for fault in validator.iter_errors(msgspec.json.decode(content))
        ]
        assert not faults, f"{method} {path}: {faults[:3]}"


@cache
def _paths() -> list[tuple[re.Pattern[str], dict[str, Any]]]:
    """Return the paths as patterns, those first that say more than a place."""
    paths = sorted(description()["paths"].items(), key=lambda item: item[0].count("{"))
    return [(re.compile(re.sub(r"\{(\w+)\}", partial(_place, item), path)), item) for path, item in paths]


def _place(item: dict[str, Any], named: re.Match[str]) -> str:
    """Return a place of a path as a pattern: within a segment where its description says so."""
    parameters = [one for operation in item.values() for one in operation.get("parameters", ())]
    patterns = {one["schema"].get("pattern") for one in parameters if (one["in"], one["name"]) == ("path", named[1])}
    return "[^/]+" if "^[^/]+$" in patterns else r"[\s\S]+"


@cache
def _validator(schema: bytes) -> Any:
    return jsonschema_rs.Draft202012Validator(msgspec.json.decode(schema) | {"components": description()["components"]})
