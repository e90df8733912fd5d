"""The shared parts of the writers of Python: headers, names, imports."""

import re
from collections import defaultdict
from collections.abc import Iterable

from generator.model import Contract, Enumeration, module_of, short

COMMAND = "schemas/generate.py"


def notice(source: str) -> str:
    """Return the sentence that names the sources and the maker of a file."""
    return f"Generated from {source} by {COMMAND}. Do not edit: change the contract and run it again."


def header(source: str) -> str:
    """Return the notice as the first lines of a Python file, which no formatter is to touch."""
    return f"# fmt: off\n# ruff: noqa\n# {notice(source)}\n"


def snake(full_name: str) -> str:
    """Return the snake_case of a type's name: ``OrderLine`` becomes ``order_line``."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", short(full_name)).lower()


def imports(package: str, names: Iterable[tuple[str, str]]) -> list[str]:
    """Return sorted ``from package.module import ...`` lines for (module, name) pairs."""
    by_module: dict[str, set[str]] = defaultdict(set)
    for module, name in names:
        by_module[module].add(name)
    return [_import(f"{package}.{module}", sorted(by_module[module])) for module in sorted(by_module)]


def modules(package: str, full_names: Iterable[str]) -> str:
    """Return the import of the modules of `package` that hold these types."""
    return _import(package, sorted({module_of(name) for name in full_names}))


def qualified(full_name: str) -> str:
    """Return ``module.Class`` of a named type."""
    return f"{module_of(full_name)}.{short(full_name)}"


def _import(module: str, names: list[str]) -> str:
    line = f"from {module} import {', '.join(names)}"
    if len(line) <= 120:
        return line
    return f"from {module} import (\n" + "".join(f"    {name},\n" for name in names) + ")"


def doc(value: str) -> str:
    """Return a text as the inside of a docstring."""
    return value.replace("\\", "\\\\").replace('"""', "'''").strip()


def in_order(contract: Contract, namespace: str) -> list[str]:
    """Return the records of a namespace, each after those of the same namespace that it holds."""
    own = [name for name in contract.records if name.rpartition(".")[0] == namespace]
    ordered: list[str] = []

    def place(name: str) -> None:
        if name in ordered or name not in own:
            return
        for field in contract.records[name].fields:
            place(field.type.name)
        ordered.append(name)

    for name in own:
        place(name)
    return ordered


def is_foreign(name: str, namespace: str) -> bool:
    """Return whether a type is a named one of another namespace."""
    return "." in name and name.rpartition(".")[0] != namespace


def reference(name: str) -> tuple[str, str]:
    """Return module and class of a named type."""
    return module_of(name), short(name)


def quoted(value: str) -> str:
    """Return a text as a literal of Python, in double quotation marks."""
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def worded(enum: Enumeration | None) -> str:
    """Return the argument ``words`` of a field of an enum, after the others; nothing where its symbols have none."""
    if enum is None or not enum.words:
        return ""
    pairs = (f"{quoted(symbol)}: ({quoted(zh)}, {quoted(en)})" for symbol, (zh, en) in enum.words.items())
    return f", words={{{', '.join(pairs)}}}"
