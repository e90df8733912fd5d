"""
The topology on the mesh: processors as a service declares them, run by the worker that every agency runs.

    python -m bench.peers.mesh.app APPLICATION BOOTSTRAP MESH FOLDER

They borrow the names of the real processors, so that the contract knows their topics, and nothing else of them.
"""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from bench.peers.join import (
    AGENCIES,
    DECISIONS,
    DOCUMENTS,
    STATE,
    Agency,
    Change,
    Get,
    decision,
    document,
)
from contracts import topics
from contracts.customs import DeclarationAccepted
from mesh.declared.keys import order_key
from mesh.declared.processor import Context, Effects, Emit, Processor, Record, Route, State, Step
from mesh.declared.settings import WorkerSettings
from mesh.worker import worker

VERSION = "peers-1"
NAMES = {"inspection": "inspection.decisions", "forex": "forex.decisions", "tax": "tax.assessment"}


def joining(decide: Callable[[Get, Any], Change]) -> Step:
    """Lift a function of the join to a step: state by order number, events to the declarations' topic."""

    def step(state: State, event: Any, context: Context) -> Effects:
        key = order_key(context.key.decode())

        def get(kind: type[Record]) -> Record | None:
            return state.get(kind, key)

        change = decide(get, event)
        return Effects(
            tuple([(key, record) for record in change.puts]),
            tuple([(kind, key) for kind in change.deletes]),
            tuple([Emit(topics.CUSTOMS_DECLARATIONS, context.key, record) for record in change.emits]),
        )

    return step


def _agency(agency: Agency, _state: State, event: Any, context: Context) -> Effects:
    return Effects(outputs=(Emit(agency.topic, context.key, agency.decide(event)),))


CUSTOMS = Processor(
    name="customs.clearance",
    version=VERSION,
    state=STATE,
    routes=(
        Route(topics.TRADE_IMPORTS, {kind: joining(document) for kind in DOCUMENTS}),
        *(
            Route(agency.topic, {kind: joining(decision)})
            for agency, kind in zip(AGENCIES.values(), DECISIONS, strict=True)
        ),
    ),
    emits=(topics.CUSTOMS_DECLARATIONS,),
)
PROCESSORS: dict[str, Processor] = {
    "customs": CUSTOMS,
    **{
        name: Processor(
            name=NAMES[name],
            version=VERSION,
            routes=(Route(topics.CUSTOMS_DECLARATIONS, {DeclarationAccepted: partial(_agency, agency)}),),
            emits=(agency.topic,),
        )
        for name, agency in AGENCIES.items()
    },
}


def main(application: str, bootstrap: str, mesh: str, folder: str) -> None:
    """Run one application until it is told to stop."""
    worker.run(
        service=application,
        processors=(PROCESSORS[application],),
        settings=WorkerSettings(kafka_bootstrap=bootstrap, mesh=mesh, data=Path(folder)),
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
