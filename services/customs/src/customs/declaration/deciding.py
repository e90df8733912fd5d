"""
The step for decisions of others, one per source of the contract.

A decision counts if its source must decide and it is about the current revision of a declaration that is being decided
or held. A repeated one
changes nothing; a newer one of the same source (after an officer's finding, a topped-up guarantee) replaces the former.
"""

from typing import Any, assert_never

from msgspec.structs import replace

from contracts.common import LedgerAction
from contracts.customs_clearance import Declaration, Stage, Standing
from customs import reference
from customs.declaration import declaring, joining, lifecycle
from customs.declaration.gathering import gather
from customs.filing.desk import Desk
from mesh.declared.processor import NOTHING, Context, Effects, State, Step

UNDECIDED = (Stage.DECIDING, Stage.HELD)


def decided_by(source: str) -> Step:
    """Return the step that takes in a decision of this source: an event that nests one, whatever else it tells."""

    def decided(state: State, event: Any, context: Context) -> Effects:
        decision = event.decision
        key = f"{context.key.decode()}|{decision.declaration_id}"
        declaration = state.get(Declaration, key)
        if declaration is None or declaration.revision != decision.revision or not is_undecided(declaration):
            return NOTHING
        if source not in declaration.deciders:
            return NOTHING
        standing = Standing(
            source=source,
            effect=decision.effect,
            reasons=decision.reasons,
            hold_id=decision.hold_id,
            action=decision.finding.action if decision.finding else None,
        )
        standings = declaration.standings
        if standing in standings:
            return NOTHING
        declaration = replace(declaration, standings=with_standing(standings, standing))
        conclusion = joining.conclude(declaration)
        if conclusion is joining.WAITS:
            return Effects(((key, declaration),))
        desk = Desk(state, context)
        desk.put_declaration(declaration)
        publish(desk, declaration, conclusion)
        return desk.effects()

    return decided


def with_standing(standings: tuple[Standing, ...], standing: Standing) -> tuple[Standing, ...]:
    """Return the decisions with the newest of its source at the end, in place of the former one."""
    source = standing.source
    for one in standings:
        if one.source == source:
            return (*(one for one in standings if one.source != source), standing)
    return (*standings, standing)


def is_undecided(declaration: Declaration) -> bool:
    """Whether decisions still count: a terminal declaration stays terminal."""
    return declaration.stage in UNDECIDED


def conclude(desk: Desk, declaration: Declaration) -> None:
    """Publish what all decisions amount to, once everyone has decided."""
    publish(desk, declaration, joining.conclude(declaration))


def publish(desk: Desk, declaration: Declaration, conclusion: joining.Conclusion) -> None:
    """Publish a conclusion, unless someone is still waited for or the declaration is held for the same."""
    if isinstance(conclusion, joining.Waits):
        return
    case = desk.case(declaration.platform_code)
    papers = gather(desk.folder, case, declaration)
    assert papers is not None, "an accepted declaration has its list on file"
    match conclusion:
        case joining.Refuses():
            why = declaring.reasons_only(conclusion.reasons)
            declaring.refuse(desk, case, declaration, papers, why, conclusion.return_status)
        case joining.Holds():
            if declaration.stage is Stage.HELD and declaration.holds == conclusion.holds:
                return
            status = conclusion.return_status
            declaration = replace(declaration, stage=Stage.HELD, return_status=status, holds=conclusion.holds)
            desk.put_declaration(declaration)
            lifecycle.held(desk, declaration, papers, status, conclusion.holds)
        case joining.Clears():
            closes_at_ms = reference.next_midnight(desk.context.at_ms)
            declaration = replace(
                declaration,
                stage=Stage.CLEARED,
                return_status=declaring.RELEASED,
                holds=(),
                closes_at_ms=closes_at_ms,
            )
            desk.put_declaration(declaration)
            lifecycle.cleared(desk, declaration, papers)
            date = reference.date_of(papers.list.accepted_at_ms)
            lifecycle.request_allowance(desk, declaration, LedgerAction.KEEP, date)
            desk.wake(closes_at_ms)
        case _:
            assert_never(conclusion)
