"""A small trade on all topics that the view folds: one parcel released, one held, one refused, one waiting."""

import msgspec

from contracts import topics
from contracts.common import (
    Decision,
    Effect,
    FindingAction,
    FindingRecorded,
    RegisterVersion,
    RuleEvaluated,
    RuleResult,
    TaxRegime,
    Verdict,
)
from contracts.customs import AllowanceDecided, ClaimAction, NumberClaimAnswered, NumberKind
from contracts.gateway import RegisterAmended, RegisterRow
from contracts.inspection import InspectionDecided
from contracts.mesh import CommandAction, CommandAnswered, CommandOutcome, DeadLettered, RecordPlace, RedriveRequested
from contracts.tax import (
    BillStatus,
    DutyAssessed,
    LineAssessed,
    LineRated,
    TaxBill,
    TaxBillIssued,
    TaxBillStatusChanged,
)
from mesh.declared.processor import Record
from mesh.testing.bench import Bench
from receipts.processor import RECEIPTS
from tests.support.caseview.topics import Topics
from tests.support.customs.builders import TEN_O_CLOCK, Document, a_waybill, four_documents
from tests.support.customs.lifecycle import a_hold, a_reason, a_subject, accepted, cleared, held, judged, refused
from tests.support.receipts.bills import a_tax_bill


def a_day() -> Topics:
    """Write it all, receipts made by the real fold."""
    on, fold = Topics(), Bench(RECEIPTS)

    def publish(topic: str, record: Record, key: str) -> None:
        on.write(topic, record, key=key, at_ms=TEN_O_CLOCK)
        if topic in (topics.CUSTOMS_DOCUMENTS, topics.CUSTOMS_DECLARATIONS):
            for emit in fold.send(topic, record, key=key.encode(), at_ms=TEN_O_CLOCK):
                on.write(emit.topic, emit.record, key=key, at_ms=TEN_O_CLOCK)

    for index, order_no in enumerate(("GW1", "GW2", "GW3")):
        documents: tuple[Document, ...] = four_documents(order_no)
        for place, document in enumerate(documents):
            changed = msgspec.structs.replace(document, batch_id=f"batch-{index}", batch_index=place)
            publish(topics.TRADE_IMPORTS, changed, order_no)
            publish(topics.CUSTOMS_DOCUMENTS, judged(changed), order_no)
        publish(topics.CUSTOMS_DECLARATIONS, accepted(a_subject(order_no)), order_no)
        publish(topics.INSPECTION_DECISIONS, an_inspection(order_no), order_no)
        publish(topics.CUSTOMS_ALLOWANCES, an_allowance(order_no), order_no)
        publish(topics.CUSTOMS_NUMBER_ANSWERS, an_answer(order_no), order_no)
        publish(topics.TAX_ASSESSMENTS, an_assessment(order_no), order_no)
    repeated = msgspec.structs.replace(four_documents("GW3")[3], batch_id="batch-9", batch_index=0)
    publish(topics.TRADE_IMPORTS, repeated, "GW3")
    publish(topics.CUSTOMS_DOCUMENTS, judged(repeated, Verdict.DUPLICATE), "GW3")
    publish(topics.CUSTOMS_DECLARATIONS, cleared(a_subject("GW1")), "GW1")
    publish(
        topics.CUSTOMS_DECLARATIONS,
        held(a_subject("GW2"), a_hold(code="99501"), a_hold("hold-2", "inspection", "500")),
        "GW2",
    )
    publish(topics.INSPECTION_FINDINGS, a_finding("GW2"), "GW2")
    publish(topics.CUSTOMS_DECLARATIONS, held(a_subject("GW2"), a_hold(code="99501")), "GW2")
    publish(topics.CUSTOMS_DECLARATIONS, refused(a_subject("GW3"), a_reason("1322"), a_reason("99104")), "GW3")
    publish(topics.TAX_BILLS, a_bill("GW1"), "GW1")
    summarised = a_tax_bill(bill_no="T-GW1", status=BillStatus.SUMMARISED, payment_book_no="BOOK-1", lines=())
    publish(topics.TAX_BILLS, a_change_of(summarised), "GW1")
    publish(topics.GATEWAY_REGISTER_CHANGES, an_amendment(), "change-1")
    lone = a_waybill("GW4", batch_id="batch-4")
    publish(topics.TRADE_IMPORTS, lone, "GW4")
    publish(topics.CUSTOMS_DOCUMENTS, judged(lone), "GW4")
    letters, commands = topics.FOREX_DECISIONS_DEAD_LETTERS, topics.FOREX_DECISIONS_COMMANDS
    on.write(letters, a_dead_letter("GW8"), key="GW8", partition=0)
    on.write(letters, a_dead_letter("GW9"), key="GW9", partition=0)
    redrive = RedriveRequested(processor="forex.decisions", requested_by="operator", reason="register seeded")
    on.write(commands, redrive, key="GW8", partition=0)
    on.write(letters, an_answer_to("GW8"), key="forex.decisions.commands.v1/0/0", partition=0)
    return on


def a_bill(order_no: str) -> TaxBillIssued:
    """The bill of a released declaration."""
    bill = a_tax_bill(bill_no=f"T-{order_no}", order_no=order_no, waybill_no=f"W-{order_no}")
    return TaxBillIssued(declaration_id=f"declaration-of-{order_no}", revision=1, bill=bill, issued_at_ms=TEN_O_CLOCK)


def a_change_of(bill: TaxBill) -> TaxBillStatusChanged:
    """The same bill a month later."""
    return TaxBillStatusChanged(declaration_id="declaration-of-GW1", bill=bill, changed_at_ms=TEN_O_CLOCK + 1)


def an_amendment() -> RegisterAmended:
    """Two persons set the annual limit that the allowances of this trade used."""
    row = RegisterRow(code="limits.annual_cny", version=2, valid_from="2019-01-01", content_digest=bytes(32))
    return RegisterAmended(
        change_id="change-1",
        register=topics.CUSTOMS_PARAMETERS,
        rows=(row,),
        proposed_by="Zhang",
        proposed_under="customs-one",
        proposed_at_ms=TEN_O_CLOCK,
        authority="LIM-02",
        reason="notice 486",
        approved_by="Li",
        approved_under="customs-two",
        approved_at_ms=TEN_O_CLOCK,
    )


def an_inspection(order_no: str) -> InspectionDecided:
    """Graded and passed."""
    return InspectionDecided(
        decision=Decision(
            declaration_id=f"declaration-of-{order_no}",
            revision=1,
            effect=Effect.PASS,
            reasons=(),
            rules=(),
            rules_version="1",
            registers=(),
        ),
        grade="B",
        release_mode="DIRECT",
        sampled=False,
    )


def an_allowance(order_no: str) -> AllowanceDecided:
    """Reserved."""
    return AllowanceDecided(
        decision=Decision(
            declaration_id=f"declaration-of-{order_no}",
            revision=1,
            effect=Effect.PASS,
            reasons=(),
            rules=(RuleEvaluated(rule_id="LIM-04", result=RuleResult.PASSED),),
            rules_version="1",
            registers=(RegisterVersion(register="customs.parameters", code="limits.annual_cny", version=2),),
        ),
        quota_year=2024,
        amount_cny_e5=200_00000,
        used_before_cny_e5=0,
        limit_cny_e5=26_000_00000,
    )


def an_assessment(order_no: str) -> DutyAssessed:
    """High-end cosmetics and a line without a rate on file under GW2; one plain line elsewhere."""
    plain = LineRated(gnum=1, dutiable_cny_e5=100_00000, duty_pct="0", consumption_pct="0", vat_pct="13")
    rated: tuple[LineRated, ...] = (plain,)
    due: tuple[LineAssessed, ...] = (
        LineAssessed(
            gnum=1,
            commodity_code="3401110000",
            dutiable_cny_e5=100_00000,
            duty_cny_e5=0,
            consumption_tax_cny_e5=0,
            vat_cny_e5=9_10000,
        ),
    )
    if order_no == "GW2":
        cream = LineRated(
            gnum=1, dutiable_cny_e5=425_00000, duty_pct="0", consumption_pct="15", vat_pct="13", high_end=True
        )
        rated, due = (cream, LineRated(gnum=2, dutiable_cny_e5=1_00000)), ()
    vat = sum(line.vat_cny_e5 for line in due)
    return DutyAssessed(
        decision=Decision(
            declaration_id=f"declaration-of-{order_no}",
            revision=1,
            effect=Effect.PASS if due else Effect.HOLD,
            reasons=(),
            rules=(),
            rules_version="1",
            registers=(),
        ),
        tax_regime=TaxRegime.PREFERENTIAL,
        guarantor_code="4401960P01",
        duty_cny_e5=0,
        consumption_tax_cny_e5=0,
        vat_cny_e5=vat,
        total_cny_e5=vat,
        lines=due,
        rated=rated,
        consumption_factor="0.7",
        vat_factor="0.7",
    )


def an_answer(order_no: str) -> NumberClaimAnswered:
    """The waybill's number is claimed."""
    return NumberClaimAnswered(
        kind=NumberKind.WAYBILL,
        issuer_code="4401960C01",
        number=f"W-{order_no}",
        action=ClaimAction.CLAIM,
        document_id=four_documents(order_no)[2].document_id,
        effect=Effect.PASS,
        reasons=(),
    )


def a_finding(order_no: str) -> FindingRecorded:
    """An officer lets it go."""
    return FindingRecorded(
        finding_id="finding-1",
        agency="inspection",
        declaration_id=f"declaration-of-{order_no}",
        revision=1,
        hold_id="hold-2",
        action=FindingAction.RELEASE,
        officer="officer 7",
        authority="customs law art. 23",
        reason="goods as declared",
        found_at_ms=TEN_O_CLOCK,
    )


def an_answer_to(
    key: str | bytes, outcome: CommandOutcome = CommandOutcome.RELEASED, *, partition: int = 0, discarded: int = 0
) -> CommandAnswered:
    """What came of a redrive, or of a discard if something was given up."""
    return CommandAnswered(
        processor="forex.decisions",
        key=key.encode() if isinstance(key, str) else key,
        partition=partition,
        offset=0,
        command_id=f"command-{key!r}",
        action=CommandAction.DISCARD if discarded else CommandAction.REDRIVE,
        outcome=outcome,
        requested_by="operator",
        person="operator 7" if discarded else None,
        reason="register seeded",
        worked=1,
        left=0,
        discarded=tuple(
            RecordPlace(topic=topics.CUSTOMS_DECLARATIONS, partition=partition, offset=n, event_id=f"event-{n}")
            for n in range(discarded)
        ),
    )


def a_dead_letter(key: str | bytes, topic: str = topics.CUSTOMS_DECLARATIONS, *, partition: int = 0) -> DeadLettered:
    """A parked key; on the topic of commands, a command that failed."""
    return DeadLettered(
        processor="forex.decisions",
        key=key.encode() if isinstance(key, str) else key,
        topic=topic,
        partition=partition,
        offset=3,
        event_id=f"event-of-{key!r}",
        code="configuration",
        reason="register LicenceIssued has no entry",
    )
