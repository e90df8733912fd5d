"""The pages of codes: ``GET /errors`` and ``GET /errors/{code}``, HTML for people, JSON for programs. No key needed."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta
from starlette.requests import Request
from starlette.responses import Response

from contracts.rule import Rule
from contracts.rules import RULES
from edge.http.operation import Operation, as_json, in_path
from edge.language import language_of
from edge.problems.problem import Problem
from gateway.error_pages.page import KINDS_OF_SOURCE, index, page
from gateway.error_pages.published import FAMILIES, KINDS_OF_REASON, PUBLISHED, SOURCES, Entry

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
    "X-Content-Type-Options": "nosniff",
    "Vary": "Accept, Accept-Language, Cookie",
}


class CitationTold(msgspec.Struct, frozen=True, kw_only=True):
    """What a rule rests on, and where in it the rule stands, or why it is ours."""

    kind: Annotated[str, Meta(extra_json_schema={"enum": [*KINDS_OF_SOURCE, "ours"]})]
    zh: str
    en: str
    number: str | None
    date: str | None
    """to the day or month"""
    place_zh: str | None
    place_en: str | None
    valid_from: str | None
    valid_until: str | None


class RuleTold(msgspec.Struct, frozen=True, kw_only=True):
    """A rule that gives a code: what it says, when, and what it rests on."""

    rule_id: str
    zh: str
    en: str
    valid_from: str | None
    valid_until: str | None
    rests_on: tuple[CitationTold, ...]


class ErrorCode(msgspec.Struct, frozen=True, kw_only=True):
    """A code, what it means and what to do."""

    code: str
    given_by: Annotated[str, Meta(extra_json_schema={"enum": list(FAMILIES)})]
    """request, field, or an agency"""
    kind: Annotated[str, Meta(extra_json_schema={"enum": list(KINDS_OF_REASON)})] | None
    """what a reason does"""
    status: int | None
    """HTTP status of a problem"""
    releasable: bool | None
    """whether an officer may release what it holds; null of what is no hold"""
    zh: str
    en: str
    remedy_zh: str
    remedy_en: str
    rules: tuple[RuleTold, ...]
    carried_by: tuple[str, ...]
    """messages or answers"""
    source: Annotated[str, Meta(extra_json_schema={"enum": list(SOURCES)})]


class ErrorCodes(msgspec.Struct, frozen=True, kw_only=True):
    """Every code that a client can meet."""

    codes: list[ErrorCode]


async def show_all(request: Request) -> ErrorCodes | Response:
    """Return the index of all codes."""
    if _wants_json(request):
        return as_json(ErrorCodes(codes=[_described(entry) for entry in PUBLISHED.values()]), headers=HEADERS)
    return _html(request, index(PUBLISHED, language_of(request)))


async def show(request: Request) -> ErrorCode | Response:
    """Return the page of a code."""
    entry = PUBLISHED.get(request.path_params["code"])
    if entry is None:
        raise Problem("not_found", zh="没有这个代码", en="There is no such code")
    if _wants_json(request):
        return as_json(_described(entry), headers=HEADERS)
    return _html(request, page(entry, language_of(request)))


def _described(entry: Entry) -> ErrorCode:
    return ErrorCode(
        code=entry.code,
        given_by=entry.family,
        kind=entry.kind or None,
        status=entry.status,
        releasable=entry.releasable,
        zh=entry.zh,
        en=entry.en,
        remedy_zh=entry.remedy.zh,
        remedy_en=entry.remedy.en,
        rules=tuple(_rule(RULES[rule_id]) for rule_id in entry.rules),
        carried_by=entry.carried_by,
        source=entry.source,
    )


def _rule(rule: Rule) -> RuleTold:
    return RuleTold(
        rule_id=rule.rule_id,
        zh=rule.zh,
        en=rule.en,
        valid_from=rule.valid_from,
        valid_until=rule.valid_until,
        rests_on=tuple(
            CitationTold(
                kind=source.kind,
                zh=source.zh,
                en=source.en,
                number=source.number,
                date=source.date,
                place_zh=place_zh,
                place_en=place_en,
                valid_from=valid_from,
                valid_until=valid_until,
            )
            for source, place_zh, place_en, valid_from, valid_until in rule.citations
        ),
    )


def _wants_json(request: Request) -> bool:
    """Tell whether JSON is asked for, and HTML is not asked for before it."""
    accepted = request.headers.get("accept", "")
    json_at, html_at = accepted.find("json"), accepted.find("html")
    return json_at >= 0 and not 0 <= html_at < json_at


def _html(request: Request, text: str) -> Response:
    headers = HEADERS | {"Content-Language": language_of(request)}
    return Response(text, headers=headers, media_type="text/html")


class Language(msgspec.Struct, frozen=True, kw_only=True):
    """In which language the page is."""

    lang: Literal["zh", "en"] | None = None


OPERATIONS = (
    Operation(
        method="GET",
        path="/errors",
        handler=show_all,
        name="listErrorCodes",
        tag="errors",
        summary="Every code that a client can meet 全部错误代码",
        says="The index, as HTML or JSON by Accept",
        query=Language,
        content=("text/html",),
    ),
    Operation(
        method="GET",
        path="/errors/{code}",
        handler=show,
        name="showErrorCode",
        tag="errors",
        summary="What a code means and what to do 错误代码说明",
        says="The page, as HTML or JSON by Accept",
        query=Language,
        places=(in_path("code"),),
        content=("text/html",),
        refuses=(404,),
    ),
)
