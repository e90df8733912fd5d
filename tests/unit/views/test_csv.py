"""Records of a view as CSV: lists of texts as register files have them, lists of records as JSON."""

import csv
import io
import json
from typing import Any

import msgspec

from contracts.views import VIEWS
from tests.support.agency.declarations import an_entry
from views.http.tables import heading, lines
from views.queries.rows import Shown


def cells(view: str, record: Any) -> dict[str, str]:
    row = Shown(f"{record.code}@{record.version}", True, False, msgspec.to_builtins(record), 0)
    (read,) = csv.DictReader(io.StringIO(heading(VIEWS[view]) + lines(VIEWS[view], [row])))
    return dict(read)


def test_a_list_of_texts_is_separated_as_in_a_register_file() -> None:
    kind = VIEWS["customs.enterprises"].record
    assert cells("customs.enterprises", an_entry(kind, "E1", roles=("merchant", "guarantor")))["roles"] == (
        "merchant;guarantor"
    )


def test_a_list_of_records_is_json() -> None:
    view = VIEWS["credit.ratings"]
    ground = {"counted_by": "CRD-03", "code": "1300", "points": -10, "declaration_id": "d1", "day": "2024-11-11"}
    row = msgspec.convert(
        {
            "code": "M1",
            "version": 1,
            "valid_from": "2024-11-12",
            "source": "CRD-05",
            "grade": "C",
            "points": -10,
            "grounds": [ground],
            "rules_version": "credit 1",
            "registers": [],
        },
        view.record,
    )
    found = cells(view.name, row)
    assert json.loads(found["grounds"]) == [ground]
    assert (found["registers"], found["points"]) == ("", "-10")
