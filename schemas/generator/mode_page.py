"""Writes `docs/modes.md`: which document each trade mode of export needs, for which step."""

from collections.abc import Mapping, Sequence

from generator.document_specs import DocumentSpec
from generator.mode_files import ModeSpec
from generator.text import notice

STEPS = {
    "match": "to be matched (120)",
    "release": "to be released (800)",
    "close": "to be closed (899)",
}
BESIDE = (
    "What is beside holds nothing up: a parameter may ask for it before the match ([EXM-06](rules.md#customs)), and a"
    " list that is matched without it says so."
)
ASKED = (
    "| Mode | Order type (EXM-01) | The list names (EXD-02) | Every line names (EXD-02) | Digits with flag A (EXP-06)"
    " | Highest value, no goods with conditions (EXP-13) |"
)


def page(modes: Sequence[ModeSpec], documents: Sequence[DocumentSpec]) -> str:
    """Return the page."""
    by_tag = {document.head.document: document for document in documents}
    lines = [f"<!-- {notice('schemas/modes')} -->\n", "# Trade modes of export", ""]
    lines += [
        "Which document a list of each mode needs for which step, and what its rules ask.",
        "The rules read the same file; a list whose order type or fields are another mode's is refused.",
        "",
        "## Documents",
        "",
        "| Mode | Type | " + " | ".join(f"Needed {words}" for words in STEPS.values()) + " | Afterwards | Beside |",
        "|---|---|---|---|---|---|---|",
    ]
    lines += [_documents_row(mode, by_tag) for mode in modes]
    lines += ["", BESIDE, "", "## What the rules ask", "", ASKED, "|---|---|---|---|---|---|"]
    lines += [_rules_row(mode) for mode in modes]
    return "\n".join([*lines, ""])


def _documents_row(mode: ModeSpec, by_tag: Mapping[str, DocumentSpec]) -> str:
    steps = [_named(mode.steps[step], by_tag, mode.with_bill) for step in STEPS]
    later = f"consolidated with flag {mode.consolidated}" if mode.consolidated else "–"
    cells = (mode.mode, f"{mode.en} {mode.zh}", *steps, later, _named(mode.beside, by_tag, ()))
    return f"| {' | '.join(cells)} |"


def _rules_row(mode: ModeSpec) -> str:
    names, line_names = (", ".join(f"`{name}`" for name in each) or "–" for each in (mode.names, mode.line_names))
    limited = "yes" if mode.limited else "no"
    return f"| {mode.mode} | {mode.order_type} | {names} | {line_names} | {mode.simplified_digits} | {limited} |"


def _named(tags: Sequence[str], by_tag: Mapping[str, DocumentSpec], with_bill: Sequence[str]) -> str:
    """Return documents with their message; those that only a bill needs say so."""
    said = []
    for tag in tags:
        head = by_tag[tag].head
        number = f" ({head.message.name.removesuffix('Message')})" if head.message else ""
        only = ", unless post without a bill" if tag in with_bill else ""
        said.append(f"[{head.en} {head.zh}](documents.md#{tag}){number}{only}")
    return "<br>".join(said)
