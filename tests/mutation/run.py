"""
Changes the rules one by one and sees whether a test notices: ``make mutation``.

mutmut does the changing. It wants one package under ``src`` and the tests beside it, so each service gets a folder of
its own under ``.yidian/mutation`` with copies of both. What is mutated and by which tests stands in ``rules.toml``;
of an agency that it does not name, all that stands beside its processors.
A change that no test notices must stand, with the reason why it does not matter, in ``survivors.toml`` beside this
file; one that does not, or a reason that no longer applies, fails the run. Changes go by their function and lines,
not by mutmut's numbers, which move with every edit. The table lands in ``docs/mutation.md``.
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from contracts.agencies import AGENCIES

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
WORK = ROOT / ".yidian" / "mutation"
TABLE = ROOT / "docs" / "mutation.md"
RULES, EXPLAINED = HERE / "rules.toml", HERE / "survivors.toml"
KILLED, SURVIVED, UNTESTED = (1, 3), (0,), (5, 33)
"""Exit codes of pytest under a mutant, and mutmut's own for a function that no test calls. All others: time ran out."""

QUICKLY = (
    *("-q", "-p", "no:randomly", "-p", "no:cacheprovider", "-p", "no:unraisableexception", "-p", "no:threadexception"),
    "--ignore-glob=*/test_properties.py",
)
"""Without what costs time and notices nothing; nor by random courses of trade: a rule is held by its examples."""

BRIDGE = "from _pytest.nodes import Node\n\nNode._nodeid = property(lambda node: node.nodeid)\n"
"""mutmut 3.7 asks for an attribute that pytest 9.2 no longer has; 3.8 does not, but no lock can hold it with Faust."""


class Rules(NamedTuple):
    """The rule files of a service, as patterns below its package, and the tests that must notice changes."""

    service: str
    files: list[str]
    tests: list[str]


class Survivor(NamedTuple):
    """A change that no test noticed: the function, and its changed lines as a diff."""

    where: str
    change: str


class Result(NamedTuple):
    """What became of the changes of one file."""

    path: str
    killed: int
    survivors: tuple[Survivor, ...]
    timed_out: int

    @property
    def total(self) -> int:
        """All changes of the file."""
        return self.killed + len(self.survivors) + self.timed_out


def main(arguments: Sequence[str] | None = None) -> int:
    """Mutate, compare the survivors with the explained ones, write the table. Returns the exit code."""
    parser = argparse.ArgumentParser(description="Mutation testing of the rules.")
    parser.add_argument("services", nargs="*", help="services to mutate; all if none is named")
    chosen = parser.parse_args(arguments).services
    mutated = [rules for rules in rules_of_services() if not chosen or rules.service in chosen]
    results = [result for rules in mutated for result in mutate(rules)]
    explained = explanations(tuple(f"{rules.service}." for rules in mutated))
    survivors = [survivor for result in results for survivor in result.survivors]
    text = table(results, explained)
    print(text)
    if not chosen:
        TABLE.write_text(text, encoding="utf-8")
    unexplained = [survivor for survivor in survivors if survivor not in explained]
    gone = [survivor for survivor in explained if survivor not in survivors]
    for survivor in unexplained:
        print(f"no test notices in {survivor.where}:\n{survivor.change}", file=sys.stderr)
    for survivor in gone:
        print(f"explained, but noticed or gone, in {survivor.where}:\n{survivor.change}", file=sys.stderr)
    return 1 if unexplained or gone else 0


def rules_of_services() -> list[Rules]:
    """Return the rules of every agency: those that ``rules.toml`` names, else all in its processors' folders."""
    named = tomllib.loads(RULES.read_text(encoding="utf-8"))
    services = [agency.service for agency in AGENCIES.values()]
    return [Rules(service, **named.get(service, _usual(service))) for service in services]


def _usual(service: str) -> dict[str, list[str]]:
    package = ROOT / "services" / service / "src" / service
    files = sorted(path.relative_to(package) for path in package.glob("*/[!_]*.py") if path.name != "processor.py")
    return {"files": list(map(str, files)), "tests": [f"tests/unit/{service}", f"tests/component/{service}"]}


def explanations(mutated: tuple[str, ...]) -> dict[Survivor, str]:
    """Return why changes below these packages do not matter, as ``survivors.toml`` says: a reason, then its changes."""
    groups = tomllib.loads(EXPLAINED.read_text(encoding="utf-8"))["equivalent"]
    return {
        Survivor(group["where"], change.strip("\n")): group["why"]
        for group in groups
        if group["where"].startswith(mutated)
        for change in group["changes"]
    }


def mutate(rules: Rules) -> list[Result]:
    """Run mutmut on a service and return what became of each of its rule files. Raises CalledProcessError."""
    folder = WORK / rules.service
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(ROOT / "services" / rules.service / "src", folder / "src")
    shutil.copytree(ROOT / "tests", folder / "tests", ignore=shutil.ignore_patterns("__pycache__", "mutation"))
    page = Path("services") / rules.service / "README.md"  # tests hold tables of it against the rules
    (folder / page).parent.mkdir(parents=True)
    shutil.copy(ROOT / page, folder / page)
    package = folder / "src" / rules.service
    files = [path for pattern in rules.files for path in sorted(package.glob(pattern)) if path.name != "__init__.py"]
    (folder / "pyproject.toml").write_text(_settings(rules, [str(path.relative_to(folder)) for path in files]), "utf-8")
    (folder / "conftest.py").write_text(BRIDGE, "utf-8")
    print(f"mutating {len(files)} files of {rules.service}", file=sys.stderr)
    with (folder / "log").open("w", encoding="utf-8") as log:
        subprocess.run(
            [sys.executable, "-m", "mutmut", "run"], cwd=folder, check=True, stdout=log, stderr=subprocess.STDOUT
        )
    return [_result(folder, path) for path in files]


def _settings(rules: Rules, files: list[str]) -> str:
    """Return mutmut's and pytest's settings; warnings are no errors here, because mutmut's own would be."""
    return "\n".join(
        (
            "[tool.mutmut]",
            'source_paths = ["src"]',
            f"only_mutate = {json.dumps(files)}",
            f"pytest_add_cli_args_test_selection = {json.dumps(rules.tests)}",
            f"pytest_add_cli_args = {json.dumps(QUICKLY)}",
            'also_copy = ["tests", "services", "conftest.py"]',
            "[tool.pytest.ini_options]",
            f'pythonpath = [".", {json.dumps(str(ROOT / "schemas"))}, {json.dumps(str(ROOT))}]',
            'addopts = ["--import-mode=importlib"]',
            'markers = ["chaos: the long run of kills"]',
            'asyncio_mode = "auto"',
            "",
        )
    )


def _result(folder: Path, path: Path) -> Result:
    relative = path.relative_to(folder)
    meta = folder / "mutants" / f"{relative}.meta"
    outcomes = json.loads(meta.read_text(encoding="utf-8"))["exit_code_by_key"] if meta.exists() else {}
    alive = [name for name, code in outcomes.items() if code in SURVIVED + UNTESTED]
    return Result(
        path=str(Path("services") / path.relative_to(WORK)),
        killed=sum(code in KILLED for code in outcomes.values()),
        survivors=tuple(Survivor(_function(name), _change(folder, name)) for name in alive),
        timed_out=sum(code not in KILLED + SURVIVED + UNTESTED for code in outcomes.values()),
    )


def _function(name: str) -> str:
    """Return the function of a change: ``tax.book.xǁBookǁput__mutmut_7`` is one of ``tax.book.Book.put``."""
    return re.sub(r"__mutmut_\d+$", "", name).replace(".xǁ", ".").replace("ǁ", ".").replace(".x_", ".")


def _change(folder: Path, name: str) -> str:
    """Return the changed lines alone, without the places that move whenever the file does."""
    shown = subprocess.run(
        [sys.executable, "-m", "mutmut", "show", name], cwd=folder, check=True, capture_output=True, text=True
    ).stdout
    lines = [line for line in shown.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")]
    return "\n".join(lines)


def table(results: Sequence[Result], explained: dict[Survivor, str]) -> str:
    """Return the page: a row per file, then every survivor with its reason."""
    rows = [f"| `{result.path}` | {result.total} | {_noticed(result)} | {_score(result)} |" for result in results]
    total = Result(
        "all",
        sum(r.killed for r in results),
        tuple(s for r in results for s in r.survivors),
        sum(r.timed_out for r in results),
    )
    head = (
        "# Mutation testing of the rules",
        "",
        "Written by `make mutation`: every rule file is changed in one place at a time, and the tests must notice.",
        "A change under which the tests do not end in time counts as noticed.",
        "",
        "| File | Changes | Noticed | Score |",
        "|---|---|---|---|",
        *rows,
        f"| all | {total.total} | {_noticed(total)} | {_score(total)} |",
        "",
    )
    return "\n".join((*head, *_reasons(total.survivors, explained)))


def _reasons(survivors: Sequence[Survivor], explained: dict[Survivor, str]) -> Iterator[str]:
    if not survivors:
        return
    yield from ("## Changes that no test notices, and why", "")
    for survivor in survivors:
        why = explained.get(survivor, "not explained")
        yield from (f"`{survivor.where}`: {why}", "", "```diff", survivor.change, "```", "")


def _noticed(result: Result) -> int:
    return result.killed + result.timed_out


def _score(result: Result) -> str:
    return f"{_noticed(result) / result.total:.1%}" if result.total else "no code"


if __name__ == "__main__":
    sys.exit(main())
