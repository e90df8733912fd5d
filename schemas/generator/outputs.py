"""Everything that is generated, by path."""

from dataclasses import dataclass
from pathlib import Path

from generator import (
    agency_files,
    agency_module,
    asyncapi,
    code_files,
    code_module,
    document_files,
    document_module,
    document_page,
    document_types,
    extractors,
    identity,
    index,
    mode_files,
    mode_module,
    mode_page,
    model,
    particulars,
    records,
    rights,
    rule_files,
    rule_module,
    rule_page,
    topic_files,
    topic_module,
    topic_page,
    value_module,
    view_checks,
    view_module,
    view_page,
    workspace,
)
from generator.agency_files import AgencySpec
from generator.code_files import CodeSpec
from generator.document_specs import DocumentSpec
from generator.mode_files import ModeSpec
from generator.particulars import ParticularSpec
from generator.problems import ContractProblems, Gathered
from generator.rule_files import RuleSpec
from generator.topics import Mesh
from generator.view_checks import CheckedView

SCHEMAS = Path(__file__).resolve().parents[1]
ROOT = SCHEMAS.parent
PACKAGE = SCHEMAS / "src" / "contracts"
GATEWAY = ROOT / "services" / "gateway" / "src" / "gateway"
BASELINE = SCHEMAS / "baseline"
PROJECT = ROOT / "pyproject.toml"
HAND_WRITTEN = {
    PACKAGE / f"{name}.py"
    for name in (
        "__init__",
        "agency",
        "ceb_text",
        "codec",
        "document",
        "errors",
        "foreign",
        "mode",
        "plans",
        "rule",
        "statuses",
        "value",
        "view",
    )
}


@dataclass(frozen=True)
class Read:
    """The contract as read and checked; `identities` holds schema id and canonical form by full name."""

    contract: model.Contract
    mesh: Mesh
    identities: dict[str, tuple[int, str]]
    codes: tuple[CodeSpec, ...]
    documents: tuple[DocumentSpec, ...]
    modes: tuple[ModeSpec, ...]
    particulars: tuple[ParticularSpec, ...]
    rules: tuple[RuleSpec, ...]
    agencies: tuple[AgencySpec, ...]
    views: tuple[CheckedView, ...]


def read(schemas: Path = SCHEMAS) -> Read:
    """Read and check the contract. Raises ContractProblems; what depends on the Avro files is listed once they are."""
    contract = model.load(schemas / "avro", document_types.schema(schemas / "documents"))
    gathered = Gathered()
    agencies = agency_files.load(schemas / "agencies", contract, gathered.problems)
    of_agencies = [processor for agency in agencies for processor in agency.specs(contract)]
    mesh = gathered.read(topic_files.load, schemas / "topics", schemas / "processors.yaml", contract, of_agencies)
    views: tuple[CheckedView, ...] | None = ()
    if mesh is not None:
        gathered.read(agency_files.check, agencies, contract, mesh)
        gathered.read(value_module.check, mesh.declared(), contract)
        views = gathered.read(view_checks.check, mesh, contract, agencies)
    identities = gathered.read(identity.identities, contract)
    codes = gathered.read(code_files.load, schemas / "codes", contract)
    documents = gathered.read(document_files.load, schemas / "documents", contract, mesh)
    modes = None if documents is None else gathered.read(mode_files.load, schemas / "modes", documents)
    said = gathered.read(particulars.load, schemas / "particulars")
    rules = gathered.read(rule_files.load, schemas / "rules", codes or ())
    gathered.problems += _of_no_agency(schemas, {agency.agency for agency in agencies})
    if (
        mesh is None
        or identities is None
        or codes is None
        or documents is None
        or modes is None
        or said is None
        or rules is None
        or views is None
        or gathered.problems
    ):
        raise ContractProblems(gathered.problems)
    return Read(contract, mesh, identities, codes, documents, modes, said, rules, agencies, views)


def _of_no_agency(schemas: Path, agencies: set[str]) -> list[str]:
    """Name files of codes and rules that are no agency's."""
    files = [*(schemas / "codes").glob("*.yaml"), *(schemas / "rules").glob("*.yaml")]
    strangers = [path for path in sorted(files) if path.stem not in agencies and path.name != rule_files.SOURCES_FILE]
    return [f"{path.parent.name}/{path.name}: there is no agency {path.stem}" for path in strangers]


def files(contents: Read) -> dict[Path, str]:
    """Return every generated file and its content."""
    contract, mesh, identities = contents.contract, contents.mesh, contents.identities
    made: dict[Path, str] = {}
    types = contract.schemas[model.DOCUMENT_TYPE]
    made[SCHEMAS / "avro" / f"{model.DOCUMENT_TYPE}.avsc"] = document_types.text(types)
    for namespace in contract.namespaces():
        name = model.module_of(f"{namespace}.X")
        made[PACKAGE / f"{name}.py"] = records.module(contract, namespace)
    made[PACKAGE / "schemas.py"] = index.schemas_module(contract, identities)
    made[PACKAGE / "codes.py"] = code_module.module(contents.codes)
    made[PACKAGE / "particulars.py"] = particulars.module(contents.particulars)
    made[PACKAGE / "documents.py"] = document_module.module(contents.documents, contract)
    made[PACKAGE / "modes.py"] = mode_module.module(contents.modes)
    made[PACKAGE / "rules.py"] = rule_module.module(contents.rules)
    made[PACKAGE / "agencies.py"] = agency_module.module(contents.agencies, mesh)
    made[GATEWAY / "forms" / "extractors.py"] = extractors.module(contents.documents, contract)
    made[PACKAGE / "register_values.py"] = value_module.module(mesh.topics)
    made[PACKAGE / "views.py"] = view_module.module(contents.views, contract)
    made[PACKAGE / "topics.py"] = topic_module.module(mesh)
    made[SCHEMAS / "generated" / "asyncapi.yaml"] = asyncapi.document(contract, mesh, identities)
    made[SCHEMAS / "generated" / "rights.yaml"] = rights.document(mesh)
    made[ROOT / "docs" / "documents.md"] = document_page.page(contents.documents)
    made[ROOT / "docs" / "modes.md"] = mode_page.page(contents.modes, contents.documents)
    made[ROOT / "docs" / "topics.md"] = topic_page.topic_graph(mesh)
    made[ROOT / "docs" / "data-catalogue.md"] = topic_page.data_catalogue(contract, mesh)
    made[ROOT / "docs" / "views.md"] = view_page.page(contents.views, contract)
    made[ROOT / "docs" / "rules.md"] = rule_page.rules_page(contents.rules)
    made[PROJECT] = workspace.complete(
        PROJECT.read_text(encoding="utf-8"), [agency.service for agency in contents.agencies]
    )
    return made


def stale(made: dict[Path, str]) -> list[Path]:
    """Return files that differ from what is generated, and Python files of the package that nothing generates."""
    differing = [path for path, text in made.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    left_over = [path for path in sorted(PACKAGE.rglob("*.py")) if path not in made and path not in HAND_WRITTEN]
    return differing + left_over
