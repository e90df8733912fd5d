"""The enterprises that a page names: their registered names, asked of the gateway by code."""

from collections.abc import Iterable, Mapping
from typing import Any

from starlette.requests import Request

from console.client import Refused, Unreachable
from console.sessions import Session
from console.state import fetch, state
from contracts.views import VIEWS

AT_ONCE = 100
VIEW = "customs.enterprises"
OF_ENTERPRISES = frozenset(view.topic for view in VIEWS.values() if view.links.get("code") == VIEW)
"""Registers whose codes are those of enterprises."""
PARTIES = ("platform", "merchant", "agent")
MOVERS = ("carrier_code", "payment_institution_code", "guarantor_code", "bonded_enterprise_code")


def codes_in(match: Mapping[str, Any]) -> list[str | None]:
    """Return the codes of the enterprises that a case names."""
    codes: list[str | None] = [document["sender"] for document in match["documents"]]
    for case in match["declarations"]:
        content = case["content"] or {}
        codes += [*(case[name] for name in PARTIES), *(content.get(name) for name in MOVERS)]
    return codes


async def names_of(request: Request, session: Session, codes: Iterable[str | None]) -> dict[str, str]:
    """Return the registered names of enterprises by code; while the gateway cannot tell, codes stand alone."""
    wanted = {code for code in codes if code and "," not in code}
    names = state(request).names
    missing = names.unknown(wanted)
    for begin in range(0, len(missing), AT_ONCE):
        some = missing[begin : begin + AT_ONCE]
        try:
            answer = await fetch(request, session, "/v1/enterprises", codes=",".join(some))
        except (Refused, Unreachable):
            break
        names.learn(some, answer["names"])
    return names.of(wanted)
