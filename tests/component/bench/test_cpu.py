"""The benchmark in memory works what it is given: a figure of work that was not done would mean nothing."""

import shutil
from collections import Counter
from pathlib import Path

from bench import cpu, trade
from bench.memory import services
from contracts.agencies import AGENCIES, SOURCES
from deploy.register_files import FOLDER


def test_every_sound_parcel_is_judged_and_decided_and_every_service_has_worked() -> None:
    figures = cpu.measure(list(trade.sound_documents(12)))
    assert figures["DocumentJudged"] == 48
    assert figures["DeclarationCleared"] + figures["DeclarationHeld"] == 12
    assert figures["DeclarationRefused"] == 0
    worked = ("gateway", *(service for service in services() if service in figures))
    assert {"customs", "receipts", *(AGENCIES[source.agency].service for source in SOURCES.values())} <= {*worked}
    assert all(figures[service] > 0 for service in worked)
    assert figures["sum"] == sum(figures[service] for service in worked)


def test_exports_are_declared_released_closed_consolidated_and_certified() -> None:
    lines = list(trade.sound_exports(30))
    kinds = Counter(map(trade.type_of, lines))
    figures = cpu.measure(lines)
    assert kinds["export-list"] == figures["DeclarationClosed"] == 30
    assert figures["DeclarationRefused"] == 0
    judged = kinds.total() - kinds["export-waybill"]
    assert figures["DocumentJudged"] == judged
    assert figures["ExportConsolidated"] > 0
    assert figures["CertificateIssued"] > 0
    assert figures["customs-export"] > 0


def test_no_document_goes_out_with_what_it_builds_on() -> None:
    phases = [
        {trade.PHASES.get(trade.type_of(line), 0) for line in some} for some in trade.batches(trade.sound_exports(30))
    ]
    assert phases == [{0}, {1}, {2}, {3}]


def test_what_is_measured_goes_by_the_registers_of_the_folder(tmp_path: Path) -> None:
    """Nobody may decide but the allowance and the tax: so nothing is held, whatever the draw says."""
    changed = shutil.copytree(FOLDER, tmp_path / "registers")
    parameters = changed / "customs.parameters.v1.csv"
    with parameters.open("a", encoding="utf-8") as lines:
        lines.write("deciders.retail-import,2,2016-04-08,,ours: for this test,allowance assessment guarantee\n")
    figures = cpu.measure(list(trade.sound_documents(60)), changed)
    assert (figures["DeclarationCleared"], figures["DeclarationHeld"]) == (60, 0)
    assert cpu.measure(list(trade.sound_documents(60)))["DeclarationHeld"] > 0
