"""`yidian show`: read models, by key, filter and day."""

from typing import Annotated, Any
from urllib.parse import quote

import typer

from yidian.commands.options import As, Json, Person, complaining
from yidian.commands.values import DAY, day
from yidian.complaint import Complaint
from yidian.connection import connect, known
from yidian.gateway import NOT_FOUND, Gateway
from yidian.language import Wording, chosen, same
from yidian.output import emit, say, table
from yidian.output import show as show_people
from yidian.refusal import Refused
from yidian.view_tables import cell, columns, filters_of, words

STAFF = ("auditor", "operator")
MOST = 1_000


@complaining
def show(
    view: Annotated[str | None, typer.Argument(metavar="VIEW", help="Such as tax.rates; absent: all.")] = None,
    key: Annotated[str | None, typer.Argument(metavar="KEY", help="Only this record, with its versions.")] = None,
    filters: Annotated[
        list[str] | None, typer.Option("--filter", "-f", metavar="FIELD=VALUE", help="Repeat it for several.")
    ] = None,
    prefix: Annotated[str | None, typer.Option(help="Only records whose key begins so.")] = None,
    sort: Annotated[str | None, typer.Option(help="A field; with a minus before it falling. Absent: by key.")] = None,
    as_of: Annotated[
        str | None, typer.Option(parser=day, metavar=DAY, help="Only what is in force on this day.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=MOST, help="How many records at most.")] = 50,
    purpose: Annotated[str | None, typer.Option(help="What you read it for; it is written down.")] = None,
    person: Person = None,
    public: Annotated[bool, typer.Option("--public", help="No more than everyone sees; needs no purpose.")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="All records as CSV.")] = False,
    as_name: As = None,
    as_json: Json = False,
) -> None:
    """
    Show views: enterprises, goods filings, licences, lists and accounts, now or on a day.

    Without VIEW it lists the views, with their filters. Without --as you look as the auditor does, who sees every
    record whole and says what for; an enterprise sees its own records whole and of others what is public.

    Examples:

      yidian show customs.positive-list --prefix 0402

      yidian show customs.enterprises 9901160001 --as-of 2024-11-11 --purpose "抽查 spot check"

      yidian show tax.rates --filter vat_class=reduced --csv
    """
    connection = connect()
    who = connection.named(as_name) if as_name else connection.with_role(*STAFF)
    query: dict[str, Any] = {"as_of": as_of, "purpose": purpose, "person": person}
    listing: dict[str, Any] = {"prefix": prefix, "sort": sort, **filters_of(filters or ())}
    if key is not None and (csv or any(listing.values())):
        raise Complaint(
            Wording("a key names one record", "键只对应一条记录"),
            Wording("leave out filters, order and --csv, or the key", "请去掉筛选、排序和 --csv，或去掉键"),
        )
    with Gateway(connection.url, who.key) as gateway:
        views = {one["view"]: one for one in gateway.get("/v1/views")["views"]}
        if view is None:
            _show_all(list(views.values()), chosen(), as_json=as_json)
            return
        if view not in views:
            name = who.organisation
            raise Complaint(Wording(f"{name} sees no view {view!r}", f"{name} 没有视图 {view!r}"), known(views))
        if views[view]["needs_purpose"] and not purpose and not public:
            remedy = Wording("say what you read them for with --purpose", "用 --purpose 写明查阅目的")
            if any(field["public"] for field in views[view]["fields"]):
                remedy = Wording(f"{remedy.en}, or use --public", f"{remedy.zh}，或用 --public")
            raise Complaint(Wording(f"{view} has fields that are not public", f"{view} 有不公开的字段"), remedy)
        params = {name: value for name, value in query.items() if value} | ({"public_only": "true"} if public else {})
        if key is not None:
            _show_one(gateway, views[view], key, params, chosen(), as_json=as_json)
            return
        params |= {name: value for name, value in listing.items() if value}
        if csv:
            typer.echo(gateway.text(f"/v1/views/{view}.csv", **params), nl=False)
            return
        answer = gateway.get(f"/v1/views/{view}", limit=limit, **params)
    _show_rows(views[view], answer, chosen(), as_json=as_json)


def _show_all(views: list[dict[str, Any]], language: str, *, as_json: bool) -> None:
    if as_json:
        for one in views:
            emit(one)
        return
    cells = ((one["view"], one[language], *(", ".join(one[name]) for name in ("by", "filters"))) for one in views)
    show_people(table("", words(language, "view", "name", "by", "filters"), cells))


def _show_rows(view: dict[str, Any], answer: dict[str, Any], language: str, *, as_json: bool) -> None:
    rows = answer["rows"]
    if as_json:
        for row in rows:
            emit(row)
        return
    title = f"{view[language]} {view['view']}"
    if "as_of" in answer:
        title += f", {words(language, 'as_of')[0]} {answer['as_of']}"
    if not rows:
        say(same(f"{title}: {words(language, 'none')[0]}"))
        return
    shown = columns(view, rows)
    cells = ([cell(row["fields"], one, language) for one in shown] for row in rows)
    show_people(table(title, [one[language] for one in shown], cells))
    if "next" in answer:
        say(same(words(language, "more")[0]))


def _show_one(
    gateway: Gateway, view: dict[str, Any], key: str, params: dict[str, Any], language: str, *, as_json: bool
) -> None:
    try:
        record = gateway.get(f"/v1/views/{view['view']}/{quote(key, safe='')}", **params)
    except Refused as refusal:
        if refusal.status != NOT_FOUND:
            raise
        name = view["view"]
        raise Complaint(
            Wording(f"{name} has no record {key!r} that you may see", f"{name} 没有您可查阅的记录 {key!r}"),
            Wording("check the key and the day", "请核对键与日期"),
        ) from refusal
    if as_json:
        emit(record)
        return
    cells = ((one[language], cell(record["fields"], one, language)) for one in columns(view, [record]))
    show_people(table(f"{view[language]} {record['key']}", words(language, "field", "value"), cells))
    versions = record.get("versions", [])
    if len(versions) > 1:
        shown = columns(view, versions)
        lines = ([cell(row["fields"], one, language) for one in shown] for row in versions)
        show_people(table(words(language, "versions")[0], [one[language] for one in shown], lines))
