"""A section for results that have none of their own yet: lists of equal records as tables, the rest as lines."""

from typing import Any

from bench.reporting.markdown import table


def section(result: dict[str, Any]) -> str:
    """Return the figures of a result."""
    return "\n\n".join(_part(name, value) for name, value in result["figures"].items())


def _part(name: str, value: Any) -> str:
    title = name.replace("_", " ")
    if isinstance(value, list) and value and all(isinstance(each, dict) for each in value):
        head = list(value[0])
        return f"### {title.capitalize()}\n\n{table(head, [[each.get(key, '') for key in head] for each in value])}"
    if isinstance(value, dict):
        return f"### {title.capitalize()}\n\n{table(['', ''], [[key, each] for key, each in value.items()])}"
    return f"{title}: {value}"
