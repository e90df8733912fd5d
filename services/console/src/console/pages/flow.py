"""The flow of the day: charts with the tables of their numbers. A script renews them; the page works without it."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from console.charts import draw
from console.navigation import FLOW
from console.rendering import fragment, page
from console.state import fetch, session_of
from console.texts import named
from edge.language import language_of

WINDOWS = (300, 900, 3600, 86_400)
"""Seconds back."""
WINDOW = 900
SPANS = 60


async def show(request: Request) -> Response:
    """Return the page with the charts as they stand."""
    session = session_of(request, FLOW)
    return page(request, "flow.html", session, here=FLOW, windows=WINDOWS, **await _charts(request))


async def renew(request: Request) -> Response:
    """Return the charts alone, for the script."""
    return fragment(request, "_charts.html", **await _charts(request))


async def _charts(request: Request) -> dict[str, Any]:
    session = session_of(request, FLOW)
    wanted = request.query_params.get("seconds", "")
    seconds = next((window for window in WINDOWS if str(window) == wanted), WINDOW)
    flow = await fetch(request, session, "/v1/flow", seconds=seconds, span_seconds=seconds // SPANS)
    language = language_of(request)
    since, span = flow["since_ms"], flow["span_ms"]
    series = {
        "submitted": flow["submitted"],
        "released": flow["released"],
        "held": _summed(flow["held"], len(flow["submitted"])),
        "refused": _summed(flow["refused"], len(flow["submitted"])),
    }
    latency = {"p50": flow["p50_ms"], "p99": flow["p99_ms"]}

    def chart(lines: dict[str, list[int | None]]) -> Any:
        named_lines = [(name, named(language, "series", name), numbers) for name, numbers in lines.items()]
        return draw(named_lines, since_ms=since, span_ms=span)

    causes = [
        {"outcome": outcome, **{name: row[name] for name in ("code", "agency")}, "number": sum(row["counts"])}
        for outcome in ("held", "refused")
        for row in flow[outcome]
    ]
    causes = sorted((cause for cause in causes if cause["number"]), key=lambda cause: (-cause["number"], cause["code"]))
    return {
        "seconds": seconds,
        "since_ms": since,
        "span_ms": span,
        "volume": (chart(series), series),
        "latency": (chart(latency), latency),
        "totals": {name: sum(numbers) for name, numbers in series.items()},
        "causes": causes,
        "most": max((cause["number"] for cause in causes), default=0),
    }


def _summed(causes: list[dict[str, Any]], spans: int) -> list[int | None]:
    return [sum(cause["counts"][span] for cause in causes) for span in range(spans)]


ROUTES = [
    Route("/flow", show, methods=["GET"]),
    Route("/flow/charts", renew, methods=["GET"]),
]
