"""
The registered names of enterprises, by code: what a page writes beside the codes of documents.

Names are public; roles and grades are read with the register itself (`registrar.http.registers`).
"""

from typing import Annotated

import msgspec
from msgspec import Meta
from starlette.requests import Request

from contracts.customs import EnterpriseRegistered
from contracts.topics import CUSTOMS_ENTERPRISES
from edge.http.operation import Operation
from edge.http.parameters import query
from edge.http.shared import from_bus, principal, shared
from mesh.declared.dates import china_date
from mesh.declared.registers import Registers

MOST = 4_000


class EnterprisesAsked(msgspec.Struct, frozen=True, kw_only=True):
    """Which enterprises."""

    codes: Annotated[str, Meta(max_length=MOST, description="enterprise codes, separated by commas")]


class EnterpriseNames(msgspec.Struct, frozen=True, kw_only=True):
    """Names by code; a code that is not registered today has none."""

    names: dict[str, str]


async def names(request: Request) -> EnterpriseNames:
    """Return the names under which enterprises are registered today, by code."""
    principal(request)
    codes = set(query(request, EnterprisesAsked).codes.split(","))
    parts = shared(request)
    await from_bus(request, parts.register_entries.poll)
    today = china_date(parts.clock.now_ms())
    registers = Registers(entry for entry in parts.register_entries.of(CUSTOMS_ENTERPRISES) if entry.code in codes)
    entries = ((code, registers.find(EnterpriseRegistered, code, today)) for code in sorted(codes))
    return EnterpriseNames(names={code: entry.name_zh for code, entry in entries if entry is not None})


OPERATIONS = (
    Operation(
        method="GET",
        path="/v1/enterprises",
        handler=names,
        name="nameEnterprises",
        tag="registers",
        summary="Registered names of enterprises 企业名称",
        says="Names by code, of the enterprises registered today",
        query=EnterprisesAsked,
        refuses=(400, 503),
    ),
)
