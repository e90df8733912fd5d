"""The description of the interface is true of the application, and no request that it allows or forbids breaks it."""

import inspect
import re
from typing import Any

import jsonschema_rs
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import Case, GenerationMode
from starlette.routing import Route

from edge.http.operation import Operation
from edge.problems.catalogue import KINDS
from gateway.http.app import OPERATIONS
from gateway.http.errors import Language
from tests.support.gateway.in_memory import KEY, OFFICER_KEY, Gateway

METHODS = {"get", "put", "post", "delete", "patch"}


async def fetched(gateway: Gateway) -> dict[str, Any]:
    async with gateway.client(key="") as client:
        document: dict[str, Any] = (await client.get("/openapi.json")).json()
    return document


async def test_every_schema_is_one_and_every_operation_says_what_it_answers(gateway: Gateway) -> None:
    document = await fetched(gateway)
    schemas = list(document["components"]["schemas"].values())
    for path, item in document["paths"].items():
        for method, operation in item.items():
            assert method in METHODS
            named = set(re.findall(r"{(\w+)}", path))
            assert {each["name"] for each in operation.get("parameters", ()) if each["in"] == "path"} == named
            bodies = [operation["requestBody"]] if "requestBody" in operation else []
            said = [answer for answer in operation["responses"].values() if "$ref" not in answer]
            schemas += [each["schema"] for body in (*bodies, *said) for each in body.get("content", {}).values()]
            schemas += [each["schema"] for each in operation.get("parameters", ())]
    for schema in schemas:
        jsonschema_rs.meta.validate(schema)


async def test_the_routes_are_those_that_are_described(gateway: Gateway) -> None:
    paths = (await fetched(gateway))["paths"]
    described = {(path, method) for path, item in paths.items() for method in item}
    routes = {
        (re.sub(r":\w+}", "}", route.path), method.lower())
        for route in gateway.app.routes
        if isinstance(route, Route)
        for method in (route.methods or set()) - {"HEAD"}
    }
    assert described == routes


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
def test_what_a_handler_reads_is_what_is_described(operation: Operation) -> None:
    """Queries and bodies are decoded into the Structs of the description; a page's language is read by all pages."""
    source = inspect.getsource(operation.handler)
    read = {what: set(re.findall(rf"(?<![.\w]){what}\(request, (\w+)", source)) for what in ("query", "body")}
    described = {"query": operation.query, "body": operation.body}
    for what, kind in described.items():
        assert read[what] == ({kind.__name__} if kind not in (None, Language) else set()), what


async def test_every_reference_leads_somewhere_and_operation_ids_differ(gateway: Gateway) -> None:
    document = await fetched(gateway)

    def walk(node: Any) -> None:
        if isinstance(node, dict):
            if isinstance(reference := node.get("$ref"), str):
                found: Any = document
                for part in reference.removeprefix("#/").split("/"):
                    found = found[part]
            for value in node.values():
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)

    walk(document)
    ids = [operation["operationId"] for item in document["paths"].values() for operation in item.values()]
    assert len(ids) == len(set(ids))


def test_every_problem_has_both_languages_and_a_refusing_status() -> None:
    for code, kind in KINDS.items():
        assert re.fullmatch(r"[a-z_]+", code)
        assert 400 <= kind.status < 600
        assert re.search(r"[\u4e00-\u9fff]", kind.zh)
        assert kind.en.isascii()


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
@pytest.mark.parametrize("key", [KEY, OFFICER_KEY])
def test_no_request_breaks_the_gateway(gateway: Gateway, mode: GenerationMode, key: str) -> None:
    """Requests made from the description, good and bad, against the application in this process."""
    schema = schemathesis.openapi.from_asgi("/openapi.json", gateway.app)
    operation = schema["/v1/documents"]["POST"]

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(case=operation.as_strategy(generation_mode=mode))
    def run(case: Case[Any]) -> None:
        answer = case.call(headers={"Authorization": f"Bearer {key}"})
        assert answer.status_code < 500

    run()
