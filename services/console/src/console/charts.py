"""
Line charts as SVG, drawn here: geometry only, colours and dashes stand in the stylesheet. Pure.

Every chart comes with the table of its numbers, and every line has its own dash and its name at its end, so that nobody
needs to tell colours apart.
"""

from collections.abc import Sequence
from typing import NamedTuple

from console.formatting import clock_time

WIDTH, HEIGHT = 560, 220
LEFT, RIGHT, TOP, BOTTOM = 72, 142, 12, 26
NAME_HEIGHT = 14.0
TIMES = 5
Numbers = Sequence[int | None]


class Line(NamedTuple):
    """A line: its class in the stylesheet, its name, the pieces it is drawn in, and where its name stands."""

    style: str
    name: str
    pieces: tuple[str, ...]
    dots: tuple[tuple[float, float], ...]
    name_y: float


class Mark(NamedTuple):
    """A mark on an axis."""

    at: float
    text: str


class Chart(NamedTuple):
    """A chart laid out in `WIDTH` by `HEIGHT`."""

    lines: tuple[Line, ...]
    levels: tuple[Mark, ...]
    times: tuple[Mark, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    base: int = HEIGHT - BOTTOM


def draw(series: Sequence[tuple[str, str, Numbers]], *, since_ms: int, span_ms: int) -> Chart:
    """Lay a chart out. series: style, name and numbers of each line; None is a gap."""
    spans = max((len(numbers) for _, _, numbers in series), default=0)
    top = ceiling(max((value for _, _, numbers in series for value in numbers if value is not None), default=0))
    at_x = [round(LEFT + (WIDTH - LEFT - RIGHT) * place / max(1, spans - 1), 1) for place in range(spans)]

    def at_y(value: float) -> float:
        return round(TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / top), 1)

    lines = []
    for style, name, numbers in series:
        points = [None if value is None else (at_x[place], at_y(value)) for place, value in enumerate(numbers)]
        last = next((point[1] for point in reversed(points) if point is not None), at_y(0))
        pieces, dots = _pieces(points)
        lines.append(Line(style, name, pieces, dots, last))
    levels = tuple(Mark(at_y(value), f"{value:,}") for value in (0, top // 2, top))
    every = max(1, -(-spans // TIMES))
    times = tuple(Mark(at_x[place], clock_time(since_ms + place * span_ms)) for place in range(0, spans, every))
    return Chart(_apart(lines), levels, times)


def ceiling(value: int) -> int:
    """Return the next larger of 2, 4, 10, 20, 40, 100 …: a scale that halves into whole numbers."""
    step = 1
    while True:
        for factor in (2, 4, 10):
            if step * factor >= value:
                return step * factor
        step *= 10


def _pieces(points: list[tuple[float, float] | None]) -> tuple[tuple[str, ...], tuple[tuple[float, float], ...]]:
    """Return the points as polylines between gaps, and those that stand alone as dots."""
    runs: list[list[tuple[float, float]]] = [[]]
    for point in points:
        if point is None:
            runs.append([])
        else:
            runs[-1].append(point)
    pieces = tuple(" ".join(f"{x},{y}" for x, y in run) for run in runs if len(run) > 1)
    return pieces, tuple(run[0] for run in runs if len(run) == 1)


def _apart(lines: list[Line]) -> tuple[Line, ...]:
    """Move the names at the ends of the lines apart, in the order of the lines' ends and within the chart."""
    lowest = HEIGHT - BOTTOM - NAME_HEIGHT * (len(lines) - 1)
    above = float(TOP)
    placed: dict[str, float] = {}
    for place, line in enumerate(sorted(lines, key=lambda line: line.name_y)):
        at = max(above, min(line.name_y, lowest + NAME_HEIGHT * place))
        placed[line.style] = at
        above = at + NAME_HEIGHT
    return tuple(line._replace(name_y=round(placed[line.style], 1)) for line in lines)
