"""Writes `contracts.codes`: every code that an agency gives as a reason, with its texts."""

from collections.abc import Sequence

from generator.code_files import CodeSpec
from generator.text import header, quoted

DEFINITION = '''
class Code(NamedTuple):
    """
    A code of a reason.

    agency: who gives it first. kind: rejection (of a document, before the match), refusal, hold, note or progress.
    releasable: of a hold, whether an officer may release what it holds; nothing else is released.
    documents: whose receipts carry it. rules: which rules give it. source: `specification` (of the messages),
    `receipts` (seen in real ones) or `own`. zh, en: the text, ``{}`` for the particulars. remedy: for its reader.
    """

    code: str
    agency: str
    kind: str
    releasable: bool
    documents: tuple[DocumentType, ...]
    rules: tuple[str, ...]
    source: str
    zh: str
    en: str
    remedy_zh: str
    remedy_en: str

'''


def module(codes: Sequence[CodeSpec]) -> str:
    """Return the source of `contracts.codes`."""
    lines = [header("schemas/codes"), '"""Every code that an agency gives as a reason."""', ""]
    lines += ["from typing import NamedTuple", "", "from contracts.common import DocumentType", "", DEFINITION]
    lines += ["CODES: dict[str, Code] = {", "    code.code: code", "    for code in ("]
    for spec in codes:
        documents = "".join(f"DocumentType.{name}, " for name in spec.documents).strip()
        rules = "".join(f"{quoted(rule)}, " for rule in spec.rules).strip()
        lines += [
            "        Code(",
            f"            code={quoted(spec.code)},",
            f"            agency={quoted(spec.agency)},",
        ]
        lines += [f"            kind={quoted(spec.kind)},", f"            releasable={spec.releasable},"]
        lines += [f"            documents=({documents}),"]
        lines += [f"            rules=({rules}),", f"            source={quoted(spec.source)},"]
        lines += [
            f"            {name}={quoted(getattr(spec, name))}," for name in ("zh", "en", "remedy_zh", "remedy_en")
        ]
        lines.append("        ),")
    return "\n".join([*lines, "    )", "}", '"""By code."""', ""])
