"""
The wiring of a decider: a processor that holds a declaration or lets it pass, and ends its holds as officers find.

A service supplies its judgement of a declaration, if it decides on exports its judgement of these too, and the fields
of its event beside the decision. The rest is the same for every agency: one decision per revision, the id of its hold,
the hold dropped when the declaration ends, a decision that rests on an officer's finding.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, Protocol

import msgspec
from msgspec.structs import replace

from agency.findings import EFFECTS, hold_id, reference, refusal
from agency.rules import Evaluated, result
from contracts.agencies import AGENCIES, SOURCES
from contracts.common import Decision, Effect, FindingRecorded, RuleResult
from contracts.customs import (
    DeclarationAccepted,
    DeclarationAmended,
    DeclarationContent,
    DeclarationRefused,
    DeclarationSubject,
    DeclarationWithdrawn,
    ExportAccepted,
    ExportContent,
)
from contracts.topics import CUSTOMS_DECLARATIONS, CUSTOMS_EXPORTS, TOPICS
from mesh.declared.lookup import Lookup
from mesh.declared.processor import CaseStep, Context, Emit, Output, Processor, Route, Step, on_case

Record = msgspec.Struct
Kept = tuple[Any, tuple[Output, ...]]


class Case(Protocol):
    """State of every decider per declaration, beside its own fields: the open hold, and the rule behind it."""

    @property
    def declaration_id(self) -> str: ...
    @property
    def revision(self) -> int: ...
    @property
    def hold_id(self) -> str | None: ...
    @property
    def held_by(self) -> str | None: ...


Judge = Callable[[DeclarationSubject, DeclarationContent, Lookup], tuple[Any, Evaluated]]
ExportJudge = Callable[[DeclarationSubject, ExportContent, Lookup], tuple[Any, Evaluated]]
Declared = DeclarationAccepted | DeclarationAmended | ExportAccepted
ENDED: tuple[type[Record], ...] = (DeclarationRefused, DeclarationWithdrawn)


class Decider(NamedTuple):
    """
    The parts that each agency supplies.

    source: as the contract names it. case: the state record of a declaration, as `Case`. judge: what to remember of a
    revision, without a hold, and what was evaluated: it is held if there is a reason. tell: the event of a decision.
    registers: topic by kind of entry. found_under: the rule that every finding answers; None: the one that had held,
    which is noted where an officer lets pass. is_over: whether a case takes no further revision. also: more steps by
    kind of event of the lifecycle of imports; on a kind that ends a hold the hold is dropped first. emits: more topics
    that these write. only_asked: it decides, and keeps a case, only where customs waits for it; else it tells its
    opinion all the same. judge_export: as `judge`, of an export; None: it does not decide on exports.
    """

    source: str
    version: str
    rules_version: str
    case: type[Record]
    judge: Judge
    tell: Callable[[Any, Decision], Record]
    registers: Mapping[type[Any], str]
    found_under: str | None = None
    is_over: Callable[[Any], bool] | None = None
    also: Mapping[type[Record], CaseStep] = {}
    emits: tuple[str, ...] = ()
    only_asked: bool = False
    judge_export: ExportJudge | None = None


def decider(own: Decider) -> Processor:
    """Return the processor of a decider, under the name of the one that the contract has writing its decisions."""
    source = SOURCES[own.source]
    findings = AGENCIES[source.agency].findings
    declared = _declared(own, own.judge)
    by_kind: dict[type[Record], CaseStep] = {DeclarationAccepted: declared, DeclarationAmended: declared}
    by_kind |= dict.fromkeys(ENDED, _ended)
    by_kind |= {kind: _then(_ended, step) if kind in ENDED else step for kind, step in own.also.items()}
    routes = [Route(CUSTOMS_DECLARATIONS, _of_lifecycle(own, by_kind))]
    if own.judge_export is not None:
        exported: dict[type[Record], CaseStep] = {ExportAccepted: _declared(own, own.judge_export)}
        routes.append(Route(CUSTOMS_EXPORTS, _of_lifecycle(own, exported | dict.fromkeys(ENDED, _ended))))
    if findings is not None:
        routes.append(Route(findings, {FindingRecorded: on_case(own.case, _found(own), key=of_finding)}))
    return Processor(
        name=TOPICS[source.topic].producer,
        version=own.version,
        state=(own.case,),
        routes=tuple(routes),
        registers=tuple(own.registers.values()),
        emits=(source.topic, *own.emits),
    )


def names_of(registers: Mapping[type[Any], str]) -> dict[type[Any], str]:
    """Return how decisions name the registers of these topics, by kind of entry, as a `Lookup` takes them."""
    return {kind: topic.removesuffix(".v1") for kind, topic in registers.items()}


def of_lifecycle(event: Any, context: Context) -> str:
    """Return the key of the case that a lifecycle event is about."""
    return event.subject.declaration_id  # type: ignore[no-any-return]


def of_finding(finding: FindingRecorded, context: Context) -> str:
    """Return the key of the case that a finding is about."""
    return finding.declaration_id


def _of_lifecycle(own: Decider, steps: Mapping[type[Record], CaseStep]) -> dict[type[Record], Step]:
    return {kind: on_case(own.case, step, key=of_lifecycle) for kind, step in steps.items()}


def _declared(own: Decider, judge: Callable[[DeclarationSubject, Any, Lookup], tuple[Any, Evaluated]]) -> CaseStep:
    agency, topic = SOURCES[own.source].agency, SOURCES[own.source].topic
    names = names_of(own.registers)
    tell, is_over, rules_version = own.tell, own.is_over, own.rules_version
    only_asked = own.only_asked

    def declared(case: Case | None, event: Declared, context: Context) -> Kept:
        """Decide on a new revision; one decided on before changes nothing, nor does any when the case is over."""
        subject, content = event.subject, event.content
        if case is not None and (subject.revision <= case.revision or (is_over is not None and is_over(case))):
            return case, ()
        if only_asked and own.source not in content.deciders:
            if case is None:
                return None, ()
            return replace(case, revision=subject.revision, hold_id=None, held_by=None), ()  # type: ignore[type-var]
        lookup = Lookup(context.registers, content.acceptance_date, names)
        new, evaluated = judge(subject, content, lookup)
        hold = hold_id(subject.declaration_id, subject.revision, agency) if evaluated.reasons else None
        if hold is not None:
            new = replace(new, hold_id=hold, held_by=evaluated.reasons[0].rule_id)
        decision = Decision(
            declaration_id=subject.declaration_id,
            revision=subject.revision,
            effect=Effect.PASS if hold is None else Effect.HOLD,
            reasons=evaluated.reasons,
            rules=evaluated.rules,
            rules_version=rules_version,
            registers=lookup.used(),
            hold_id=hold,
        )
        return new, (Emit(topic, context.key, tell(new, decision)),)

    return declared


def _ended(case: Case | None, event: DeclarationRefused | DeclarationWithdrawn, context: Context) -> Kept:
    """Drop the hold of a declaration that somebody else refused, or that was withdrawn."""
    if case is None or case.hold_id is None or event.subject.revision < case.revision:
        return case, ()
    return replace(case, hold_id=None, held_by=None), ()  # type: ignore[type-var]


def _then(first: CaseStep, second: CaseStep) -> CaseStep:
    def both(case: Case | None, event: Any, context: Context) -> Kept:
        """Do one step after the other on the same event."""
        between, before = first(case, event, context)
        last, after = second(between, event, context)
        return last, (*before, *after)

    return both


def _found(own: Decider) -> CaseStep:
    agency, topic = SOURCES[own.source].agency, SOURCES[own.source].topic
    tell, found_under, rules_version = own.tell, own.found_under, own.rules_version

    def found(case: Case | None, finding: FindingRecorded, context: Context) -> Kept:
        """
        End the open hold as the officer decided.

        A finding on a hold that is not open changes nothing: so a repeated one is harmless. The reason of a refusal
        names the rule that had held.
        """
        effect = EFFECTS.get(finding.action)
        if case is None or case.hold_id is None or case.hold_id != finding.hold_id or effect is None:
            return case, ()
        held_by = case.held_by
        assert held_by is not None, "an open hold has its rule"
        if effect is Effect.PASS:
            passed = result(found_under, RuleResult.PASSED) if found_under else result(held_by, RuleResult.NOTED)
            evaluated = Evaluated((passed,))
        else:
            failed = result(found_under or held_by, RuleResult.FAILED)
            evaluated = Evaluated((failed,), (refusal(agency, finding.action, held_by),))
        decision = Decision(
            declaration_id=case.declaration_id,
            revision=case.revision,
            effect=effect,
            reasons=evaluated.reasons,
            rules=evaluated.rules,
            rules_version=rules_version,
            registers=(),
            finding=reference(finding),
        )
        dropped = replace(case, hold_id=None, held_by=None)  # type: ignore[type-var]
        return dropped, (Emit(topic, context.key, tell(case, decision)),)

    return found
