"""`yidian up`, `down` and `demo`: a mesh on this machine."""

from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.status import Status

from deploy.background import halt, launch
from deploy.local import LocalMesh
from deploy.lock_file import Phase, standing
from deploy.ports import read_ports
from simulator import day
from simulator.world import world
from yidian.commands.options import Json, complaining
from yidian.complaint import Complaint
from yidian.connection import FOLDERS
from yidian.demo import run, stage, summary
from yidian.demo.show import show
from yidian.output import console, emit, errors

TALK = """
  yidian trade             put a day of invented trade into it
  yidian status NUMBER     what became of a parcel, by any of its numbers
  yidian submit FILE…      hand over documents (CEB XML, JSON, NDJSON)
  yidian watch             receipts as they come
  yidian held              what waits for an officer; then yidian decide
  yidian topics            topics and lag
  yidian down              end the mesh

The command is .venv/bin/yidian; --help tells the others. Keys to sign in with are in .yidian/organisations.json.
"""


@complaining
def up(
    slots: Annotated[int, typer.Option(min=1, help="Workers of each service.")] = 1,
    port: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME=NUMBER",
            envvar="YIDIAN_PORTS",
            help="A port, such as gateway=8080, console=8090, registry=8081, kafka=9092 or customs-0.health=18001.",
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """
    Start a mesh on this machine and leave it up: Kafka, the agencies, the gateway.

    The first start fetches Kafka. Data, keys, ports and logs are in the project's .yidian folder and stay over
    `yidian down`. A port that is taken is passed over for another, which is said, unless it was asked for.
    """
    ports = read_ports(port or [])
    for folder in FOLDERS:
        running = LocalMesh.find(folder)
        if running is not None:
            raise Complaint(
                f"a mesh is up already: console {running.console_url}, gateway {running.gateway_url}",
                "use it, or end it with `yidian down`",
            )
        before = standing(folder)
        if before.phase is not Phase.DOWN:
            raise Complaint(before.describe(folder))
    try:
        with _Steps() if as_json else _Spinner() as steps:
            mesh = launch(slots=slots, requested_ports=ports, usual_ports=True, tell=steps.tell)
    except KeyboardInterrupt:
        errors.print("interrupted: what was begun is ended, no mesh is running")
        raise
    if as_json:
        emit(
            {
                "gateway_url": mesh.gateway_url,
                "console_url": mesh.console_url,
                "bootstrap": mesh.bootstrap,
                "registry_url": mesh.registry_url,
                "notes": list(mesh.notes),
                "logs": str(mesh.logs),
                "not_ready": mesh.unready(),
            }
        )
        return
    for name in mesh.unready():
        console.print(f"{name} is still catching up: until then it tells what was", highlight=False)
    for note in mesh.notes:
        console.print(note, highlight=False)
    console.print(f"the mesh is up: console {mesh.console_url}, gateway {mesh.gateway_url}, Kafka {mesh.bootstrap}")
    console.print(TALK, highlight=False)


@complaining
def down(as_json: Json = False) -> None:
    """
    End the mesh on this machine, services before Kafka. Its data stay for the next `yidian up`.
    """
    ended = [folder for folder in FOLDERS if halt(folder)]
    if as_json:
        emit({"ended": [str(folder) for folder in ended]})
    elif ended:
        console.print("the mesh is down")
    else:
        console.print("no mesh was running")


@complaining
def demo(
    keep: Annotated[bool, typer.Option("--keep", help="Leave the mesh up afterwards.")] = False,
    parcels: Annotated[int, typer.Option(help="How many parcels.")] = day.PARCELS,
    seed: Annotated[int, typer.Option(help="Another seed is another day of trade.")] = day.SEED,
    slots: Annotated[int, typer.Option(min=1, help="Workers of each service.")] = 1,
    as_json: Json = False,
) -> None:
    """
    Show everything: start a mesh, send it a day of invented trade, compare every outcome with the plan.

    CEB XML messages with the oddities of published samples, then parcels over HTTP from several couriers at once, among
    them known faults, repetitions and late documents; malformed input apart; officers by script decide what is held.
    Virtual time begins on 2024-11-11 at 10:00 in China and passes thirty times as fast.

    The exit code is 0 if every planted fault was found and nothing else refused. Without --keep nothing is left
    running.
    """
    try:
        planned = run.plan(world(), parcels=parcels, seed=seed)
    except day.TooFewParcels as error:
        raise Complaint(str(error), "give more with --parcels") from error
    if not as_json:
        console.print(f"{parcels} parcels, {planned.documents} documents, seed {seed}")
    with (
        Progress(
            SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
            console=console, disable=as_json, transient=not console.is_terminal,
        ) as bars,
        stage.raised(keep=keep, slots=slots, tell=(shown := Shown(bars, planned)).step) as ready,
    ):  # fmt: skip
        played = run.Play(ready, planned, shown).perform()
        result = summary.summarise(planned, played, ready.connection)
        urls = f"{ready.connection.url}, its console at {ready.mesh.console_url}"
    if as_json:
        emit(result)
    else:
        show(result, console)
    if keep and not as_json:
        console.print(f"\nthe mesh is up at {urls}; its clock goes on thirty times as fast", TALK, highlight=False)
    if result["differences"] or not summary.adds_up(result):
        raise typer.Exit(1)


class Shown(run.Progress):
    """The progress of a demonstration as bars; where there is no terminal, each step as a line."""

    def __init__(self, bars: Progress, planned: run.Plan) -> None:
        self._bars = bars
        self._now = bars.add_task("starting", total=None)
        self._sent = bars.add_task("documents submitted", total=planned.documents)
        self._judged = bars.add_task("documents judged", total=planned.documents)
        self._settled = bars.add_task("parcels decided", total=len(planned.cases))

    def step(self, what: str) -> None:
        self._bars.update(self._now, description=what)
        if not self._bars.console.is_terminal and not self._bars.disable:
            self._bars.console.print(f"… {what}", highlight=False)

    def sent(self, number: int) -> None:
        self._bars.advance(self._sent, number)

    def stand(self, judged: int, settled: int) -> None:
        self._bars.update(self._judged, completed=judged)
        self._bars.update(self._settled, completed=settled)


class _Steps:
    """The steps of a start, for machines: nothing is shown."""

    def __enter__(self) -> "_Steps":
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def tell(self, step: str) -> None:
        """Take a step."""


class _Spinner(_Steps):
    """The steps of a start, for people; where there is no terminal, each as a line."""

    def __init__(self) -> None:
        self._status = Status("starting the mesh", console=console)

    def __enter__(self) -> "_Spinner":
        self._status.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._status.stop()

    def tell(self, step: str) -> None:
        """Show a step."""
        self._status.update(f"starting the mesh: {step}")
        if not console.is_terminal:
            console.print(f"… {step}", highlight=False)
