"""What the pages share, found through the request: the gateway, the sessions, and who has signed in."""

from dataclasses import dataclass, field
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request

from console.client import GatewayClient
from console.names import Names
from console.navigation import Part, sees
from console.sessions import Session, Sessions
from console.settings import ConsoleSettings
from edge.access.wrong_keys import WrongKeys


class SignInNeeded(Exception):
    """Nobody has signed in, or the session has ended. ended: there was one."""

    def __init__(self, *, ended: bool) -> None:
        super().__init__("sign in")
        self.ended = ended


@dataclass(frozen=True, slots=True)
class State:
    """The parts of the console, built once."""

    settings: ConsoleSettings
    gateway: GatewayClient
    sessions: Sessions
    wrong_keys: WrongKeys = field(default_factory=WrongKeys)
    names: Names = field(default_factory=Names)
    settling_seconds: float = 3.0
    """How long a page waits for what its form has caused."""

    @property
    def cookie(self) -> str:
        """The name of the session's cookie; under TLS one that no other host can set."""
        return "__Host-yidian_session" if self.settings.console_tls else "yidian_session"


def state(request: Request) -> State:
    """Return what the pages share."""
    parts: State = request.app.state.console
    return parts


def session_of(request: Request, part: Part | None = None) -> Session:
    """Return who has signed in. Raises SignInNeeded, and HTTPException 403 if `part` is not for this organisation."""
    parts = state(request)
    token = request.cookies.get(parts.cookie, "")
    session = parts.sessions.find(token) if token else None
    if session is None:
        raise SignInNeeded(ended=bool(token))
    if part is not None and not sees(session.principal, part):
        raise HTTPException(403)
    return session


async def fetch(request: Request, session: Session, path: str, /, **params: str | int | None) -> Any:
    """Return the gateway's answer to who has signed in. Raises Refused or Unreachable."""
    return await state(request).gateway.get(session.key, path, **params)


async def post(request: Request, session: Session, path: str, body: dict[str, Any], *, once: str = "") -> Any:
    """
    Hand something over for who has signed in and return the answer. once: the Idempotency-Key, if any.

    Raises Refused or Unreachable.
    """
    return await state(request).gateway.post(session.key, path, body, once=once)
