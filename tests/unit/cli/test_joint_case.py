"""What `yidian status` and `yidian explain` tell of an export: its joint case, and what it waits for."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
import pytest
from rich.console import Console

from caseview.http.case_shapes import Case
from caseview.http.explanation_shapes import ExplainedCase
from tests.support.caseview.exports import SeenExports, consolidated
from tests.support.customs.exports import a_list, a_waybill, an_order
from yidian.commands import following
from yidian.explanation import explanation
from yidian.headings import Words

SEQ_NO, ENTRY_NO = "H20251202000000005", "514120250000000005"
ENDS = {
    "en": ("joint case", "consolidated declaration", "tax refund", "done", "open"),
    "zh": ("联合案卷", "汇总申报", "出口退税", "已完成", "待办"),
}
gone = cache(consolidated)


def told(world: SeenExports, language: str, monkeypatch: pytest.MonkeyPatch) -> tuple[str, str]:
    """Return what status and explanation print of the one case of EX1, as the gateway answers about it."""
    monkeypatch.setattr(following, "chosen", lambda: language)
    monkeypatch.setenv("YIDIAN_LANG", language)
    with TemporaryDirectory() as folder:
        (case,) = world.cases(Path(folder) / "case", "EX1")
        (explained,) = world.explained(Path(folder) / "explained", "EX1")
    answer = msgspec.to_builtins(msgspec.convert(case, Case))
    why = msgspec.to_builtins(msgspec.convert(explained, ExplainedCase))
    return printed(following.timeline(answer)), printed(explanation(why, Words(language)))


def printed(what: Any) -> str:
    with (console := Console(width=600)).capture() as captured:
        console.print(what)
    return captured.get()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_both_tell_each_step_with_its_numbers(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for text in told(gone(), language, monkeypatch):
        for part in (*ENDS[language], SEQ_NO, ENTRY_NO, f"{SEQ_NO}01", "B1", "forex", "tax"):
            assert part in text


def test_both_have_the_waybill_among_the_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    for text in told(gone(), "en", monkeypatch):
        assert "EXPORT_WAYBILL" in text


def test_an_explanation_has_the_rules_on_every_document_and_the_registers(monkeypatch: pytest.MonkeyPatch) -> None:
    _, text = told(gone(), "en", monkeypatch)
    for part in (
        "rules evaluated",
        "EXM-01",
        "EXD-06",
        "register entries used",
        "customs.tariff",
        "ListCertified",
    ):
        assert part in text


@pytest.mark.parametrize(
    ("documents", "said", "unsaid"),
    [
        ([an_order()], ["EXPORT_LIST", "until a list names that: EXPORT_WAYBILL"], []),
        ([a_list()], ["EXPORT_ORDER, EXPORT_WAYBILL"], ["until a list names"]),
        ([a_list(), a_waybill()], [": EXPORT_ORDER\n"], ["EXPORT_ORDER, EXPORT_WAYBILL", "until a list names"]),
    ],
    ids=["order", "list", "list and waybill"],
)
def test_both_say_what_an_export_waits_for(
    documents: list[Any], said: list[str], unsaid: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    world = SeenExports()
    world.submit(*documents)
    for text in told(world, "en", monkeypatch):
        lines = "".join(f"{line.rstrip()}\n" for line in text.splitlines())
        assert [part for part in said if part not in lines] == []
        assert [part for part in unsaid if part in lines] == []
