"""
Kill any process at any time: every uncontested case ends as in an undisturbed run, every ledger is exact.

Half of the parcels are exports, from order to departure and consolidation.

The short run is part of the tests; ``make chaos`` runs the long one and prints the recovery time of every kill.
"""

import os
import shutil
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import pytest

from deploy.discovery import Clock
from deploy.local import LocalMesh
from deploy.register_files import FOLDER
from tests.support.chaos import outside
from tests.support.chaos.disturbance import Disturbance, settled, turns
from tests.support.chaos.exports import Followed, check_exports, check_exports_against
from tests.support.chaos.load import Load, make
from tests.support.chaos.outside import Observation
from tests.support.chaos.sending import Sending
from tests.support.mesh.replaying import replay_elsewhere

REPLAYED = (
    "customs.clearance.processor:CLEARANCE",
    "inspection.decisions.processor:CONFIGURED",
    "customs.export.processor:EXPORT",
    "customs.parcels.processor:PARCELS",
    "customs.manifests.processor:MANIFESTS",
    "customs.consolidation.processor:CONSOLIDATION",
    "tax.assessment.processor:ASSESSMENT",
    "credit.ratings.processor:RATINGS",
    "credit.decisions.processor:DECISIONS",
    "customs.numbers.processor:NUMBERS",
    "customs.allowance.processor:ALLOWANCE",
    "tax.guarantee.processor:GUARANTEE",
)
"""Their journals are run again after every run: through kills they must be complete, and the outputs the same bytes."""

REPLAYED_SHORT = REPLAYED[:6]
SHORT = ("customs-0", "customs-export-0", "kafka", "gateway", "tax-0", "receipts-0", "customs-export-0")
DAY = datetime.fromisoformat("2025-12-03T10:00:00+08:00")
"""Rates of exchange, by which exports are judged, are registered for it; what is imported is judged as ever."""
DRAWN_EXPORTS = "sampling.rate.export."
"""Parameters by which inspection draws exports; here it draws none, so that what is planned departs."""


@contextmanager
def a_mesh(directory: Path, *, slots: int) -> Iterator[LocalMesh]:
    """A mesh of its own, `slots` workers per agency with two partitions each."""
    mesh = LocalMesh(
        directory,
        slots=slots,
        partitions=2 * slots,
        clock=Clock(DAY, 1.0),
        registers=without_draws(directory.with_name(f"{directory.name}-registers")),
        log_level="warning",
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("YIDIAN_KAFKA_BOOTSTRAP", raising=False)  # its broker is killed too: never somebody else's
        mesh.start()
    try:
        yield mesh
    finally:
        mesh.stop()


def without_draws(folder: Path) -> Path:
    """Copy the registers to a folder, such that inspection draws no exports, and return it."""
    shutil.copytree(FOLDER, folder)
    parameters = folder / "inspection.parameters.v1.csv"
    lines = parameters.read_text(encoding="utf-8").splitlines()
    changed = [f"{line.rpartition(',')[0]},0" if line.startswith(DRAWN_EXPORTS) else line for line in lines]
    assert changed != lines
    parameters.write_text("\n".join(changed) + "\n", encoding="utf-8")
    return folder


def run(
    directory: Path, load: Load, *, slots: int, victims: Sequence[str] | int, replayed: Sequence[str]
) -> tuple[Observation, Disturbance, Sending]:
    """Send a load through a mesh, with or without kills, and read what became of it from outside."""
    with a_mesh(directory, slots=slots) as mesh:
        keys = {code: entry["key"] for entry in mesh.organisations() for code in entry["codes"]}
        names = turns(mesh, victims) if isinstance(victims, int) else victims
        followed = Followed(load.month, {"bootstrap.servers": mesh.bootstrap}, mesh.name)
        sending = Sending(mesh.gateway_url, keys, load, directory.name, followed, allowed=0.0)
        sending.start()
        disturbance = Disturbance(mesh, names)
        with disturbance.readiness.watching(mesh):
            disturbance.run(sending)
            sending.join()
            assert sending.items == load.documents
            settled(mesh, published(mesh), followed, seconds=300)
            mesh.supervisor.wait_until_ready(seconds=90)
        if not names:
            parcels = len(load.cases) + len(load.month.parcels)
            spent = {name: round(cpu_us(pid) / parcels) for name, pid in mesh.supervisor.pids().items()}
            tell(f"CPU per declaration since the start, µs: {spent}, sum {sum(spent.values())}")
        for processor in replayed:
            report_ = replay_elsewhere(mesh.bootstrap, mesh.name, processor, **settings_of(mesh, processor))
            assert not report_["differences"], f"{processor} came out differently: {report_}"
            assert report_["entries"] > 0, f"{processor} has no journal"
        return outside.read({"bootstrap.servers": mesh.bootstrap}, mesh.name), disturbance, sending


def settings_of(mesh: LocalMesh, processor: str) -> dict[str, str]:
    """What an auditor gets from the agency to replay its processor: of inspection the key of its draws."""
    if not processor.startswith("inspection."):
        return {}
    return {"inspection_sampling_key": (mesh.directory / "inspection-sampling.key").read_text(encoding="utf-8").strip()}


def published(mesh: LocalMesh) -> int:
    """How many documents of imports the gateway has published, each once."""
    kafka = {"bootstrap.servers": mesh.bootstrap}
    return sum(1 for _ in outside.records(kafka, mesh.name, ["trade.imports.v1"]))


def check_by_itself(seen: Observation) -> None:
    """What must hold of one run: nothing doubled, one verdict each, ledgers equal to what the events say."""
    assert not seen.repeated, f"events that stand twice: {dict(seen.repeated)}"
    assert seen.allowances == seen.reserved, "the allowance ledger differs from what is accepted and not refused"
    assert seen.guarantees == seen.guaranteed, "the guarantee ledger differs from what is assessed and not refused"


def check_against(seen: Observation, load: Load, reference: dict[str, tuple[str, tuple[str, ...]]]) -> None:
    """Every uncontested case ended as in the reference."""
    mine = {number: end for number, end in seen.outcomes.items() if number not in load.contested}
    wanted = {number: end for number, end in reference.items() if number not in load.contested}
    differing = {number: (mine.get(number), wanted.get(number)) for number in mine.keys() | wanted.keys()
                 if mine.get(number) != wanted.get(number)}  # fmt: skip
    assert not differing, f"{len(differing)} cases ended differently, such as {dict(list(differing.items())[:5])}"


def check_verdicts(seen: Observation, load: Load) -> None:
    """Every document of an uncontested parcel was judged once, and as it must be."""
    mine = {key: verdicts for key, verdicts in seen.verdicts.items() if key[0] not in load.contested}
    wanted = load.answers
    differing = {key: (mine.get(key), wanted.get(key)) for key in mine.keys() | wanted.keys()
                 if mine.get(key) != wanted.get(key)}  # fmt: skip
    assert not differing, f"{len(differing)} judged differently, such as {dict(list(differing.items())[:5])}"


def expected(load: Load) -> dict[str, tuple[str, tuple[str, ...]]]:
    """The ends that were planted, of declarations that come to a decision; no officer works, so holds stay."""
    found = {}
    for case in load.cases:
        stands = case.passes or case.outcome
        if stands.status in {"800", "100", "300", "500"}:
            found[str(case.parcel.order["orderNo"])] = (stands.status, tuple(sorted(stands.codes)))
    return found


def test_kills_during_a_few_hundred_declarations_change_nothing(tmp_path: Path) -> None:
    """The short run: workers, gateway and broker are killed while 400 declarations come in."""
    load = make(400, batch=12, at=DAY)
    seen, disturbance, sending = run(tmp_path / "short", load, slots=1, victims=SHORT, replayed=REPLAYED_SHORT)
    tell(report(disturbance, seen, sending))
    check_by_itself(seen)
    check_verdicts(seen, load)
    check_against(seen, load, expected(load))
    check_exports(seen.exports, load.month, sending.followed.book)


@pytest.mark.chaos
def test_twenty_kills_during_twenty_thousand_declarations_change_nothing(tmp_path: Path) -> None:
    """The long run: two workers per agency; the undisturbed run of the same input is the reference."""
    load = make(int(os.environ.get("CHAOS_DECLARATIONS", "20000")), batch=100, at=DAY)
    begin = time.monotonic()
    calm, _, calmly = run(tmp_path / "calm", load, slots=2, victims=0, replayed=())
    middle = time.monotonic()
    check_by_itself(calm)
    check_exports(calm.exports, load.month, calmly.followed.book)
    seen, disturbance, sending = run(tmp_path / "disturbed", load, slots=2, victims=20, replayed=REPLAYED)
    tell(f"undisturbed {middle - begin:.0f} s, disturbed {time.monotonic() - middle:.0f} s")
    tell(report(disturbance, seen, sending))
    check_by_itself(seen)
    check_verdicts(seen, load)
    check_against(seen, load, expected(load))
    check_against(seen, load, calm.outcomes)
    check_exports(seen.exports, load.month, sending.followed.book)
    check_exports_against(seen.exports, calm.exports)


def cpu_us(pid: int) -> int:
    """User and system CPU of a process so far, in microseconds (Linux)."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1_000_000 // os.sysconf("SC_CLK_TCK")


def tell(text: str) -> None:
    """Show figures; pytest keeps them for a failed run, ``make chaos`` shows them always."""
    sys.stdout.write(f"\n{text}\n")


def report(disturbance: Disturbance, seen: Observation, sending: Sending) -> str:
    """The figures of a disturbed run: each kill with its recovery, others' too, and the longest wait for a release."""
    by_partition: dict[int, list[int]] = {}
    for partition, at_ms in sorted(seen.cleared_at, key=lambda cleared: cleared[1]):
        by_partition.setdefault(partition, []).append(at_ms)
    lines = [
        f"{len(seen.ends)} imports and {len(seen.exports.lifecycle)} exports decided; exports: {seen.exports.figures}",
        f"{sending.items} documents acknowledged, {sending.retries} retries, {sending.waited:.0f} s waited for a phase",
        "killed          ready again   everyone ready   longest gap between releases of a partition",
    ]
    for number, kill in enumerate(disturbance.done):
        everyone, last = disturbance.readiness.everyone_after(disturbance.done, number)
        gaps = [
            after - before
            for times in by_partition.values()
            for before, after in pairwise(times)
            if before <= kill.at_ms + 1000 and after >= kill.at_ms
        ]
        gap = f"{max(gaps) / 1000:6.1f} s" if gaps else "     –"
        waited = f"   ({', '.join(last)} last)" if last else ""
        lines.append(f"{kill.name:<16}{kill.seconds:8.1f} s   {everyone:11.1f} s   {gap}{waited}")
    return "\n".join(lines)
