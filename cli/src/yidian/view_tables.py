"""Views as tables: headings in the reader's language, amounts as people read them. Pure."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from yidian.complaint import Complaint
from yidian.language import Wording

SCALED = "_e5"
WORDS: Mapping[str, tuple[str, str]] = {
    "view": ("view", "视图"),
    "name": ("name", "名称"),
    "by": ("searched by the beginning of", "按前缀查询"),
    "filters": ("filters", "筛选条件"),
    "sorted_by": ("sorted by", "排序字段"),
    "key": ("key", "键"),
    "field": ("field", "字段"),
    "value": ("value", "内容"),
    "versions": ("versions", "版本"),
    "none": ("no record", "没有记录"),
    "more": (
        "there are more: --limit, a filter, or --csv for all",
        "还有更多：用 --limit、筛选条件或 --csv",
    ),
    "as_of": ("as of", "截至"),
}
"""What headings say: English, Chinese."""


def words(language: str, *names: str) -> tuple[str, ...]:
    """Return headings in ``en`` or ``zh``."""
    return tuple(WORDS[name][language == "zh"] for name in names)


def filters_of(given: Sequence[str]) -> dict[str, list[str]]:
    """Return the values of each filter. Raises Complaint for a text that is no FIELD=VALUE."""
    filters: dict[str, list[str]] = {}
    for text in given:
        name, equals, value = text.partition("=")
        if not equals or not name:
            raise Complaint(
                Wording(f"{text!r} is no filter", f"{text!r} 不是筛选条件"),
                Wording(
                    "write it as FIELD=VALUE, such as --filter vat_class=reduced",
                    "写作 FIELD=VALUE，如 --filter vat_class=reduced",
                ),
            )
        filters.setdefault(name, []).append(value)
    return filters


def columns(view: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the fields of a view that any of these rows has something to say about."""
    return [field for field in view["fields"] if any(cell(row["fields"], field, "en") for row in rows)]


def cell(fields: Mapping[str, Any], field: Mapping[str, Any], language: str) -> str:
    """Return a field as a cell; one in 1/100,000 as a decimal, empty where it is not seen."""
    name = field["name"]
    match fields.get(name):
        case None:
            return ""
        case bool() as flag:
            return "✓" if flag else ""
        case int() as number if name.endswith(SCALED):
            return f"{Decimal(number).scaleb(-5).normalize():f}"
        case str() as symbol if symbol in field["words"]:
            return str(field["words"][symbol][language])
        case list() as many:
            return "; ".join(map(_one, many))
        case value:
            return _one(value)


def _one(value: Any) -> str:
    """Return a value; of a record its values."""
    return " ".join(map(str, value.values())) if isinstance(value, dict) else str(value)
