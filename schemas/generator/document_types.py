"""
The enum of document types, `mesh.common.DocumentType`, which follows from the files of `schemas/documents`.

Readers of an older version know fewer symbols and read a new one as UNKNOWN, so a file's `place` is never changed once
released: a new document type takes the next number.
"""

import json
from pathlib import Path
from typing import Any

from generator.model import DOCUMENT_TYPE
from generator.topic_files import read_yaml

UNKNOWN = "UNKNOWN"


def symbol(document: str) -> str:
    """Return the symbol of a document's tag: ``import-order`` is IMPORT_ORDER."""
    return document.upper().replace("-", "_")


def schema(folder: Path) -> dict[str, Any] | None:
    """Return the enum as its files say, or None where there are none. Their faults are told by `document_files`."""
    contents = [read_yaml(path, []) for path in sorted(folder.glob("*.yaml"))]
    placed = sorted(
        (content["place"], symbol(str(content["document"])))
        for content in contents
        if isinstance(content, dict) and isinstance(content.get("place"), int) and content.get("document")
    )
    if not placed:
        return None
    namespace, _, name = DOCUMENT_TYPE.rpartition(".")
    return {
        "type": "enum",
        "name": name,
        "namespace": namespace,
        "doc": "The kind of a document, by the file of schemas/documents that describes it.",
        "symbols": [*dict.fromkeys(name for _, name in placed), UNKNOWN],
        "default": UNKNOWN,
    }


def text(made: dict[str, Any]) -> str:
    """Return the content of its Avro file."""
    return json.dumps(made, indent=2, ensure_ascii=False) + "\n"
