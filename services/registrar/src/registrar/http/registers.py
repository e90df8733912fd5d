"""
Registers: what is in force, by code and date, and how two persons change it.

A register is named by its topic, with or without version: ``tax.rates`` is ``tax.rates.v1``.
"""

from typing import Any

import msgspec
from starlette.requests import Request

from contracts.topics import TOPICS
from edge.access.principal import Principal
from edge.access.roles import OFFICER, STAFF
from edge.bus.registers import REGISTERS
from edge.http.inputs import body, is_day
from edge.http.operation import Operation, in_path
from edge.http.parameters import bad_parameter, query
from edge.http.shared import delivered, from_bus, principal, shared
from edge.problems.problem import Problem
from mesh.declared import equivalence
from mesh.declared.dates import china_date
from mesh.declared.registers import Registers
from registrar.changes import Change, State
from registrar.http.shapes import (
    Approval,
    ChangeList,
    ChangesAsked,
    Proposed,
    RegisterAsked,
    RegisterChange,
    RegisterEntries,
    RegisterList,
    RegisterStanding,
    Rejection,
)
from registrar.search import matching
from registrar.workflow import ROLE, Proposal, Registrar

TABLE_BYTES = 1 << 20
LONGEST = 100


async def list_registers(request: Request) -> RegisterList:
    """Return the registers that the caller may see, with their owners and how much they hold."""
    seen = _seen(_caller(request))
    register_entries = shared(request).register_entries
    await from_bus(request, register_entries.poll)
    registers = []
    for register in seen:
        entries = register_entries.of(register)
        codes = len({entry.code for entry in entries})
        owner = TOPICS[register].owner
        registers.append(RegisterStanding(register=register, owner=owner, codes=codes, entries=len(entries)))
    return RegisterList(today=_today(request), registers=registers)


async def show(request: Request) -> RegisterEntries:
    """Return entries of a register: all versions, or with `date` those in force then; with `code` of that one."""
    register = _register(request, _caller(request))
    parameters = query(request, RegisterAsked)
    code = None if parameters.code is None else equivalence.literal(parameters.code)
    if parameters.date is not None and not is_day(parameters.date):
        raise bad_parameter("date", "须为 YYYY-MM-DD", "must be a day, YYYY-MM-DD")
    register_entries = shared(request).register_entries
    await from_bus(request, register_entries.refresh)
    entries = [entry for entry in register_entries.of(register) if code in (None, entry.code)]
    if parameters.date is not None:
        registers = Registers(entries)
        in_force = {entry.code: registers.find(type(entry), entry.code, parameters.date) for entry in entries}
        entries = [entry for entry in in_force.values() if entry is not None]
    entries = matching(entries, parameters.search or "")
    return RegisterEntries(
        register=register,
        owner=TOPICS[register].owner,
        today=_today(request),
        total=len(entries),
        entries=[msgspec.to_builtins(entry) for entry in entries[: parameters.limit]],
    )


async def propose(request: Request) -> RegisterChange:
    """Keep a proposal until somebody else decides on it; the same proposal again is the same one."""
    caller = _caller(request)
    register = _register(request, caller)
    given = await body(request, Proposed, TABLE_BYTES)
    proposal = Proposal(register, given.entries, given.person, given.authority, given.reason)
    return as_answer(await delivered(_registrar(request).propose(proposal, caller)))


async def approve(request: Request) -> RegisterChange:
    """Approve a change as a second person; answered when its entries are published."""
    caller = _caller(request)
    approval = await body(request, Approval)
    change = await _change(request, caller)
    approving = _registrar(request).approve(change.change_id, approval.person, caller)
    return as_answer(await delivered(approving))


async def reject(request: Request) -> RegisterChange:
    """Reject a change, or take back one's own."""
    caller = _caller(request)
    rejection = await body(request, Rejection)
    change = await _change(request, caller)
    rejecting = _registrar(request).reject(change.change_id, rejection.person, rejection.reason, caller)
    return as_answer(await rejecting)


async def list_changes(request: Request) -> ChangeList:
    """Return changes of the registers that the caller may see, the newest first."""
    caller = _caller(request)
    parameters = query(request, ChangesAsked)
    registers = _seen(caller) if parameters.register is None else (_named(parameters.register, caller),)
    states = tuple(State) if parameters.state is None else (State(parameters.state),)
    changes = await _registrar(request).listed(registers, states, parameters.limit)
    return ChangeList(changes=[as_answer(change) for change in changes])


async def find_change(request: Request) -> RegisterChange:
    """Return one change with its table; one of a register that the caller may not see is not there."""
    return as_answer(await _change(request, _caller(request)))


def as_answer(change: Change) -> RegisterChange:
    """Return a change as the interface describes it."""
    return RegisterChange(**{name: getattr(change, name) for name in RegisterChange.__struct_fields__})


def _registrar(request: Request) -> Registrar:
    registrar: Registrar = request.app.state.registrar
    return registrar


def _today(request: Request) -> str:
    return china_date(shared(request).clock.now_ms())


def _caller(request: Request) -> Principal:
    """Return who asks. Raises Problem for who is neither staff nor officer or registrar of an agency."""
    caller = principal(request)
    if not STAFF & caller.roles and not any(role.startswith((OFFICER, ROLE)) for role in caller.roles):
        raise Problem("role_missing", zh="须为机关人员", en="Staff of agencies only")
    return caller


async def _change(request: Request, caller: Principal) -> Change:
    """Return the change of the path. Raises Problem `not_found`, also for one that the caller may not see."""
    change = await _registrar(request).find(request.path_params["change"])
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


def _get(path: str, handler: Any, name: str, summary: str, says: str, **more: Any) -> Operation:
    refuses = 403, 503, *more.pop("refuses", ())
    return Operation(
        method="GET", path=path, handler=handler, name=name, tag="registers", summary=summary, says=says,
        refuses=refuses, **more,
    )  # fmt: skip


def _post(path: str, handler: Any, name: str, summary: str, **more: Any) -> Operation:
    return Operation(
        method="POST", path=path, handler=handler, name=name, tag="registers", summary=summary,
        says="The change as it stands", refuses=(400, 403, 404, 409, 413, 422, 503), **more,
    )  # fmt: skip


_REGISTER, _CHANGE = (in_path("register", longest=LONGEST),), (in_path("change", longest=LONGEST),)

OPERATIONS = (
    _get(
        "/v1/registers",
        list_registers,
        "listRegisters",
        "Registers and their owners 登记册",
        "Those that the caller may see",
    ),
    _get(
        "/v1/registers/{register}",
        show,
        "showRegister",
        "Entries of a register 登记册条目",
        "Every version, or those in force on a day",
        query=RegisterAsked,
        places=_REGISTER,
        refuses=(400, 404),
    ),
    _post(
        "/v1/registers/{register}/changes",
        propose,
        "proposeChange",
        "Propose new entries of a register 提议变更登记册",
        body=Proposed,
        places=_REGISTER,
        status=202,
    ),
    _get(
        "/v1/register-changes",
        list_changes,
        "listChanges",
        "Changes of registers 登记册变更",
        "The newest first",
        query=ChangesAsked,
        refuses=(400, 404),
    ),
    _get(
        "/v1/register-changes/{change}",
        find_change,
        "findChange",
        "One change of a register 一项变更",
        "With its table",
        places=_CHANGE,
        refuses=(404,),
    ),
    _post(
        "/v1/register-changes/{change}/approval",
        approve,
        "approveChange",
        "Approve as a second person 第二人批准",
        body=Approval,
        places=_CHANGE,
    ),
    _post(
        "/v1/register-changes/{change}/rejection",
        reject,
        "rejectChange",
        "Reject or take back 驳回",
        body=Rejection,
        places=_CHANGE,
    ),
)
