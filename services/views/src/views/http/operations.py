"""The routes of views as the description of the interface has them."""

from edge.http.operation import Operation, in_path
from views.http import tables, views
from views.http.shapes import LONGEST, ViewReadsAsked, ViewRecordAsked, ViewRowsAsked

_VIEW = in_path("view", longest=LONGEST, pattern="^[^/]+$", says="as `GET /v1/views` names it")
_FILTERS = {
    "name": "filters",
    "in": "query",
    "required": False,
    "style": "form",
    "explode": True,
    "description": "a filter of the view by its name, as often as there are values of which one must stand there",
    "schema": {"type": "object", "additionalProperties": {"type": "string"}},
}
_TAGGED = "ETags are of one reader: send one back as If-None-Match for a 304."
OPERATIONS = (
    Operation(
        method="GET",
        path="/v1/views",
        handler=views.list_views,
        name="listViews",
        tag="views",
        summary="Read models, their filters and fields 视图目录",
        says="Those of which the caller may see anything",
    ),
    Operation(
        method="GET",
        path="/v1/views/{view}.csv",
        handler=views.table,
        name="viewTable",
        tag="views",
        summary="All records of a view as CSV 视图记录表",
        says="A line per record, an empty cell for what the caller does not see",
        query=ViewRowsAsked,
        places=(_VIEW, _FILTERS),
        content=(tables.MEDIA_TYPE,),
        refuses=(400, 403, 404, 503),
    ),
    Operation(
        method="GET",
        path="/v1/views/{view}",
        handler=views.list_rows,
        name="listView",
        tag="views",
        summary="Records of a view 视图记录",
        description="Filters and orders by fields that are not public reach only records that the caller sees whole. "
        + _TAGGED,
        says="A page of records, or all of them as CSV",
        query=ViewRowsAsked,
        places=(_VIEW, _FILTERS),
        content=(tables.MEDIA_TYPE,),
        refuses=(304, 400, 403, 404, 503),
    ),
    Operation(
        method="GET",
        path="/v1/views/{view}/{key:anything}",
        handler=views.find_row,
        name="findInView",
        tag="views",
        summary="One record of a view 视图单条记录",
        description="Of a dated view the key is a code, or code@version for one version. " + _TAGGED,
        says="The record, and of a dated view every version",
        query=ViewRecordAsked,
        places=(_VIEW, in_path("key", longest=LONGEST)),
        refuses=(304, 400, 403, 404, 503),
    ),
    Operation(
        method="GET",
        path="/v1/reads/views",
        handler=views.list_reads,
        name="listViewReads",
        tag="auditors",
        summary="Who read what of views, for what purpose 视图查阅记录",
        says="In the order in which it happened",
        query=ViewReadsAsked,
        refuses=(400, 403, 503),
    ),
)
