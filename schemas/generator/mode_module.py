"""Writes `contracts.modes`: the trade modes of export as rules read them."""

from collections.abc import Iterable, Sequence

from generator.document_types import symbol
from generator.mode_files import ModeSpec
from generator.text import header


def module(modes: Sequence[ModeSpec]) -> str:
    """Return the source of `contracts.modes`."""
    lines = [header("schemas/modes"), '"""Trade modes of export, with the documents that each needs."""', ""]
    lines += ["from contracts.common import DocumentType", "from contracts.mode import Mode", ""]
    lines += ["MODES: dict[str, Mode] = {", "    mode.code: mode", "    for mode in ("]
    for mode in modes:
        lines += ["        Mode(", f"            code={mode.mode!r}, zh={mode.zh!r}, en={mode.en!r},"]
        lines += [f"            order_type={mode.order_type!r},"]
        lines += [f"            names={dict(mode.names)!r}, line_names={dict(mode.line_names)!r},"]
        lines += [f"            {step}={_types(tags)}," for step, tags in mode.steps.items()]
        lines += [f"            with_bill={_types(mode.with_bill)},", f"            beside={_types(mode.beside)},"]
        lines += [f"            simplified_digits={mode.simplified_digits}, limited={mode.limited},"]
        lines += [f"            consolidated={mode.consolidated!r},", "        ),"]
    return "\n".join([*lines, "    )", "}", '"""By code, in the order of the file."""', ""])


def _types(tags: Iterable[str]) -> str:
    return "(" + "".join(f"DocumentType.{symbol(tag)}, " for tag in tags).strip() + ")"
