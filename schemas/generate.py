"""
Writes everything that follows from the contract: records, codecs, topics, rights and documents.

    python schemas/generate.py           write what has changed
    python schemas/generate.py --check   write nothing; exit 1 when something would change

The output depends on the contract alone, byte for byte. Mistakes in the contract are listed together, exit code 2.
"""

import sys
from pathlib import Path

from generator import asyncapi, codecs, documents, identity, index, model, records, rights, topic_files, topic_module
from generator.problems import ContractProblems

SCHEMAS = Path(__file__).resolve().parent
ROOT = SCHEMAS.parent
PACKAGE = SCHEMAS / "src" / "contracts"
HAND_WRITTEN = {
    "__init__.py",
    "codec.py",
    "errors.py",
    "foreign.py",
    "wire/__init__.py",
    "wire/primitives.py",
    "py.typed",
}


def outputs(schemas: Path = SCHEMAS) -> dict[Path, str]:
    """Return every generated file and its content. Raises ContractProblems."""
    contract = model.load(schemas / "avro")
    identities = identity.identities(contract)
    mesh = topic_files.load(schemas / "topics", schemas / "processors.yaml", contract)
    files: dict[Path, str] = {}
    for namespace in contract.namespaces():
        module = model.module_of(f"{namespace}.X")
        files[PACKAGE / f"{module}.py"] = records.module(contract, namespace)
        files[PACKAGE / "wire" / f"{module}.py"] = codecs.module(contract, namespace)
    files[PACKAGE / "schemas.py"] = index.schemas_module(contract, identities)
    files[PACKAGE / "wire" / "index.py"] = index.codecs_module(contract)
    files[PACKAGE / "topics.py"] = topic_module.module(mesh)
    files[SCHEMAS / "generated" / "asyncapi.yaml"] = asyncapi.document(contract, mesh, identities)
    files[SCHEMAS / "generated" / "rights.yaml"] = rights.document(mesh)
    files[ROOT / "docs" / "topics.md"] = documents.topic_graph(mesh)
    files[ROOT / "docs" / "data-catalogue.md"] = documents.data_catalogue(contract, mesh)
    return files


def stale(files: dict[Path, str]) -> list[Path]:
    """Return files that differ from what is generated, and Python files of the package that nothing generates."""
    differing = [path for path, text in files.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    kept = {PACKAGE / name for name in HAND_WRITTEN}
    return differing + [path for path in sorted(PACKAGE.rglob("*.py")) if path not in files and path not in kept]


def main(arguments: list[str]) -> int:
    """Run the generator; return the exit code."""
    if arguments not in ([], ["--check"]):
        print(__doc__)
        return 2
    try:
        files = outputs()
    except ContractProblems as found:
        print(
            "The contract is not well formed:\n" + "\n".join(f"  {problem}" for problem in found.problems),
            file=sys.stderr,
        )
        return 2
    changed = stale(files)
    if arguments:
        print(
            "\n".join(f"{path.relative_to(ROOT)} is not current" for path in changed) or "generated files are current"
        )
        return 1 if changed else 0
    for path in changed:
        if path in files:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(files[path], encoding="utf-8")
            print(f"wrote {path.relative_to(ROOT)}")
        else:
            path.unlink()
            print(f"removed {path.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
