"""Templates into pages: every value is escaped, every text comes from `texts` in the language of the request."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from console import formatting
from console.navigation import Part, parts_for
from console.sessions import Session
from console.texts import choices, named, said, valued
from contracts.rules import RULES
from edge.language import COOKIE, LANGUAGES, TAGS, Language, language_of, switched
from edge.templating import environment
from mesh.declared import equivalence

LANGUAGE_SECONDS = 365 * 24 * 3600

ENVIRONMENT = environment("console")
ENVIRONMENT.globals.update(
    visible=equivalence.shown,
    instant=formatting.instant,
    clock_time=formatting.clock_time,
    money=formatting.money,
    quantity=formatting.quantity,
    details=formatting.details,
    choices=choices,
)
ENVIRONMENT.filters.update(
    as_json=formatting.as_json, breakable=formatting.breakable, capitalised=formatting.capitalised
)


def page(
    request: Request,
    template: str,
    session: Session | None,
    *,
    status: int = 200,
    here: Part | None = None,
    **named_: Any,
) -> Response:
    """Return a whole page. here: the part of the console it belongs to."""
    language = language_of(request)
    frame = {
        "session": session,
        "parts": parts_for(session.principal) if session else (),
        "here": here,
        "switch": {other: switched(request, other) for other in LANGUAGES if other != language},
        "path": request.url.path,
        "names": {},
    }
    response = HTMLResponse(_rendered(template, language, {**frame, **named_}), status)
    if request.query_params.get("lang") == language:
        response.set_cookie(COOKIE, language, max_age=LANGUAGE_SECONDS, httponly=True, samesite="lax")
    return response


def fragment(request: Request, template: str, **named_: Any) -> Response:
    """Return a part of a page, for a script that puts it in its place."""
    return HTMLResponse(_rendered(template, language_of(request), named_))


def address(path: str, **params: str | int | None) -> str:
    """Return a path with the parameters that are set."""
    query = urlencode({name: value for name, value in params.items() if value not in (None, "")})
    return f"{path}?{query}" if query else path


def _rendered(template: str, language: Language, values: Mapping[str, Any]) -> str:
    text: Callable[..., str] = partial(said, language)
    return ENVIRONMENT.get_template(template).render(
        **values,
        t=text,
        word=partial(named, language),
        valued=partial(valued, language),
        waited=partial(formatting.age, language),
        took=partial(formatting.duration, language),
        reason_text=lambda reason: reason[f"text_{language}"] or reason["text_zh"],
        rule_said=partial(_rule_said, language),
        reason_lang=lambda reason: TAGS[language] if reason[f"text_{language}"] else TAGS["zh"],
        lang=language,
        tag=TAGS[language],
        tags=TAGS,
        address=address,
    )


def _rule_said(language: Language, rule_id: str) -> tuple[str, str] | None:
    """Return what a rule says and what it rests on, or None of one that this version of the contract does not know."""
    rule = RULES.get(rule_id)
    if rule is None:
        return None
    rests = "；" if language == "zh" else "; "
    return rule.zh if language == "zh" else rule.en, rests.join(one.short(language) for one in rule.citations)
