"""Documents say only what is so: links lead somewhere, and every name that they mention exists."""

import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import msgspec
import pytest
from typer.main import get_command

from caseview.settings import ViewSettings
from console import metrics as of_console
from console.settings import ConsoleSettings
from contracts.topics import PROCESSORS, TOPICS
from deploy.__main__ import ProvisionSettings
from deploy.processes import KINDS, PREFIX
from edge.door import metrics as of_connections
from edge.http import metrics as of_answers
from edge.problems.catalogue import KINDS as PROBLEMS
from gateway import metrics as of_documents
from gateway.forms.item import Item
from gateway.reading.batch import Limits, Senders
from gateway.reading.json_batch import read_ndjson
from gateway.settings import Settings
from mesh.declared import settings
from mesh.process import metrics
from mesh.replay.rerun import ReplaySettings
from receipts.delivery import metrics as of_receipts
from yidian.main import app

COUNTED = (of_answers, of_connections, of_console, of_documents, of_receipts)
ROOT = Path(__file__).resolve().parents[3]
DOCUMENTS = sorted(
    path
    for pattern in ("*.md", "docs/**/*.md", "*/README.md", "services/*/README.md", "schemas/*/README.md")
    for path in ROOT.glob(pattern)
)
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")
TOPIC = re.compile(r"[a-z][a-z-]*(?:\.[a-z][a-z-]*)+\.v\d+")
METRIC = re.compile(r"yidian_[a-z_]+")
VARIABLE = re.compile(r"YIDIAN_[A-Z_]+")
OF_TESTS = {"YIDIAN_TEST_SEEDS", "YIDIAN_TEST_POSTGRES"}
OF_THE_COMMAND = {"YIDIAN_GATEWAY_URL", "YIDIAN_API_KEY", "YIDIAN_LANG"}
NOT_SETTINGS = {"YIDIAN_CACHE", "YIDIAN_PORTS", *OF_THE_COMMAND, *OF_TESTS}
"""Read by the command, by whoever fetches Kafka and by the tests, not by a process of the mesh."""
ENDINGS = (".py", ".md", ".yaml", ".csv", ".toml", ".sh", ".avsc", ".lock")
SHELVES = ("", "mesh/src/mesh/", "services/customs/src/customs/")
"""Where a path may begin, besides the folder of its document and its package."""


@pytest.fixture(params=DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def document(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def code_in(path: Path) -> Iterator[str]:
    """Yield every code span, and every line of a fenced block that is no diagram."""
    text = text_of(path)
    for block in FENCE.findall(text):
        if not block.startswith("```mermaid"):
            yield from block.splitlines()[1:-1]
    yield from re.findall(r"`([^`\n]+)`", FENCE.sub("", text))


def slug(heading: str) -> str:
    """Return the anchor of a heading as GitHub makes it."""
    kept = re.sub(r"[^\w\- ]", "", heading.strip().lower())
    return kept.replace(" ", "-")


def anchors(path: Path) -> set[str]:
    text = FENCE.sub("", text_of(path))
    headings = {slug(found) for found in re.findall(r"^#+ (.+)$", text, re.MULTILINE)}
    return headings | set(re.findall(r'<a id="(.+?)">', text))


def test_every_relative_link_resolves(document: Path) -> None:
    broken = []
    for target in LINK.findall(FENCE.sub("", text_of(document))):
        if "://" in target:
            continue
        place, _, anchor = target.partition("#")
        path = (document.parent / place).resolve() if place else document
        if not path.exists() or (anchor and anchor not in anchors(path)):
            broken.append(target)
    assert broken == []


def test_every_make_target_exists(document: Path) -> None:
    makefile = text_of(ROOT / "Makefile")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    named = {found[1] for code in code_in(document) if (found := re.match(r"make ([a-z]+)\b", code))}
    assert named - targets == set()


def test_every_command_and_option_of_yidian_exists(document: Path) -> None:
    commands = get_command(app).commands  # type: ignore[attr-defined]
    wrong = []
    for code in code_in(document):
        for found in re.finditer(r"(?:^|[ ,/])yidian ([a-z][a-z-]*)\b(?: ([a-z][a-z-]*)\b)?([^,;]*)", code):
            command = commands.get(found[1])
            if found[2] and hasattr(command, "commands"):
                command = command.commands.get(found[2])
            known = {option for parameter in command.params for option in parameter.opts} if command else set()
            options = set(re.findall(r"(--[a-z-]+)", found[3])) - {"--help"}
            if command is None or options - known:
                wrong.append(found[0].strip())
    assert wrong == []


def test_every_module_that_is_run_exists(document: Path) -> None:
    named = {found for code in code_in(document) for found in re.findall(r"python -m ([a-z_.]+)", code)}
    assert {module for module in named if find_spec(module) is None} == set()


def test_every_topic_is_of_the_contract(document: Path) -> None:
    short = {topic.rpartition(".")[0] for topic in TOPICS}
    owners = {topic.partition(".")[0] for topic in TOPICS}
    wrong = []
    for code in code_in(document):
        wrong += [found for found in TOPIC.findall(code) if found not in TOPICS]
        if re.fullmatch(r"[a-z]+\.[a-z][a-z-]+", code) and code.partition(".")[0] in owners:
            module = find_spec(code) if find_spec(code.partition(".")[0]) else None
            if code not in short | set(PROCESSORS) and module is None and not code.endswith(ENDINGS):
                wrong.append(code)
    assert [found for found in wrong if found not in {"gateway.view", "gateway.db", "mesh.json"}] == []


def test_every_metric_exists(document: Path) -> None:
    assert all(each.__doc__ for each in COUNTED)  # importing them has registered what they count
    known = {metric.name for metric in metrics.CATALOGUE}
    known |= {found.name + ("_total" if found.type == "counter" else "") for found in metrics.REGISTRY.collect()}
    assert {found for code in code_in(document) for found in METRIC.findall(code)} - known == set()


def test_every_setting_is_taken_by_some_process(document: Path) -> None:
    kinds: tuple[type[msgspec.Struct], ...] = (
        settings.WorkerSettings,
        settings.ClockSettings,
        settings.RegistrySettings,
        ProvisionSettings,
        Settings,
        ViewSettings,
        ConsoleSettings,
        ReplaySettings,
    )
    known = {name for kind in kinds for name in settings.names(kind)} | NOT_SETTINGS
    known |= {PREFIX + variable for kind in KINDS.values() for variable in kind.takes}
    named = {found for code in code_in(document) for found in VARIABLE.findall(code)} - {PREFIX}
    assert named - known == set()


def test_every_file_that_is_named_exists(document: Path) -> None:
    here = document.parent.relative_to(ROOT).as_posix() + "/"
    packages = [f"{path.relative_to(ROOT)}/" for path in document.parent.glob("src/*/")]
    missing = []
    for code in code_in(document):
        if not re.fullmatch(r"[\w./-]+", code) or "/" not in code or not code.endswith(ENDINGS):
            continue
        if not any((ROOT / shelf / code).exists() for shelf in (*SHELVES, here, *packages)):
            missing.append(code)
    assert missing == []


def test_every_problem_code_of_the_runbook_is_in_the_catalogue() -> None:
    runbook = text_of(ROOT / "docs/runbook.md")
    named = set(re.findall(r"409 `([a-z_]+)` or `([a-z_]+)`", runbook)[0])
    named |= set(re.findall(r"`(bus_unavailable|overloaded|too_many_requests)`", runbook))
    assert named <= PROBLEMS.keys()


def test_the_record_of_the_readme_is_received() -> None:
    found = re.search(r"<<'NDJSON'\n(.*?)\nNDJSON", text_of(ROOT / "README.md"), re.DOTALL)
    assert found is not None
    items = read_ndjson(found[1].encode(), Senders("9901180031", None), Limits())
    assert [type(item) for item in items] == [Item]


def test_documents_speak_of_the_project_alone(document: Path) -> None:
    assert re.findall(r"/work\b|/tmp\b|issue #?\d|\bbrief\b|localhost:\d", text_of(document)) == []
