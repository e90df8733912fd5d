"""`yidian show` over the gateway's real routes: lists, filters, one record, CSV, both languages, what is missing."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from typer.testing import CliRunner, Result

from contracts.views import VIEWS
from tests.support.views.routes import Gateway as Routes
from tests.support.views.standings import ACCOUNTS, account, of
from yidian import gateway as client
from yidian.commands import viewing
from yidian.connection import Connection, Organisation
from yidian.main import app
from yidian.view_tables import cell

WHY = ("--purpose", "spot check")


@pytest.fixture
def routes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Routes]:
    monkeypatch.setitem(VIEWS, ACCOUNTS.name, ACCOUNTS)
    made = Routes(tmp_path)
    fold = made.folding()
    fold.take([of(ACCOUNTS, n, account(code, (n + 1) * 150_000)) for n, code in enumerate(("A", "B", "C"))])
    fold.finish(lambda _: True)
    known = tuple(
        Organisation(name, name, codes, frozenset(roles), name)
        for name, codes, roles in (("auditor", (), ("auditor",)), ("a", ("A",), ("merchant",)))
    )
    monkeypatch.setattr(viewing, "connect", lambda: Connection("http://gateway", known))

    def over(self: client.Gateway, _url: str, key: str) -> None:
        self._http = TestClient(made.app, "http://gateway", headers={"Authorization": f"Bearer {key}"})  # type: ignore[assignment]

    monkeypatch.setattr(client.Gateway, "__init__", over)
    yield made
    made.engine.dispose()
    made.database.dispose()


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["show", *arguments])


def test_it_lists_the_views_in_both_languages(routes: Routes) -> None:
    assert "tax.rates" in run().stdout
    assert "税率" in run("--lang", "zh").stdout


def test_a_list_has_headings_in_the_language_and_amounts_as_decimals(routes: Routes) -> None:
    shown = run(ACCOUNTS.name, *WHY, "--lang", "zh").stdout
    assert "担保额度" in shown
    assert "1.5" in shown
    assert run(ACCOUNTS.name, *WHY, "--filter", "amount_cny_e5=300000", "--json").stdout.count("\n") == 1


def test_an_enterprise_sees_its_own(routes: Routes) -> None:
    lines = [json.loads(line) for line in run(ACCOUNTS.name, "--as", "a", "--json").stdout.splitlines()]
    assert [line["whole"] for line in lines] == [True, False, False]


def test_csv_is_the_gateways(routes: Routes) -> None:
    lines = list(csv.DictReader(io.StringIO(run(ACCOUNTS.name, *WHY, "--prefix", "B", "--csv").stdout)))
    assert [(line["code"], line["amount_cny_e5"]) for line in lines] == [("B", "300000")]


def test_one_record_by_its_key(routes: Routes) -> None:
    assert "4.5" in run(ACCOUNTS.name, "C", *WHY).stdout
    refused = run(ACCOUNTS.name, "nobody", *WHY)
    assert (refused.exit_code, "no record 'nobody'" in refused.stderr) == (1, True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((ACCOUNTS.name,), "--purpose"),
        (("no.such",), "known: "),
        ((ACCOUNTS.name, *WHY, "--filter", "source"), "FIELD=VALUE"),
        ((ACCOUNTS.name, *WHY, "--filter", "colour=red"), "colour is no filter"),
        ((ACCOUNTS.name, "A", *WHY, "--csv"), "a key names one record"),
    ],
    ids=["no purpose", "no view", "no filter", "an unknown filter", "a key and a list"],
)
def test_what_is_wrong_is_said_with_what_to_do(routes: Routes, arguments: tuple[str, ...], said: str) -> None:
    refused = run(*arguments)
    assert refused.exit_code == 1
    assert said in " ".join(refused.stderr.split())


def test_an_empty_list_says_so(routes: Routes) -> None:
    assert "没有记录" in run(ACCOUNTS.name, "--public", "--prefix", "X", "--lang", "zh").stdout


def test_a_list_of_records_is_shown_by_its_values() -> None:
    grounds, roles = {"name": "grounds", "words": {}}, {"name": "roles", "words": {}}
    assert cell({"grounds": [{"code": "1300", "points": -10}, {"code": "cleared", "points": 1}]}, grounds, "en") == (
        "1300 -10; cleared 1"
    )
    assert cell({"roles": ["merchant", "guarantor"]}, roles, "en") == "merchant; guarantor"


@pytest.mark.parametrize(("language", "said"), [("zh", "已取得"), ("en", "granted")])
def test_a_symbol_is_told_by_its_words(language: str, said: str) -> None:
    field = {"name": "status", "words": {"GRANTED": {"zh": "已取得", "en": "granted"}}}
    assert cell({"status": "GRANTED"}, field, language) == said
    assert cell({"status": "NEW"}, field, language) == "NEW"
