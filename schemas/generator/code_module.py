"""Writes `contracts.codes`: every code that an agency gives as a reason, with its texts."""

from collections.abc import Sequence

from generator.code_files import CodeSpec
from generator.text import header, quoted

DEFINITION = '''
class Code(NamedTuple):
    """
    What a code of a reason means.

    agency: who gives it first. kind: rejection (of a document, before the match), refusal, hold, note or progress.
    releasable: of a hold, whether an officer may release what it holds; nothing else is released.
    documents: whose receipts carry it. rules: which rules give it. source: `specification` (of the messages),
    `receipts` (seen in real ones) or `own`. zh, en: the text, ``{}`` for the particulars. remedy: what its reader does.
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

REASON = '''

def reason(rule_id: str, code: str, zh: str = "", en: str | None = None) -> Reason:
    """
    Return the reason of a code with its particulars, Chinese and English (the same if only one is given).

    Raises KeyError for a code, ValueError for a rule of that code, that the catalogue does not know.
    """
    found = CODES[code]
    if rule_id not in found.rules:
        raise ValueError(f"rule {rule_id} does not give code {code}")
    return Reason(
        code=code,
        rule_id=rule_id,
        text_zh=found.zh.replace("{}", zh),
        text_en=found.en.replace("{}", zh if en is None else en),
    )
'''


def module(codes: Sequence[CodeSpec]) -> str:
    """Return the source of `contracts.codes`."""
    lines = [header("schemas/codes"), '"""Every code that an agency gives as a reason."""', ""]
    lines += ["from typing import NamedTuple", "", "from contracts.common import DocumentType, Reason", "", DEFINITION]
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
    return "\n".join([*lines, "    )", "}", '"""By code."""']) + "\n" + REASON
