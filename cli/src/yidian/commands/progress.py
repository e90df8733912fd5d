"""How far a day of trade has come, as people see it."""

from rich.progress import Progress

from simulator import day
from yidian.complaint import Complaint
from yidian.demo import run
from yidian.language import Wording
from yidian.output import say
from yidian.start_steps import told


def too_few(error: day.TooFewParcels) -> Complaint:
    """Return that a day needs more parcels."""
    return Complaint(
        Wording(str(error), f"包裹太少：至少 {day.fewest()} 个"),
        Wording("give more with --parcels", "用 --parcels 增加"),
    )


def to_come(parcels: int, documents: int, seed: int) -> Wording:
    """Return the size of a day of trade."""
    return Wording(
        f"{parcels} parcels, {documents} documents, seed {seed}", f"{parcels} 个包裹，{documents} 份单证，种子 {seed}"
    )


class Shown(run.Progress):
    """The progress of a demonstration as bars; where there is no terminal, each step as a line."""

    def __init__(self, bars: Progress, planned: run.Plan) -> None:
        self._bars = bars
        documents = planned.documents
        self._now = bars.add_task(str(Wording("starting", "正在启动")), total=None)
        self._sent = bars.add_task(str(Wording("documents submitted", "已报送单证")), total=documents)
        self._judged = bars.add_task(str(Wording("documents judged", "已审核单证")), total=documents)
        self._settled = bars.add_task(str(Wording("parcels decided", "已决定包裹")), total=len(planned.cases))

    def start(self, what: str) -> None:
        """Show a step of the mesh's start or end."""
        self.step(told(what))

    def step(self, what: Wording) -> None:
        self._bars.update(self._now, description=str(what))
        if not self._bars.console.is_terminal and not self._bars.disable:
            say(Wording(f"… {what.en}", f"… {what.zh}"))

    def sent(self, number: int) -> None:
        self._bars.advance(self._sent, number)

    def stand(self, judged: int, settled: int) -> None:
        self._bars.update(self._judged, completed=judged)
        self._bars.update(self._settled, completed=settled)
