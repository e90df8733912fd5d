"""
For auditors: why a number came out as it did (``GET /v1/explanations/{number}``), and who has read such explanations.

Officers get the part that their agency is licensed for. Whoever reads says for what purpose, and that is written down
before anything is shown.
"""

from typing import Annotated

import msgspec
from msgspec import UNSET, Meta
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from caseview.http.explanation_shapes import ExplainedCase, Explanation, ReadDone, ReadList
from caseview.http.findings import officer_of
from caseview.http.view_database import looked_up
from caseview.queries.explanations import declarations_of, explain
from caseview.queries.permissions import sight_of
from edge.access.reads import Read, Reads
from edge.http.inputs import NUMBER
from edge.http.operation import Operation, in_path
from edge.http.parameters import STRIPPED, query
from edge.http.shared import from_bus, principal, shared
from edge.problems.problem import Problem
from mesh.clock.virtual_clock import real_ms

LONGEST, MOST_WORDS, MOST_PERSON = 200, 500, 100
LIMIT, MOST = 100, 1_000
AUDITOR = "auditor"

Purpose = Annotated[str, Meta(min_length=1, max_length=MOST_WORDS, description="what it is read for", extra=STRIPPED)]
Reader = Annotated[str, Meta(max_length=MOST_PERSON, description="who reads, by name", extra=STRIPPED)]


class ExplanationAsked(msgspec.Struct, frozen=True, kw_only=True):
    """What an explanation is read for, and by whom."""

    purpose: Purpose
    person: Reader | None = None


class ReadsAsked(msgspec.Struct, frozen=True, kw_only=True):
    """Which readings."""

    number: Annotated[str, Meta(max_length=LONGEST)] | None = None
    after: Annotated[int, Meta(ge=0, le=999_999_999)] = 0
    """the `read_no` after which to go on"""
    limit: Annotated[int, Meta(ge=1, le=MOST)] = LIMIT


async def find_explanation(request: Request) -> Explanation:
    """Return everything behind the outcome of a number; 404 also for one that the caller may not see."""
    caller = officer_of(request, AUDITOR)
    number = request.path_params["number"]
    parameters = query(request, ExplanationAsked)
    if len(number) > LONGEST:
        raise Problem("not_found", zh="没有可见的案件使用该号码", en="No case that you may see has this number")
    parts = shared(request)
    await from_bus(request, parts.register_entries.poll)
    explanation = await looked_up(request, explain, number, sight_of(caller), parts.register_entries.of)
    now = parts.clock.now_ms()
    read = Read(
        now, real_ms(), caller.organisation, parameters.person, parameters.purpose, number, declarations_of(explanation)
    )
    await run_in_threadpool(Reads(parts.engine).note, read)
    if not explanation:
        raise Problem("not_found", zh="没有可见的案件使用该号码", en="No case that you may see has this number")
    return Explanation(number=number, explained_at_ms=now, cases=msgspec.convert(explanation, list[ExplainedCase]))


async def list_reads(request: Request) -> ReadList:
    """Return who read what, when and for what purpose, in the order in which it happened."""
    principal(request, AUDITOR)
    parameters = query(request, ReadsAsked)
    reads = Reads(shared(request).engine)
    rows = await run_in_threadpool(
        reads.listed, number=parameters.number, after=parameters.after, limit=parameters.limit
    )
    listed = msgspec.convert(rows, list[ReadDone])
    return ReadList(reads=listed, next=listed[-1].read_no if len(listed) == parameters.limit else UNSET)


OPERATIONS = (
    Operation(
        method="GET",
        path=f"/v1/explanations/{NUMBER}",
        handler=find_explanation,
        name="explainNumber",
        tag="auditors",
        summary="Why a number came out as it did 处理依据",
        description="Auditors see everything, officers what their agency is licensed for. The read is logged.",
        says="An explanation per order and platform",
        query=ExplanationAsked,
        places=(in_path("number", longest=LONGEST),),
        refuses=(400, 403, 404, 503),
    ),
    Operation(
        method="GET",
        path="/v1/reads",
        handler=list_reads,
        name="listReads",
        tag="auditors",
        summary="Who read what, for what purpose 查阅记录",
        says="In the order in which it happened",
        query=ReadsAsked,
        refuses=(400, 403, 503),
    ),
)
