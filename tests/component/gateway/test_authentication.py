"""Who asks is settled first: whatever else a request bears, without a known key it is told nothing but that."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import pytest

from gateway.http.app import OPERATIONS, description
from tests.support.gateway.in_memory import CODES, KEY, NOW_MS, OTHER_KEY, Gateway

ALL_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
PATHS: Mapping[str, Any] = description()["paths"]
VALUES = ("1", "0" * 32, "tax.rates", "..", "%00", "%0A", "0-0", "9" * 5_000, "%F0%9F%98%80", "a/b")
QUERIES = ("", "?limit=0&after=nonsense&date=x&until_ms=-1&overdue=perhaps&purpose=", "?" + "&".join(["a=%FF"] * 50))
BODIES: tuple[tuple[str, bytes], ...] = (
    ("", b""),
    ("application/json", b"{"),
    ("application/json", b"[" * 5_000),
    ("application/xml", b"<!DOCTYPE a><a/>"),
    ("image/png", b"\x89PNG"),
    ("application/json", b"1" * (2 << 20)),
)
KEYLESS: tuple[dict[str, str], ...] = (
    {},
    {"authorization": "Bearer"},
    {"authorization": "Bearer nobody-knows-this-key"},
    {"authorization": f"Basic {KEY}"},
    {"authorization": f"Bearer {KEY}x"},
    {"x-api-key": "nobody-knows-this-key"},
    {"x-api-key": ""},
)


class Ask(NamedTuple):
    """A route of the application with one of its methods; public: described as such."""

    path: str
    method: str
    public: bool


def asks() -> Iterator[Ask]:
    """Yield every route with every method, those it has and those it has not."""
    for path in {operation.path for operation in OPERATIONS}:
        item = PATHS[re.sub(r":\w+}", "}", path)]
        public = all(operation.get("security") == [] for operation in item.values())
        yield from (Ask(path, method, public) for method in ALL_METHODS)


ASKS = list(asks())
KEYED = [ask for ask in ASKS if not ask.public]


def filled(path: str, value: str) -> str:
    """Return a path with its last parameter so, and 1 for those before: a client itself resolves two times `..`."""
    *before, last = re.findall(r"{[^}]+}", path) or [""]
    for parameter in before:
        path = path.replace(parameter, "1", 1)
    return path.replace(last, value, 1) if last else path


def test_what_is_described_as_public_is_all_that_lies_outside_of_v1() -> None:
    assert {ask.public for ask in ASKS} == {True, False}
    for ask in ASKS:
        assert ask.public is not ask.path.startswith("/v1/"), ask.path


@pytest.mark.parametrize("ask", KEYED, ids=lambda ask: f"{ask.method} {ask.path}")
async def test_without_a_known_key_every_route_says_so_and_nothing_else(gateway: Gateway, ask: Ask) -> None:
    async with gateway.client(key="") as client:
        plain = await client.request(ask.method, filled(ask.path, "1"))
        assert plain.status_code == 401
        targets = [filled(ask.path, value) + query for value in VALUES for query in QUERIES]
        for target in [*targets, filled(ask.path, "1") + "/", filled(ask.path, "1") + "/nothing-there"]:
            answer = await client.request(ask.method, target)
            assert (answer.status_code, answer.content) == (401, plain.content), target
            assert answer.headers == plain.headers
        for kind, body in BODIES:
            headers = {"content-type": kind}
            answer = await client.request(ask.method, filled(ask.path, "1"), content=body, headers=headers)
            assert (answer.status_code, answer.content) == (401, plain.content), kind


@pytest.mark.parametrize("ask", KEYED, ids=lambda ask: f"{ask.method} {ask.path}")
async def test_a_key_that_nobody_knows_is_no_key(gateway: Gateway, ask: Ask) -> None:
    async with gateway.client(key="") as client:
        for headers in KEYLESS:
            answer = await client.request(ask.method, filled(ask.path, "1"), headers=headers)
            assert answer.status_code == 401, headers
            assert answer.headers["www-authenticate"].startswith("Bearer")


@pytest.mark.parametrize("path", ["/v1", "/v1/", "/v1/nothing-there", "/v1/me/", "/v1//me"])
async def test_without_a_known_key_nobody_learns_which_routes_there_are(gateway: Gateway, path: str) -> None:
    async with gateway.client(key="") as client:
        assert (await client.get(path)).status_code == 401


@pytest.mark.parametrize("ask", [ask for ask in ASKS if ask.public], ids=lambda ask: f"{ask.method} {ask.path}")
async def test_what_is_public_needs_no_key_and_minds_none(gateway: Gateway, ask: Ask) -> None:
    async with gateway.client(key="") as client:
        for headers in KEYLESS:
            answer = await client.request(ask.method, filled(ask.path, "1"), headers=headers)
            assert answer.status_code not in (401, 403), headers


@pytest.mark.parametrize("what", ["approval", "rejection"])
@pytest.mark.parametrize("change", ["nothing-there", "1"])
async def test_a_role_is_asked_for_before_a_body_is_read(gateway: Gateway, what: str, change: str) -> None:
    async with gateway.client(KEY) as client:
        answer = await client.post(f"/v1/register-changes/{change}/{what}", content=b"{")
    assert answer.json()["code"] == "role_missing"


async def test_wrong_keys_are_put_off_and_a_right_one_behind_the_same_address_is_not(gateway: Gateway) -> None:
    async with gateway.client(key="") as client:
        told = [(await client.get("/v1/me", headers={"x-api-key": f"wrong-key-{number}"})) for number in range(40)]
        assert {answer.status_code for answer in told[:5]} == {401}
        last = told[-1]
        assert (last.status_code, last.json()["code"]) == (429, "too_many_wrong_keys")
        assert int(last.headers["retry-after"]) >= 1
        assert last.headers["connection"] == "close"
        assert "wrong-key" not in last.text
        assert (await client.get("/v1/me", headers={"x-api-key": KEY})).status_code == 200
        assert (await client.get("/v1/me")).status_code == 401
        assert (await client.get("/errors/too_many_wrong_keys")).status_code == 200


async def test_who_bears_no_key_at_all_is_not_counted(gateway: Gateway) -> None:
    async with gateway.client(key="") as client:
        assert {(await client.get("/v1/me")).status_code for _ in range(40)} == {401}
        assert (await client.get("/v1/me", headers={"x-api-key": "wrong-key"})).status_code == 401


async def test_a_key_tells_whose_it_is_by_what_it_sends_and_the_time_of_the_mesh(gateway: Gateway) -> None:
    async with gateway.client() as client:
        assert (await client.get("/v1/me")).json() == {
            "organisation": "hangzhou",
            "name": "Hangzhou trade",
            "codes": list(CODES),
            "roles": ["agent", "carrier", "platform"],
            "commitment": "commitment of 2024",
            "at_ms": NOW_MS,
        }
    async with gateway.client(OTHER_KEY) as client:
        assert (await client.get("/v1/me")).json()["commitment"] == ""
