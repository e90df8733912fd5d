"""The trade modes of export are read strictly, and every document and field that they name is the contract's."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from contracts.common import DocumentType
from contracts.documents import BY_TAG, EXPORT_LIST
from contracts.modes import MODES
from generator import mode_files, outputs
from generator.problems import ContractProblems

STEPS = {"match": ["export-order", "export-list"], "release": ["arrival"], "close": []}
ENTRY: dict[str, Any] = {
    "mode": "9610",
    "zh": "零售",
    "en": "retail",
    "order_type": "E",
    "names": ["emsNo"],
    "line_names": ["itemRecordNo"],
    "simplified_digits": 4,
    "limited": False,
    "consolidated": "B",
    "steps": STEPS,
    "with_bill": ["arrival"],
    "beside": ["export-receipt"],
}


def load(folder: Path, *entries: Any) -> tuple[mode_files.ModeSpec, ...]:
    (folder / "export.yaml").write_text(yaml.safe_dump({"modes": list(entries)}, allow_unicode=True), encoding="utf-8")
    return mode_files.load(folder, outputs.read().documents)


def test_a_good_entry_is_read_with_the_fields_of_the_list(tmp_path: Path) -> None:
    (mode,) = load(tmp_path, ENTRY)
    assert (mode.names, mode.line_names) == ({"emsNo": "account_book_no"}, {"itemRecordNo": "item_record_no"})
    assert mode.steps["match"] == ("export-order", "export-list")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"colour": "red"}, "needs exactly the keys"),
        ({"order_type": 1}, "order_type is no text"),
        ({"names": "emsNo"}, "names is no list"),
        ({"steps": {"match": []}}, "steps needs exactly the lists"),
        ({"simplified_digits": 5}, "simplified_digits is 4 or 6"),
        ({"limited": "no"}, "limited true or false"),
        ({"beside": ["export-letter"]}, "there is no document export-letter"),
        ({"beside": ["export-order"]}, "export-order stands twice"),
        ({"with_bill": ["departure"]}, "departure is with_bill and needed for no step"),
        ({"names": ["itemRecordNo"]}, "names: the list has no itemRecordNo"),
        ({"line_names": ["emsNo"]}, "line_names: the list has no emsNo"),
    ],
)
def test_what_is_wrong_with_an_entry_is_said(tmp_path: Path, changes: dict[str, Any], said: str) -> None:
    with pytest.raises(ContractProblems, match=said):
        load(tmp_path, ENTRY | changes)


def test_a_mode_stands_once_and_the_file_has_modes_alone(tmp_path: Path) -> None:
    with pytest.raises(ContractProblems, match="mode 9610 stands twice"):
        load(tmp_path, ENTRY, ENTRY)
    (tmp_path / "export.yaml").write_text("colours: []\n", encoding="utf-8")
    with pytest.raises(ContractProblems, match="needs exactly the key modes"):
        mode_files.load(tmp_path, ())


def test_every_document_of_the_export_path_but_a_request_to_cancel_has_its_place_in_every_mode() -> None:
    of_export = {form.document_type for form in BY_TAG.values() if form.procedure == EXPORT_LIST.procedure}
    for mode in MODES.values():
        assert of_export - {DocumentType.EXPORT_CANCELLATION} <= {*mode.match, *mode.beside}, mode.code
