"""What a request asks of a view: the view, its reader, and the question, each wrong part a problem with its name."""

from typing import Any, NamedTuple

from starlette.requests import Request

from contracts.view import View
from contracts.views import VIEWS
from edge.http.inputs import is_day
from edge.http.parameters import bad_parameter
from edge.http.shared import principal, shared
from edge.problems.problem import Problem
from mesh.declared.dates import china_date
from views.http.shapes import ViewRecordAsked, ViewRowsAsked
from views.queries import cursor
from views.queries.rights import Reader, reader_of
from views.queries.rows import Place, Question

_FLAGS = {"true": True, "false": False}
_MOST = 2**63
_VALUES = 50  # of one filter
_LONGEST = 300


class ListRequest(NamedTuple):
    """Which list is read by whom. words: for the log of reads."""

    view: View
    reader: Reader
    given: ViewRowsAsked
    question: Question
    after: Place | None
    words: str


def view_of(request: Request, given: ViewRecordAsked) -> tuple[View, Reader]:
    """
    Return the view of the path and who asks.

    Raises Problem: `not_found` where there is none, `role_missing` for who may see nothing of it, `invalid_parameter`
    where the purpose is missing.
    """
    caller = principal(request)
    view = VIEWS.get(request.path_params["view"])
    if view is None:
        raise Problem("not_found", zh="没有此视图；GET /v1/views 列出全部", en="No such view; GET /v1/views lists all")
    reader = reader_of(view, caller, public_only=given.public_only)
    if not reader.sees_any:
        raise Problem("role_missing")
    if reader.reads_of_others and not given.purpose:
        zh, en = "必填：说明查阅目的", "is required: say what for"
        if view.public:
            zh, en = f"{zh}；只看公开字段时用 public_only=true", f"{en}, or ask with public_only=true"
        raise bad_parameter("purpose", zh, en)
    return view, reader


def day_of(request: Request, view: View, given: ViewRecordAsked) -> str | None:
    """Return the day as of which a dated view is read. Raises Problem for a day of no calendar, or of another view."""
    if given.as_of is not None and not view.dated:
        raise bad_parameter("as_of", "不适用：该视图没有历史", "is not for this view, which has no history")
    if given.as_of is not None and not is_day(given.as_of):
        raise bad_parameter("as_of", "须为 YYYY-MM-DD", "must be a day, YYYY-MM-DD")
    return (given.as_of or china_date(shared(request).clock.now_ms())) if view.dated else None


def list_request(request: Request, given: ViewRowsAsked) -> ListRequest:
    """Return which list a request reads. Raises Problem."""
    view, reader = view_of(request, given)
    as_of = day_of(request, view, given)
    sort, falling = (given.sort or "").removeprefix("-"), (given.sort or "").startswith("-")
    if sort and sort not in view.sorted_by:
        raise bad_parameter("sort", f"须为 {_listed(view.sorted_by)}", f"must be one of {_listed(view.sorted_by)}")
    prefix = given.prefix or ""
    if "\0" in prefix:
        raise bad_parameter("prefix", "含有无效字符", "has a character that no key has")
    question = Question(_filters(request, view), prefix, sort, falling, given.as_of)
    after = None
    if given.cursor is not None:
        try:
            question, after = cursor.read(reader, question, given.cursor)
        except cursor.ForeignCursor as error:
            zh = "不属于此查询或此身份，请从第一页重新开始"
            raise bad_parameter("cursor", zh, "is of another question or reader: begin with the first page") from error
    question = question._replace(as_of=question.as_of or as_of)
    return ListRequest(view, reader, given, question, after, _words(question))


def _filters(request: Request, view: View) -> dict[str, tuple[Any, ...]]:
    """Return the values of each filter. Raises Problem for a parameter that the view lacks."""
    filters: dict[str, tuple[Any, ...]] = {}
    for name in dict.fromkeys(request.query_params.keys()):
        if name in ViewRowsAsked.__struct_fields__:
            continue
        if name not in view.filters:
            listed = _listed(view.filters)
            raise bad_parameter(name, f"不是筛选条件；可用：{listed}", f"is no filter; there are: {listed}")
        texts = request.query_params.getlist(name)
        if len(texts) > _VALUES:
            raise bad_parameter(name, f"最多 {_VALUES} 个值", f"has more than {_VALUES} values")
        filters[name] = tuple(_value(view, name, text) for text in texts)
    return filters


def _value(view: View, name: str, text: str) -> Any:
    match view.field(name).kind:
        case "number":
            digits = text.removeprefix("-")
            if not (digits.isascii() and digits.isdigit() and len(digits) < 20 and abs(int(text)) < _MOST):
                raise bad_parameter(name, "须为整数", "must be an integer")
            return int(text)
        case "flag":
            if text not in _FLAGS:
                raise bad_parameter(name, "须为 true 或 false", "must be true or false")
            return _FLAGS[text]
        case _:
            if "\0" in text or len(text) > _LONGEST:
                raise bad_parameter(name, "过长或含有无效字符", "is too long, or has a character that no text has")
            return text


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(names) or "–"


def _words(question: Question) -> str:
    said = [f"{name}={'|'.join(map(str, values))}" for name, values in sorted(question.filters.items())]
    said += [f"prefix={question.prefix}"] if question.prefix else []
    said += [f"sort={'-' * question.falling}{question.sort or 'key'}"] if question.sort or question.falling else []
    said += [f"as_of={question.as_of}"] if question.as_of else []
    return " ".join(said)
