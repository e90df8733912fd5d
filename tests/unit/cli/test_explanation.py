"""An explanation for people: everything it has is shown, in either language."""

from typing import Any

import pytest
from rich.console import Console

from yidian.explanation import explanation
from yidian.headings import HEADINGS, Words

REASON = {"code": "99301", "rule_id": "TAX-12", "text_zh": "担保额度不足", "text_en": "The guarantee is short"}

CASE: dict[str, Any] = {
    "order_no": "GW2",
    "platform_code": "9901160001",
    "state": "HELD",
    "status": "300",
    "reasons": [REASON],
    "documents": [
        {
            "document_type": "IMPORT_ORDER",
            "number": "GW2",
            "sender": "9901180031",
            "evidence": {"batch_id": "batch-7", "batch_index": 3},
            "content_digest": "ab12",
            "verdict": "ACCEPTED",
            "status": "120",
            "reasons": [],
        }
    ],
    "steps": [
        {
            "step": 1,
            "caused_by": None,
            "at_ms": 1_731_290_400_000,
            "agency": "tax",
            "type": "GuaranteeDecided",
            "effect": "HOLD",
            "status": None,
            "reasons": [REASON],
            "rules": [{"rule_id": "TAX-12", "result": "FAILED", "note": "[not markup]"}],
            "rules_version": "7",
            "details": {},
        }
    ],
    "registers": [
        {
            "register": "tax.guarantee-accounts.v1",
            "code": "9903160018",
            "version": 2,
            "entry": {"valid_from": "2024-11-11", "valid_to": None, "source": "order 7"},
            "change_id": "c1",
            "steps": [1],
        }
    ],
    "register_changes": [{"change_id": "c1", "proposed_by": "Zhang", "approved_by": "Li"}],
    "holds": [{"agency": "tax", "reason": REASON, "opened_at_ms": 1_731_290_400_000, "closed_at_ms": None}],
    "findings": [
        {
            "agency": "tax",
            "officer": "officer 7",
            "action": "REFUSE",
            "authority": "art. 5",
            "reason": "no money",
            "found_at_ms": 1_731_290_400_000,
        }
    ],
    "taxes": [
        {
            "duty_cny_e5": 0,
            "consumption_tax_cny_e5": 5_250_000,
            "vat_cny_e5": 4_550_000,
            "consumption_factor": "0.7",
            "vat_factor": "0.7",
            "lines": [
                {
                    "gnum": 1,
                    "commodity_code": "3304990000",
                    "dutiable_cny_e5": 42_500_001,
                    "duty_pct": "0",
                    "consumption_pct": "15",
                    "vat_pct": "13",
                    "high_end": True,
                    "duty_cny_e5": 0,
                    "consumption_tax_cny_e5": 5_250_000,
                    "vat_cny_e5": 4_550_000,
                },
                {"gnum": 2, "dutiable_cny_e5": 100_000, "duty_pct": None, "high_end": None},
            ],
        }
    ],
    "tax_bills": [
        {
            "bill_no": "T-1",
            "status": "GENERATED",
            "duty_cny_e5": 0,
            "consumption_tax_cny_e5": 0,
            "vat_cny_e5": 3_604_000,
        }
    ],
}


def shown(language: str) -> str:
    console = Console(width=400, record=True)
    with console.capture() as captured:
        console.print(explanation(CASE, Words(language)))
    return captured.get()


@pytest.mark.parametrize(("language", "reason"), [("en", "The guarantee is short"), ("zh", "担保额度不足")])
def test_everything_is_shown_in_either_language(language: str, reason: str) -> None:
    text = shown(language)
    assert reason in text
    for part in (
        "GW2",
        "batch-7 / 3",
        "ab12",
        "TAX-12",
        "FAILED",
        "[not markup]",
        "9903160018",
        "order 7",
        "Zhang + Li",
    ):
        assert part in text
    for part in ("425.00001", "15 %", "✓", "52.50", "× 0.7"):
        assert part in text
    for part in ("officer 7", "art. 5", "T-1", "36.04", "2024-11-11"):
        assert part in text


@pytest.mark.parametrize(
    ("language", "says", "rests"),
    [
        ("en", "The guarantor gives a sufficient guarantee first", "财关税〔2016〕18号, item 1"),
        ("zh", "担保企业须先提供足额担保", "财关税〔2016〕18号 第一条"),
    ],
)
def test_a_rule_is_told_with_what_it_says_and_rests_on(language: str, says: str, rests: str) -> None:
    text = shown(language)
    assert text.count(says) == 1
    assert rests in text


def test_a_rule_that_this_version_does_not_know_is_told_by_its_id() -> None:
    assert Words("en").rule("NEW-01") == ("", "")


def test_every_heading_has_both_languages() -> None:
    for english, chinese in HEADINGS.values():
        assert english.isascii()
        assert any("\u4e00" <= letter <= "\u9fff" for letter in chinese)


def test_what_is_not_there_has_no_heading() -> None:
    empty = CASE | {"holds": [], "findings": [], "taxes": [], "tax_bills": [], "registers": []}
    with (console := Console(width=400)).capture() as captured:
        console.print(explanation(empty, Words("en")))
    assert "tax bills" not in captured.get()
    assert "findings" not in captured.get()


@pytest.mark.parametrize("complete", [True, False])
def test_an_explanation_that_is_not_whole_says_so(complete: bool) -> None:
    with (console := Console(width=400)).capture() as captured:
        console.print(explanation(CASE | {"complete": complete}, Words("en")))
    assert ("not all of it" in captured.get()) is not complete
