"""What a reason must say: the catalogue's texts with particulars in their place, made without the code under test."""

from contracts.codes import CODES
from contracts.common import Reason


def reason(rule_id: str, code: str, zh: str = "", en: str | None = None) -> Reason:
    """Return the reason of a code with its particulars, Chinese and English (the same if only one is given)."""
    entry = CODES[code]
    return Reason(
        code=code,
        rule_id=rule_id,
        text_zh=entry.zh.replace("{}", zh),
        text_en=entry.en.replace("{}", zh if en is None else en),
    )
