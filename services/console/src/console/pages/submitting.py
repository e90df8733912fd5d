"""
Submitting one document by a form: for every document type of the contract, as far as one's roles send it.

A form is acted on once, however often it comes: what it is submitted under is made when it is handed out. Until the
gateway has taken the document in, the answer to every form has what was entered in it, and no address or log has.
"""

import asyncio
import re
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

import structlog
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from console import document_form
from console.client import Refused, Unreachable
from console.document_form import Entered, Fault
from console.guard import fields_of, is_of
from console.navigation import SUBMIT, documents_sent_by
from console.pages import signing
from console.rendering import address, page
from console.sessions import Session
from console.state import SignInNeeded, fetch, post, session_of, state
from console.texts import TEXTS, said, words_of
from contracts.document import Document
from contracts.documents import BY_TAG
from edge.language import language_of

SEE_OTHER, UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, UNAVAILABLE = 303, 401, 403, 404, 503
LARGEST = 1024 * 1024
"""Bytes of a form of somebody who has signed in: a hundred lines, typed by hand."""
AROUND = 20
"""Fields of a form beside those of its document."""
IN_FLIGHT, REUSED = "request_in_flight", "key_reused"
UNANSWERED = frozenset({409, 429, *range(500, 600)})
"""Statuses after which the same may be sent again as the same submission."""
LOOK_SECONDS = 0.25
DROP = re.compile(r"drop\.([0-9]{1,4})")


async def kinds(request: Request) -> Response:
    """Return the document types that one may send."""
    session = session_of(request, SUBMIT)
    return page(request, "documents.html", session, here=SUBMIT, documents=documents_sent_by(session.principal))


async def blank(request: Request) -> Response:
    """Return the form of a document type with nothing entered."""
    session = session_of(request, SUBMIT)
    document = _document(request, session)
    at_ms = (await fetch(request, session, "/v1/me"))["at_ms"]
    return _form(request, session, document, document_form.empty(document, session.principal, at_ms))


async def act(request: Request) -> Response:
    """Add or remove a line, or submit the document, as the button says that was pressed."""
    try:
        session = session_of(request, SUBMIT)
    except SignInNeeded:
        return await _sign_in_again(request)
    document = _document(request, session)
    fields = await fields_of(request, largest=LARGEST, most=_most(document))
    given = document_form.entered(document, fields)
    if not is_of(session, fields):  # one has signed in anew since; a foreign site's form has not come so far
        return _form(request, session, document, given, status=FORBIDDEN, notice="entry.look_again")
    match fields.get("do", ""):
        case "add":
            return _form(request, session, document, given.with_line(document))
        case do if (drop := DROP.fullmatch(do)) is not None:
            return _form(request, session, document, given.without_line(int(drop[1])))
        case "send":
            return await _submit(request, session, document, given, fields)
        case _:
            return _form(request, session, document, given)


async def sent(request: Request) -> Response:
    """Tell where a document that was taken in is, and the way to its receipts."""
    session = session_of(request, SUBMIT)
    place = {name: request.query_params.get(name, "") for name in ("document", "batch", "number")}
    return page(request, "submitted.html", session, here=SUBMIT, kind=_document(request, session), place=place)


async def _submit(
    request: Request, session: Session, document: Document, given: Entered, fields: Mapping[str, str]
) -> Response:
    try:
        answer = await _answer(request, session, document, given)
    except Unreachable as error:
        structlog.get_logger().warning("gateway_unreachable", reason=str(error))
        return _form(
            request, session, document, given, status=UNAVAILABLE, title=said(language_of(request), "problem.gateway"),
            notice="entry.try_again",
        )  # fmt: skip
    except Refused as refusal:
        if refusal.is_unknown_key:
            parts = state(request)
            parts.sessions.end(request.cookies.get(parts.cookie, ""))
            return _keep(request, fields)
        return await _refused(request, session, document, given, refusal)
    (item,) = answer["items"]
    place = {"document": item["documentId"], "batch": answer["batchId"]}
    where = address(f"{request.url.path}/sent", **place, number=document_form.number_of(document, given))
    return RedirectResponse(where, SEE_OTHER)


async def _answer(request: Request, session: Session, document: Document, given: Entered) -> Any:
    """Submit and return the answer; while the same is being submitted already, wait for the answer to that."""
    body = {"documents": [document_form.as_document(document, given)]}
    until = time.monotonic() + state(request).settling_seconds
    while True:
        try:
            return await post(request, session, "/v1/documents", body, once=f"console-{given.submission}")
        except Refused as refusal:
            if refusal.code != IN_FLIGHT or time.monotonic() >= until:
                raise
        await asyncio.sleep(LOOK_SECONDS)


async def _refused(
    request: Request, session: Session, document: Document, given: Entered, refusal: Refused
) -> Response:
    """Return the form with what was refused; once it was answered, it is another submission that comes next."""
    title = ": ".join(filter(None, (refusal.titles[language_of(request)] or refusal.code, refusal.detail)))
    notice, faults = "entry.try_again", tuple[Fault, ...]()
    if refusal.status not in UNANSWERED:
        with suppress(Refused, Unreachable):  # else it stays the same one, which the gateway then says
            given = given.again((await fetch(request, session, "/v1/me"))["at_ms"])
        if refusal.code != REUSED:
            faults = document_form.faults_in(document, given, refusal.errors, TEXTS["entry.missing"])
        notice = "entry.sent_before" if refusal.code == REUSED else "entry.faults" if faults else "entry.refused"
    return _form(request, session, document, given, status=refusal.status, title=title, notice=notice, faults=faults)


def _form(
    request: Request, session: Session, document: Document, given: Entered, *, status: int = 200, title: str = "",
    notice: str = "", faults: Sequence[Fault] = (),
) -> Response:  # fmt: skip
    head, lines = document_form.inputs(document, given, faults)
    language = language_of(request)
    fields = (*document.fields, *(document.lines.fields if document.lines is not None else ()))
    tables = {field.table: words_of(language, field.table) for field in fields if field.table}
    return page(
        request, "document.html", session, status=status, here=SUBMIT, document=document, given=given, head=head,
        lines=lines, title=title, notice=notice, faults=faults, meaning=document_form.meaning,
        tables={table: words for table, words in tables.items() if words},
        may_add=document.lines is not None and len(lines) < document.lines.most,
    )  # fmt: skip


async def _sign_in_again(request: Request) -> Response:
    """Return a form of who has no session, or none any more, behind the key by which to sign in."""
    document = BY_TAG.get(request.path_params["tag"])
    if document is None:
        raise HTTPException(NOT_FOUND)
    fields = await fields_of(request, most=_most(document))
    if not fields.get("key"):
        return _keep(request, fields)
    token = await signing.begin(request, fields["key"])
    if token is None:
        return signing.refused(request, "kept.html", kept=_kept(fields))
    session = state(request).sessions.find(token)
    assert session is not None, "it has just begun"
    response = _form(
        request, session, _document(request, session), document_form.entered(document, fields),
        notice="entry.look_again",
    )  # fmt: skip
    signing.give(request, response, token)
    return response


def _keep(request: Request, fields: Mapping[str, str]) -> Response:
    return page(
        request, "kept.html", None, status=UNAUTHENTICATED, message="entry.kept", wrong=False, kept=_kept(fields)
    )


def _kept(fields: Mapping[str, str]) -> dict[str, str]:
    """Return what a form holds but what belongs to a session."""
    return {name: value for name, value in fields.items() if value and name not in ("csrf", "key", "do")}


def _document(request: Request, session: Session) -> Document:
    """Return the document type of the path. Raises HTTPException: 404, or 403 for one that is others' to send."""
    document = BY_TAG.get(request.path_params["tag"])
    if document is None:
        raise HTTPException(NOT_FOUND)
    if document not in documents_sent_by(session.principal):
        raise HTTPException(FORBIDDEN)
    return document


def _most(document: Document) -> int:
    lines = document.lines.most * len(document.lines.fields) if document.lines is not None else 0
    return len(document.fields) + lines + AROUND


ROUTES = [
    Route("/documents", kinds, methods=["GET"]),
    Route("/documents/{tag}", blank, methods=["GET"]),
    Route("/documents/{tag}", act, methods=["POST"]),
    Route("/documents/{tag}/sent", sent, methods=["GET"]),
]
