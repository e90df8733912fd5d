"""
Completes the lists of agencies in `pyproject.toml`, where it is said by name who may import whom.

A list of agencies is a line that ends with `MARK`. What the line says of the last agency that it names is said of every
agency that it lacks, after that one; nothing is taken away.
"""

import re
from collections.abc import Sequence

MARK = "# every agency, by schemas/generate.py"
_NAME = re.compile(r"[\w.*]+")


def complete(text: str, services: Sequence[str]) -> str:
    """Return the text of `pyproject.toml` with every service of an agency in each marked line."""
    return "".join(
        _completed(line, services) if line.rstrip().endswith(MARK) else line for line in text.splitlines(keepends=True)
    )


def _completed(line: str, services: Sequence[str]) -> str:
    said = line.removesuffix("\n").removesuffix(MARK)
    names = {name[0].partition(".")[0]: name for name in _NAME.finditer(said)}
    by_service = {package: name for package, name in names.items() if package in services}
    if not by_service:
        return line
    service, last = max(by_service.items(), key=lambda item: item[1].end())
    alone = line[last.start() - 1] == line[last.end()] == '"'
    more = [other + last[0].removeprefix(service) for other in services if other not in by_service]
    added = "".join(f', "{name}"' if alone else f" | {name}" for name in more)
    end = last.end() + alone
    return line[:end] + added + line[end:]
