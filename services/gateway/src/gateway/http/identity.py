"""Who a key is: ``GET /v1/me``. Clients learn by it which of the other routes are for them."""

import msgspec
from starlette.requests import Request

from edge.http.operation import Operation
from edge.http.shared import principal, shared


class Me(msgspec.Struct, frozen=True, kw_only=True):
    """The organisation that asks, with its codes and roles."""

    organisation: str
    name: str
    codes: tuple[str, ...]
    roles: tuple[str, ...]
    commitment: str
    """its written commitment of liability for documents of others; empty: none"""
    at_ms: int
    """the time of the mesh"""


async def me(request: Request) -> Me:
    """Return the organisation that asks, with its codes and roles."""
    caller = principal(request)
    return Me(
        organisation=caller.organisation,
        name=caller.name,
        codes=caller.codes,
        roles=tuple(sorted(caller.roles)),
        commitment=caller.commitment,
        at_ms=shared(request).clock.now_ms(),
    )


OPERATIONS = (
    Operation(
        method="GET",
        path="/v1/me",
        handler=me,
        name="whoAmI",
        tag="access",
        summary="Whose key this is 密钥对应的身份",
        says="The organisation, its codes and roles, its commitment, and the time of the mesh",
    ),
)
