"""`yidian up`, `down` and `demo`: a mesh on this machine."""

from typing import Annotated

import typer
from rich.progress import TimeElapsedColumn
from rich.status import Status

from deploy.background import halt, launch
from deploy.local import LocalMesh
from deploy.lock_file import Phase, standing
from deploy.ports import read_ports
from simulator import day
from simulator.world import world
from yidian.commands.options import Json, complaining
from yidian.commands.progress import Shown, to_come, too_few
from yidian.complaint import Complaint
from yidian.connection import FOLDERS, described
from yidian.demo import run, stage, summary
from yidian.demo.exports.play import ExportPlay, plan_exports
from yidian.demo.exports.summary import summarise as summarise_exports
from yidian.demo.show import show
from yidian.language import Wording
from yidian.output import bars, console, emit, errors, say, spinner
from yidian.start_steps import told

NEXT = Wording(
    """
  yidian trade             submit a day of invented trade
  yidian status NUMBER     the outcome of a parcel, by any of its numbers
  yidian submit FILE…      submit documents (CEB XML, JSON, NDJSON)
  yidian watch             receipts as they come
  yidian held              declarations that wait for an officer; then yidian decide
  yidian topics            topics and lag
  yidian down              end the mesh

The command is .venv/bin/yidian; --help lists the others. Keys to sign in with are in .yidian/organisations.json.
""",
    """
  yidian trade             报送虚构的一天贸易
  yidian status NUMBER     按任一号码查询包裹的结果
  yidian submit FILE…      报送单证（CEB XML、JSON、NDJSON）
  yidian watch             实时查看回执
  yidian held              等待关员处置的申报；然后用 yidian decide
  yidian topics            主题与滞后
  yidian down              停止系统

命令是 .venv/bin/yidian；--help 列出其余命令。登录用的密钥在 .yidian/organisations.json。
""",
)
"""What can be done with a mesh that is up."""


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
    `yidian down`. Instead of a port that is taken another is used and named, unless the taken one was asked for.
    """
    ports = read_ports(port or [])
    for folder in FOLDERS:
        running = LocalMesh.find(folder)
        if running is not None:
            console_url, gateway_url = running.console_url, running.gateway_url
            raise Complaint(
                Wording(
                    f"a mesh is up already: console {console_url}, gateway {gateway_url}",
                    f"系统已在运行：控制台 {console_url}，网关 {gateway_url}",
                ),
                Wording("use it, or end it with `yidian down`", "直接使用，或用 `yidian down` 停止"),
            )
        before = standing(folder)
        if before.phase is not Phase.DOWN:
            raise Complaint(described(before, folder))
    try:
        with _Steps() if as_json else _Spinner() as steps:
            mesh = launch(slots=slots, requested_ports=ports, usual_ports=True, tell=steps.tell)
    except KeyboardInterrupt:
        errors.print(
            str(
                Wording(
                    "interrupted: what was begun is ended, no mesh is running",
                    "已中断：已启动的部分均已停止，没有运行中的系统",
                )
            )
        )
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
        say(
            Wording(
                f"{name} is still catching up: until then it shows what was", f"{name} 尚在追赶：此前显示的是旧内容"
            )
        )
    for note in mesh.notes:
        say(told(note))
    console_url, gateway_url, kafka = mesh.console_url, mesh.gateway_url, mesh.bootstrap
    say(
        Wording(
            f"the mesh is up: console {console_url}, gateway {gateway_url}, Kafka {kafka}",
            f"系统已启动：控制台 {console_url}，网关 {gateway_url}，Kafka {kafka}",
        )
    )
    say(NEXT)


@complaining
def down(as_json: Json = False) -> None:
    """
    End the mesh on this machine, services before Kafka. Its data stay for the next `yidian up`.
    """
    ended = [folder for folder in FOLDERS if halt(folder)]
    if as_json:
        emit({"ended": [str(folder) for folder in ended]})
    elif ended:
        say(Wording("the mesh is down", "系统已停止"))
    else:
        say(Wording("no mesh was running", "没有运行中的系统"))


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
    Then exports, from their orders to departure and consolidation.
    Virtual time begins on 2024-11-11 at 10:00 in China and passes thirty times as fast.

    The exit code is 0 if every planted fault was found and nothing else refused. Without --keep nothing is left
    running.
    """
    try:
        planned = run.plan(world(), parcels=parcels, seed=seed)
    except day.TooFewParcels as error:
        raise too_few(error) from error
    exports = plan_exports(world())
    if not as_json:
        say(to_come(parcels, planned.documents, seed))
    with (
        bars(TimeElapsedColumn(), disable=as_json, transient=not console.is_terminal) as progress,
        stage.raised(keep=keep, slots=slots, tell=(shown := Shown(progress, planned)).start) as ready,
    ):  # fmt: skip
        with ExportPlay(ready, world(), exports, shown) as of_exports:
            played = run.Play(ready, planned, shown, at_the_deadline=of_exports.begin).perform()
            result = summary.summarise(planned, played, ready.connection)
            exported = summarise_exports(of_exports.perform())
        result |= {"exports": exported, "differences": result["differences"] + exported["differences"]}
        gateway_url, console_url = ready.connection.url, ready.mesh.console_url
    if as_json:
        emit(result)
    else:
        show(result)
    if keep and not as_json:
        say(
            Wording(
                f"\nthe mesh is up at {gateway_url}, its console at {console_url}; its clock runs thirty times as fast",
                f"\n系统保留运行：网关 {gateway_url}，控制台 {console_url}；其时钟以三十倍速运行",
            )
        )
        say(NEXT)
    if result["differences"] or not summary.adds_up(result):
        raise typer.Exit(1)


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
        self._status = Status(str(Wording("starting the mesh", "正在启动系统")), console=console, spinner=spinner())

    def __enter__(self) -> "_Spinner":
        self._status.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._status.stop()

    def tell(self, step: str) -> None:
        """Show a step."""
        what = told(step)
        self._status.update(str(Wording(f"starting the mesh: {what.en}", f"正在启动系统：{what.zh}")))
        if not console.is_terminal:
            say(Wording(f"… {what.en}", f"… {what.zh}"))
