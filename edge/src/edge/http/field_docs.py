"""The words that stand below the fields of a Struct in its source, for those who read descriptions and no source."""

import ast
import inspect
import sys
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

import msgspec


def docs_of(struct: type[msgspec.Struct]) -> dict[str, str]:
    """Return what stands below the fields of a Struct in its source, by field."""
    said: dict[str, str] = {}
    for kind in reversed(struct.__mro__):
        said |= _docs_in(kind.__module__).get(kind.__qualname__, {}) if issubclass(kind, msgspec.Struct) else {}
    return {field: said[field] for field in struct.__struct_fields__ if field in said}


@cache
def _docs_in(module: str) -> dict[str, dict[str, str]]:
    source = sys.modules[module]
    if not getattr(source, "__file__", "").endswith(".py"):
        return {}
    classes = [node for node in ast.parse(inspect.getsource(source)).body if isinstance(node, ast.ClassDef)]
    return {node.name: dict(_docs(node.body)) for node in classes}


def _docs(body: list[ast.stmt]) -> Iterator[tuple[str, str]]:
    for field, below in pairwise(body):
        match field, below:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                yield name, inspect.cleandoc(text)
