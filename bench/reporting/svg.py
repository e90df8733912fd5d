"""Small plots as SVG: lines over a logarithmic axis, and stacked bars. No library is needed to look at them."""

import math
from collections.abc import Mapping, Sequence
from html import escape
from itertools import accumulate, pairwise

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 720, 340, 64, 150, 24, 44
COLOURS = ("#1f6f8b", "#d1495b", "#66a182", "#edae49", "#5b5f97", "#8c5e58", "#3d405b", "#a0a0a0", "#2e294e", "#7fb069")
GREY = "#888888"


def lines(title: str, unit: str, at: Sequence[str], series: Mapping[str, Sequence[float]]) -> str:
    """Return lines over `at`, with a logarithmic scale from 10 up."""
    most = max(max(values) for values in series.values())
    decades = [10**power for power in range(1, 8) if 10 ** (power - 1) < most]
    top = decades[-1]

    def y(value: float) -> float:
        from_ten = max(value, 10.0)
        return _y(math.log10(from_ten / 10) / max(1e-9, math.log10(top / 10)))

    parts = [_rule(y(each), f"{each:,}") for each in decades]
    for place, values in enumerate(series.values()):
        colour = COLOURS[place % len(COLOURS)]
        points = " ".join(f"{_x(n, len(at)):.0f},{y(value):.0f}" for n, value in enumerate(values))
        parts.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [_dot(_x(n, len(at)), y(value), colour) for n, value in enumerate(values)]
    return _drawing(title, unit, at, parts, list(series))


def bars(title: str, unit: str, at: Sequence[str], series: Mapping[str, Sequence[float]]) -> str:
    """Return one bar per place of `at`, each series stacked on those before it."""
    stacks = [list(accumulate((values[n] for values in series.values()), initial=0.0)) for n in range(len(at))]
    top = _round_up(max(stack[-1] for stack in stacks))
    parts = [_rule(_y(step / 4), f"{top * step / 4:,.0f}") for step in range(5)]
    width = 0.6 * (WIDTH - LEFT - RIGHT) / len(at)
    for n, stack in enumerate(stacks):
        for place, (low, high) in enumerate(pairwise(stack)):
            left, upper, lower = _x(n, len(at)) - width / 2, _y(high / top), _y(low / top)
            parts.append(
                f'<rect x="{left:.0f}" y="{upper:.1f}" width="{width:.0f}" height="{lower - upper:.1f}" '
                f'fill="{COLOURS[place % len(COLOURS)]}"/>'
            )
    return _drawing(title, unit, at, parts, list(series))


def _drawing(title: str, unit: str, at: Sequence[str], parts: Sequence[str], names: Sequence[str]) -> str:
    labels = [_text(_x(n, len(at)), HEIGHT - BOTTOM + 18, label, "middle") for n, label in enumerate(at)]
    legend = []
    for place, name in enumerate(names):
        top = TOP + 18 * place
        colour = COLOURS[place % len(COLOURS)]
        legend.append(f'<rect x="{WIDTH - RIGHT + 18}" y="{top}" width="10" height="10" fill="{colour}"/>')
        legend.append(_text(WIDTH - RIGHT + 34, top + 9, name))
    opening = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
    return "\n".join(
        [
            f'{opening}font-family="sans-serif" font-size="12"><title>{escape(title)}</title>',
            '<rect width="100%" height="100%" fill="white"/>',
            _text(LEFT, 14, f"{title}, {unit}"),
            *parts,
            *labels,
            _text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, "declarations a second", "middle"),
            *legend,
            "</svg>",
            "",
        ]
    )


def _text(x: float, y: float, text: str, anchor: str = "start") -> str:
    return f'<text x="{x:.0f}" y="{y:.0f}" text-anchor="{anchor}">{escape(text)}</text>'


def _rule(y: float, label: str) -> str:
    line = f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.0f}" y2="{y:.0f}" stroke="{GREY}" stroke-width="0.5"/>'
    return line + _text(LEFT - 6, y + 4, label, "end")


def _dot(x: float, y: float, colour: str) -> str:
    return f'<circle cx="{x:.0f}" cy="{y:.0f}" r="3" fill="{colour}"/>'


def _x(place: int, count: int) -> float:
    return LEFT + (place + 0.5) * (WIDTH - LEFT - RIGHT) / count


def _y(share: float) -> float:
    return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)


def _round_up(value: float) -> float:
    size = 10.0 ** math.floor(math.log10(value))
    return next(step * size for step in (1, 2, 4, 5, 8, 10) if step * size >= value)
