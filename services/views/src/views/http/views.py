"""
Read models: ``GET /v1/views`` names them, ``/v1/views/{view}`` lists records, ``/v1/views/{view}/{key}`` has one.

Whoever reads what is not public of others says for what purpose, and that is written down before anything is shown.
"""

from collections.abc import AsyncIterator, Iterable
from hashlib import sha256

import msgspec
from msgspec import UNSET
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from contracts.view import View
from contracts.views import VIEWS
from edge.access.reads import Reads, ViewRead
from edge.http.operation import as_json
from edge.http.parameters import query
from edge.http.shared import principal, shared
from edge.problems.problem import Problem
from mesh.clock.virtual_clock import real_ms
from mesh.declared.dates import china_date
from views.http import tables
from views.http.database import looked_up
from views.http.questions import ListRequest, day_of, list_request, view_of
from views.http.shapes import (
    LONGEST,
    MOST,
    FieldShape,
    ViewList,
    ViewPage,
    ViewReadDone,
    ViewReadList,
    ViewReadsAsked,
    ViewRecord,
    ViewRecordAsked,
    ViewRow,
    ViewRowsAsked,
    ViewShape,
    Word,
)
from views.queries import cursor, rows
from views.queries.rights import Reader, reader_of
from views.queries.rows import Shown

AUDITOR = "auditor"


async def list_views(request: Request) -> ViewList:
    """Return the views of which the caller may see anything."""
    caller = principal(request)
    readers = [reader_of(view, caller) for view in VIEWS.values()]
    today = china_date(shared(request).clock.now_ms())
    return ViewList(today=today, views=[_shape(reader) for reader in readers if reader.sees_any])


async def list_rows(request: Request) -> ViewPage | Response:
    """Return a page of records, or all of them as CSV where the request accepts that alone."""
    wanted = list_request(request, query(request, ViewRowsAsked))
    if tables.MEDIA_TYPE in request.headers.get("accept", ""):
        return await _table(request, wanted)
    given, reader, question = wanted.given, wanted.reader, wanted.question
    total = await looked_up(request, rows.count, reader, question) if given.count else UNSET
    shown, place = await looked_up(request, rows.page, reader, question, wanted.after, given.limit)
    await _note(request, reader, given, wanted.words, sum(row.others for row in shown))
    answer = ViewPage(
        view=wanted.view.name,
        as_of=question.as_of or UNSET,
        rows=_rows(shown),
        total=total,
        next=UNSET if place is None else cursor.write(reader, question, place),
    )
    return _tagged(request, reader, answer)


async def table(request: Request) -> Response:
    """Return all records as CSV."""
    return await _table(request, list_request(request, query(request, ViewRowsAsked)))


async def find_row(request: Request) -> ViewRecord | Response:
    """Return one record; 404 also for one of which the caller sees nothing."""
    given = query(request, ViewRecordAsked)
    view, reader = view_of(request, given)
    as_of, key = day_of(request, view, given), request.path_params["key"]
    shown = None
    if len(key) <= LONGEST and "\0" not in key:
        shown = await looked_up(request, rows.one, reader, key, as_of)
    words = f"key={key[:LONGEST]}" + (f" as_of={as_of}" if as_of else "")
    versions: list[Shown] = []
    if shown is not None and view.dated:
        versions = await looked_up(request, rows.versions, reader, shown.key)
    others = sum(row.others for row in versions or ([] if shown is None else [shown]))
    await _note(request, reader, given, words, others)
    if shown is None:
        raise Problem("not_found", zh="没有可见的记录使用该键", en="No record that you may see has this key")
    answer = ViewRecord(
        view=view.name,
        as_of=as_of or UNSET,
        key=shown.key,
        whole=shown.whole,
        fields=shown.fields,
        recorded_at_ms=shown.recorded_ms,
        versions=_rows(versions) if view.dated else UNSET,
    )
    return _tagged(request, reader, answer)


async def list_reads(request: Request) -> ViewReadList:
    """Return who read what of views, in the order in which it happened."""
    principal(request, AUDITOR)
    given = query(request, ViewReadsAsked)
    log = Reads(shared(request).engine)
    listed = await run_in_threadpool(log.listed_views, view=given.view, after=given.after, limit=given.limit)
    reads = msgspec.convert(listed, list[ViewReadDone])
    return ViewReadList(reads=reads, next=reads[-1].read_no if len(reads) == given.limit else UNSET)


async def _table(request: Request, wanted: ListRequest) -> Response:
    """Return the records as CSV, page by page in the order of the question, once the reading is written down."""
    reader, question = wanted.reader, wanted.question
    if reader.reads_of_others:
        records = await looked_up(request, rows.count, reader, question)
        await _note(request, reader, wanted.given, f"{wanted.words} csv".strip(), records)
    first, place = await looked_up(request, rows.page, reader, question, wanted.after, MOST)

    async def body() -> AsyncIterator[str]:
        yield tables.heading(wanted.view) + tables.lines(wanted.view, first)
        after = place
        while after is not None:
            shown, after = await looked_up(request, rows.page, reader, question, after, MOST)
            yield tables.lines(wanted.view, shown)

    name = f'attachment; filename="{wanted.view.name}.csv"'
    return StreamingResponse(body(), media_type=tables.MEDIA_TYPE, headers={"Content-Disposition": name})


async def _note(request: Request, reader: Reader, given: ViewRecordAsked, words: str, records: int) -> None:
    """Write a reading of others' records down, before anything is shown."""
    if not reader.reads_of_others:
        return
    assert given.purpose is not None  # `view_of` has seen to it
    parts, caller = shared(request), principal(request)
    read = ViewRead(
        parts.clock.now_ms(),
        real_ms(),
        caller.organisation,
        given.person,
        given.purpose,
        reader.view.name,
        words.replace("\0", ""),
        records,
    )
    await run_in_threadpool(Reads(parts.engine).note_view, read)


def _tagged(request: Request, reader: Reader, answer: msgspec.Struct) -> Response:
    """Return an answer with its ETag, which carries the reader's rights, or 304 to who has it."""
    tag = f'"{sha256(f"{reader.digest} ".encode() + msgspec.json.encode(answer)).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache", "Vary": "Authorization, X-API-Key, Accept"}
    known = [one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")]
    return Response(status_code=304, headers=headers) if tag in known else as_json(answer, headers=headers)


def _rows(shown: Iterable[Shown]) -> list[ViewRow]:
    return [ViewRow(key=row.key, whole=row.whole, fields=row.fields) for row in shown]


def _shape(reader: Reader) -> ViewShape:
    view: View = reader.view
    return ViewShape(
        view=view.name,
        topic=view.topic,
        zh=view.zh,
        en=view.en,
        dated=view.dated,
        by=view.by,
        filters=view.filters,
        sorted_by=view.sorted_by,
        links=dict(view.links),
        whole=reader.everything or view.is_open,
        needs_purpose=reader.reads_of_others,
        fields=[
            FieldShape(
                name=one.name,
                zh=one.zh,
                en=one.en,
                kind=one.kind,
                doc=one.doc,
                public=one.public,
                words={symbol: Word(zh=zh, en=en) for symbol, (zh, en) in one.words.items()},
            )
            for one in view.fields
        ],
    )
