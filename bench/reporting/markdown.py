"""Tables in Markdown."""

from collections.abc import Iterable, Sequence


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table; numbers stand to the right."""
    lines = [list(map(str, row)) for row in rows]
    right = [all(_is_number(line[place]) for line in lines) for place in range(len(head))]
    rule = ["---:" if is_right else "---" for is_right in right]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in (list(head), rule, *lines))


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).replace(",", "").removesuffix(" %").lstrip("-").isdigit() or text in ("", "–")
