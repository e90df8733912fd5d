"""What became of a number: ``GET /v1/cases/{number}``."""

from typing import Annotated

import msgspec
from msgspec import Meta
from starlette.requests import Request

from caseview.http.case_shapes import Case
from caseview.http.view_database import looked_up
from caseview.queries.cases import cases_of
from caseview.queries.permissions import sight_of
from edge.http.inputs import NUMBER
from edge.http.operation import Operation, in_path
from edge.http.shared import principal
from edge.problems.problem import Problem

LONGEST = 200


class CasesFound(msgspec.Struct, frozen=True, kw_only=True):
    """Every case that a number leads to."""

    number: str
    matches: Annotated[list[Case], Meta(min_length=1)]


async def find_cases(request: Request) -> CasesFound:
    """Return every case that a number leads to, as far as the caller may see it; 404 also for a foreign number."""
    caller = principal(request)
    number = request.path_params["number"]
    matches = await looked_up(request, cases_of, number, sight_of(caller)) if len(number) <= LONGEST else []
    if not matches:
        raise Problem("not_found", zh="没有可见的案件使用该号码", en="No case that you may see has this number")
    return CasesFound(number=number, matches=msgspec.convert(matches, list[Case]))


OPERATIONS = (
    Operation(
        method="GET",
        path=f"/v1/cases/{NUMBER}",
        handler=find_cases,
        name="findCases",
        tag="cases",
        summary="What became of a number 按号码查询案件",
        description=(
            "Looks over order, payment, waybill, copNo, preNo and invtNo numbers and declaration ids, of an export "
            "also bill numbers, declSeqNo, entryId and certificate numbers, however they "
            "are written: width, blanks and invisible characters make no other number. "
            "Several matches are listed. Shows what concerns the caller; a foreign number is not found."
        ),
        says="Every match with status, documents, holds, taxes, what is parked, and the timeline",
        places=(in_path("number", longest=LONGEST),),
        refuses=(404, 503),
    ),
)
