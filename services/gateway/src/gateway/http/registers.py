"""
Registers: what is in force, by code and date, and how two persons change it.

A register is named by its topic, with or without version: ``tax.rates`` is ``tax.rates.v1``.
"""

from typing import Annotated, Any

import msgspec
from msgspec import Meta
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from contracts.topics import TOPICS
from gateway.access.principal import Principal
from gateway.http import registers_described
from gateway.http.asked import bad_parameter, body, is_day, whole_number
from gateway.http.services import principal, services
from gateway.http.viewing import delivered, from_bus
from gateway.problems.problem import Problem
from gateway.registers.changes import Change, State
from gateway.registers.registrar import ROLE, Proposal
from gateway.registers.shelf import REGISTERS
from gateway.view.rows import Row
from gateway.view.sight import OFFICER, STAFF
from mesh import folding
from mesh.dates import china_date
from mesh.registers import Registers

TABLE_BYTES = 1 << 20
LIMIT, MOST = 200, 5_000

Words = Annotated[str, Meta(max_length=500, pattern=r"\S")]
Person = Annotated[str, Meta(max_length=100, pattern=r"\S")]


class Proposed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A proposal. entries: a table as register files have it (CSV with a header line), of new versions only."""

    entries: Annotated[str, Meta(min_length=1)]
    person: Person
    authority: Words
    reason: Words


class Approval(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who approves, as the agency names its staff."""

    person: Person


class Rejection(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who rejects, and why."""

    person: Person
    reason: Words


async def list_registers(request: Request) -> Response:
    """Return the registers that the caller may see, with their owners and how much they hold."""
    seen = _seen(_caller(request))
    shelf = services(request).shelf
    await from_bus(request, shelf.poll)
    rows = []
    for register in seen:
        entries = shelf.of(register)
        codes = len({entry.code for entry in entries})
        topic = TOPICS[register]
        rows.append({"register": register, "owner": topic.owner, "codes": codes, "entries": len(entries)})
    return _json({"today": china_date(services(request).clock.now_ms()), "registers": rows})


async def show(request: Request) -> Response:
    """Return entries of a register: all versions, or with `date` those in force then; with `code` of that one only."""
    register = _register(request, _caller(request))
    code, date = request.query_params.get("code"), request.query_params.get("date")
    code = None if code is None else folding.literal(code)
    limit = whole_number(request, "limit", otherwise=LIMIT, least=1, most=MOST)
    if date is not None and not is_day(date):
        raise bad_parameter("date", "须为 YYYY-MM-DD", "must be a day, YYYY-MM-DD")
    shelf = services(request).shelf
    await from_bus(request, shelf.refresh)
    entries = [entry for entry in shelf.of(register) if code in (None, entry.code)]
    if date is not None:
        registers = Registers(entries)
        found = {entry.code: registers.find(type(entry), entry.code, date) for entry in entries}
        entries = [entry for entry in found.values() if entry is not None]
    answer = {
        "register": register,
        "owner": TOPICS[register].owner,
        "today": china_date(services(request).clock.now_ms()),
        "total": len(entries),
        "entries": [msgspec.to_builtins(entry) for entry in entries[:limit]],
    }
    return _json(answer)


async def propose(request: Request) -> Response:
    """Keep a proposal until somebody else decides on it; the same proposal again is the same one."""
    caller = _caller(request)
    register = _register(request, caller)
    asked = await body(request, Proposed, TABLE_BYTES)
    proposal = Proposal(register, asked.entries, asked.person, asked.authority, asked.reason)
    return _json(told(await delivered(services(request).registrar.propose(proposal, caller))), 202)


async def approve(request: Request) -> Response:
    """Approve a change as a second person; answered when its entries are published."""
    caller = _caller(request)
    asked = await body(request, Approval)
    change = await _change(request, caller)
    approving = services(request).registrar.approve(change.change_id, asked.person, caller)
    return _json(told(await delivered(approving)))


async def reject(request: Request) -> Response:
    """Reject a change, or take back one's own."""
    caller = _caller(request)
    asked = await body(request, Rejection)
    change = await _change(request, caller)
    rejecting = services(request).registrar.reject(change.change_id, asked.person, asked.reason, caller)
    return _json(told(await rejecting))


async def list_changes(request: Request) -> Response:
    """Return changes of the registers that the caller may see, the newest first."""
    caller = _caller(request)
    asked = request.query_params.get("register")
    registers = _seen(caller) if asked is None else (_named(asked, caller),)
    word = request.query_params.get("state")
    if word is not None and word not in set(State):
        raise bad_parameter("state", "须为 pending、approved、rejected 或 published", "must be a state of a change")
    limit = whole_number(request, "limit", otherwise=LIMIT, least=1, most=MOST)
    states = tuple(State) if word is None else (State(word),)
    found = await services(request).registrar.listed(registers, states, limit)
    return _json({"changes": [told(change) for change in found]})


async def find_change(request: Request) -> Response:
    """Return one change with its table; one of a register that the caller may not see is not there."""
    return _json(told(await _change(request, _caller(request))))


def told(change: Change) -> Row:
    """Return a change as it is told."""
    return {name: value for name, value in change._asdict().items() if name != "decided_real_ms"}


def _caller(request: Request) -> Principal:
    """Return who asks. Raises Problem for who is neither staff nor officer or registrar of an agency."""
    caller = principal(request)
    if not STAFF & caller.roles and not any(role.startswith((OFFICER, ROLE)) for role in caller.roles):
        raise Problem("role_missing", zh="须为机关人员", en="Staff of agencies only")
    return caller


async def _change(request: Request, caller: Principal) -> Change:
    """Return the change of the path. Raises Problem `not_found`, also for one that the caller may not see."""
    change = await services(request).registrar.find(request.path_params["change"])
    if change.register not in _seen(caller):
        raise Problem("not_found", zh="没有这项变更", en="No such change")
    return change


def _seen(caller: Principal) -> tuple[str, ...]:
    if STAFF & caller.roles:
        return REGISTERS
    owners = {role.partition(":")[2] for role in caller.roles if role.startswith((OFFICER, ROLE))}
    return tuple(register for register in REGISTERS if TOPICS[register].owner in owners)


def _register(request: Request, caller: Principal) -> str:
    return _named(request.path_params["register"], caller)


def _named(name: str, caller: Principal) -> str:
    for register in _seen(caller):
        if name in (register, register.rpartition(".")[0]):
            return register
    raise Problem("not_found", zh="没有可见的登记册使用该名称", en="No register that you may see has this name")


def _json(answer: Any, status: int = 200) -> Response:
    return Response(msgspec.json.encode(answer), status, media_type="application/json")


PATHS = registers_described.PATHS
ROUTES = [
    Route("/v1/registers", list_registers, methods=["GET"]),
    Route("/v1/registers/{register}", show, methods=["GET"]),
    Route("/v1/registers/{register}/changes", propose, methods=["POST"]),
    Route("/v1/register-changes", list_changes, methods=["GET"]),
    Route("/v1/register-changes/{change}", find_change, methods=["GET"]),
    Route("/v1/register-changes/{change}/approval", approve, methods=["POST"]),
    Route("/v1/register-changes/{change}/rejection", reject, methods=["POST"]),
]
