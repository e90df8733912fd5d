"""The files of agencies are whole, held against topics and records, and everything that is told of agencies follows."""

import shutil
import tomllib
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml

from console.journey import LANES
from console.texts import TEXTS
from contracts.agencies import AGENCIES, SOURCES
from contracts.codes import CODES
from contracts.common import Effect
from contracts.topics import PROCESSORS, TOPICS
from deploy import compiled, processes
from gateway.error_pages.published import FAMILIES
from generator import agency_files, outputs, workspace
from generator.outputs import ROOT, SCHEMAS
from generator.problems import ContractProblems
from tests.contract.reading import contract
from tests.mutation.run import rules_of_services

Change = Callable[[dict[str, Any]], object]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The contract in a folder of its own."""
    for part in ("avro", "topics", "agencies", "codes", "documents", "rules", "particulars", "modes"):
        shutil.copytree(SCHEMAS / part, tmp_path / part)
    shutil.copy(SCHEMAS / "processors.yaml", tmp_path)
    return tmp_path


def edit(folder: Path, agency: str, change: Change) -> None:
    path = folder / "agencies" / f"{agency}.yaml"
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    change(content)
    path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")


def problems(folder: Path) -> list[str]:
    with pytest.raises(ContractProblems) as found:
        outputs.read(folder)
    return found.value.problems


def source(change: dict[str, Any]) -> Change:
    return lambda content: content["sources"][0].update(change)


BAD: dict[str, tuple[Change, str]] = {
    "an unknown key": (lambda c: c.update(colour="red"), "unknown field `colour`"),
    "a missing name": (lambda c: c.pop("zh"), "missing required field `zh`"),
    "an empty name": (lambda c: c.update(en=" "), "en is no text"),
    "another agency's file": (lambda c: c.update(agency="inspectors"), "must be named inspectors.yaml"),
    "a place twice": (lambda c: c.update(place=1), "place 1 stands twice"),
    "a service twice": (lambda c: c.update(service="customs"), "service customs stands twice"),
    "somebody else's processor": (lambda c: c["processors"][0].update(name="tax.decisions"), "named inspection."),
    "a worker of another": (lambda c: c["processors"][0].update(worker="tax-export"), "named inspection-<part>"),
    "no worker of its own": (lambda c: c["processors"][0].update(worker="inspection-export"), "no processor is left"),
    "state that is no record": (lambda c: c["processors"][0].update(state=["mesh.tax.Nothing"]), "has no .avsc"),
    "a setting of nobody": (lambda c: c["settings"][0].update(name="KEY"), "must be named INSPECTION_<WHAT>"),
    "findings of nobody": (lambda c: c.update(findings="tax.findings.v1"), "findings: no topic tax.findings.v1"),
    "a source twice": (source({"source": "forex"}), "source forex stands twice"),
    "an unknown effect": (source({"effects": ["DELAY"]}), "Invalid enum value 'DELAY'"),
    "an effect twice": (source({"effects": ["PASS", "PASS"], "held": "", "refused_by_officer": ""}), "none twice"),
    "a hold without status": (source({"held": ""}), "held: the status of its holds"),
    "a status of no hold": (source({"effects": ["PASS", "REFUSE"]}), "held: the status of its holds"),
    "an unknown status": (source({"held": "301"}), "Invalid enum value '301'"),
    "a refusal that it cannot": (source({"effects": ["PASS", "HOLD"]}), "only of one that can refuse"),
    "asked by nobody": (source({"asked_by": "nobody"}), "asked by nobody, which no source is"),
    "asked by itself": (source({"asked_by": "inspection"}), "asked by inspection, which no source is"),
    "another's topic": (source({"topic": "forex.decisions.v1"}), "none of its processors publishes"),
    "a record of no decision": (source({"record": "mesh.inspection.RiskRated"}), "must nest mesh.common.Decision"),
    "a decision of nobody": (lambda c: c.pop("sources"), "mesh.inspection.InspectionDecided.avsc: nests a decision"),
}  # fmt: skip


@pytest.mark.parametrize(("change", "said"), BAD.values(), ids=BAD)
def test_a_bad_file_is_refused_with_its_reason(copy: Path, change: Change, said: str) -> None:
    edit(copy, "inspection", change)
    found = problems(copy)
    assert any(said in problem for problem in found), found


def test_all_that_is_wrong_is_listed_together(copy: Path) -> None:
    edit(copy, "inspection", source({"held": ""}))
    edit(copy, "forex", source({"asked_by": "nobody"}))
    edit(copy, "tax", lambda content: content.update(place=1))
    topic = copy / "topics" / "tax.rates.v1.yaml"
    topic.write_text(topic.read_text(encoding="utf-8").replace("partitions: 1", "partitions: many"), encoding="utf-8")
    said = "\n".join(problems(copy))
    for part in ("held: the status", "asked by nobody", "place 1 stands twice", "partitions must be"):
        assert part in said


def test_who_waits_for_a_source_reads_its_topic(copy: Path) -> None:
    path = copy / "topics" / "forex.decisions.v1.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("  - customs.clearance\n", ""), encoding="utf-8")
    assert problems(copy) == [
        "forex.yaml: forex: customs.clearance waits for it and is no consumer of forex.decisions.v1"
    ]


def test_findings_are_read_by_a_processor_of_the_agency(copy: Path) -> None:
    path = copy / "topics" / "forex.findings.v1.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("  - forex.decisions\n", ""), encoding="utf-8")
    assert problems(copy) == ["forex.yaml: findings: none of its processors reads forex.findings.v1"]


def test_an_agency_is_its_file_its_records_and_its_topics(copy: Path) -> None:
    """An invented one beside those there are: what is generated tells of it, and nobody else is edited."""

    def repeated(place: str, old: str, new: str) -> None:
        path = copy / place
        text = path.read_text(encoding="utf-8").replace(old, new).replace("Forex", "Herd").replace("forex", "herds")
        path.with_name(path.name.replace("forex", "herds").replace("Forex", "Herd")).write_text(text, encoding="utf-8")

    repeated("agencies/forex.yaml", "  - name: forex.totals\nfindings: forex.findings.v1\n", "")
    edit(copy, "herds", lambda content: content.update(place=99, zh="畜牧", en="Herds"))
    edit(copy, "herds", source({"zh": "畜牧决定", "en": "Herds decided", "effects": ["PASS", "NOTE"], "held": ""}))
    repeated("topics/forex.decisions.v1.yaml", "  - customs.clearance\n", "")
    repeated("avro/mesh.forex.ForexDecided.avsc", "", "")
    repeated("avro/mesh.forex.decisions.Case.avsc", "", "")
    found = outputs.read(copy)
    assert [spec.agency for spec in found.agencies] == [*AGENCIES, "herds"]
    told = outputs.files(found)[outputs.PACKAGE / "agencies.py"]
    assert "SOURCES: dict[str, Source] = {" in told
    assert "record=herds.HerdDecided" in told
    assert "herds.decisions.state.v1" in outputs.files(found)[outputs.PACKAGE / "topics.py"]
    assert not found.agencies[-1].sources[0].stops, "nobody waits for one that only passes and notes"


def test_the_module_says_what_the_files_say() -> None:
    read: list[str] = []
    specs = agency_files.load(SCHEMAS / "agencies", contract().contract, read)
    assert read == []
    assert [spec.agency for spec in specs] == list(AGENCIES)
    assert [one.source for spec in specs for one in spec.sources] == list(SOURCES)
    for one in (one for spec in specs for one in spec.sources):
        assert (one.stops, one.held) == (SOURCES[one.source].stops, SOURCES[one.source].held)
        assert tuple(Effect[name] for name in one.effects) == SOURCES[one.source].effects


@pytest.mark.parametrize("agency", AGENCIES.values(), ids=AGENCIES)
def test_everything_that_is_told_of_an_agency_follows(agency: Any) -> None:
    assert {PROCESSORS[name].service for name in agency.processors} == set(agency.workers)
    for worker in agency.workers:
        kind, own = processes.KINDS[worker], worker == agency.service
        assert (kind.module, kind.slotted) == (worker.replace("-", "."), True)
        assert set(kind.takes) == {*processes.WORKER, *(setting.name for setting in agency.settings if own)}
        assert find_spec(kind.module) is not None
    assert compiled.PACKAGES[agency.service] == f"services/{agency.service}/src"
    assert agency.agency in LANES
    assert (TEXTS[f"lane.{agency.agency}"].zh, TEXTS[f"agency.{agency.agency}"].en) == (agency.zh, agency.en)
    assert FAMILIES[agency.agency] == (agency.zh, agency.en)
    assert all(TOPICS[name].owner == agency.agency for name in agency.registers)


@pytest.mark.parametrize("service", [agency.service for agency in AGENCIES.values()])
def test_the_rules_of_every_agency_are_mutated(service: str) -> None:
    (rules,) = (rules for rules in rules_of_services() if rules.service == service)
    package = ROOT / "services" / service / "src" / service
    mutated = {path for pattern in rules.files for path in package.glob(pattern)}
    assert mutated
    assert not [path for path in mutated if path.name == "processor.py"]
    assert all((ROOT / folder).is_dir() for folder in rules.tests)


def test_every_family_of_codes_is_an_agencys() -> None:
    assert {code.agency for code in CODES.values()} <= AGENCIES.keys()


def test_the_lists_of_agencies_name_a_new_one() -> None:
    """What no tool finds by itself: who may import whom is said in `pyproject.toml`, by name."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    services = [agency.service for agency in AGENCIES.values()]
    assert workspace.complete(text, services) == text
    completed = tomllib.loads(workspace.complete(text, [*services, "herds"]))["tool"]["importlinter"]
    rules = {rule["name"]: rule for rule in completed["contracts"]}
    assert "herds" in completed["root_packages"]
    assert any("herds" in layer.split(" | ") for layer in completed["contracts"][0]["layers"])
    (pure,) = (rule for name, rule in rules.items() if name.startswith("what an agency decides is pure"))
    assert set(pure["source_modules"]) == {"agency", "herds", *services}
    (main,) = (rule for name, rule in rules.items() if name.startswith("only a worker's main"))
    assert main["protected_modules"] == [f"{service}.*.processor" for service in (*services, "herds")]
    mains = [f"{service}.__main__" for service in (*services, "herds")]
    assert main["allowed_importers"] == [*mains, *(name.replace(".", ".*.") for name in mains)]
    (apart,) = (rule for name, rule in rules.items() if name.startswith("the command and the deployment"))
    assert "herds" in apart["forbidden_modules"]
