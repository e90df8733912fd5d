# fmt: off
# ruff: noqa
# Generated from schemas/topics, schemas/agencies and schemas/processors.yaml by schemas/generate.py. Do not edit: change the contract and run it again.

"""Every topic of the mesh; names are without the mesh name."""

from typing import NamedTuple

import msgspec

from contracts import (
    common,
    credit,
    credit_decisions,
    credit_ratings,
    customs,
    customs_allowance,
    customs_clearance,
    customs_numbers,
    customs_parcels,
    filing,
    filing_enterprises,
    forex,
    forex_decisions,
    forex_totals,
    gateway,
    gateway_receipts,
    inspection,
    inspection_decisions,
    mesh,
    tax,
    tax_assessment,
    tax_guarantee,
    trade,
)


class Topic(NamedTuple):
    """
    A topic of the contract.

    role: event, register, standing, state, journal, dead-letters or commands. producer, consumers: processors or
    parties; "all" is everyone. config: settings on the broker. seen_as: the part of a parcel whose viewers see its
    events that are about no declaration or document of their order; empty: only officers and staff do.
    """

    name: str
    role: str
    description: str
    records: tuple[type[msgspec.Struct], ...]
    key: str
    producer: str
    consumers: tuple[str, ...]
    owner: str
    compatibility: str
    partitions: int
    config: dict[str, str]
    data_class: str
    seen_as: str

    @property
    def kept(self) -> bool:
        """Whether it is a register that people keep, by files and proposals; others a processor writes."""
        return self.role == "register" and self.producer == "registrar"


class ProcessorEntry(NamedTuple):
    """A processor as its agency or `processors.yaml` names it: its service and the kinds of its state records."""

    name: str
    service: str
    state: tuple[type[msgspec.Struct], ...]


CREDIT_DECISIONS_COMMANDS = "credit.decisions.commands.v1"
"""What operators ask of credit.decisions, and it of itself: to go on."""
CREDIT_DECISIONS_DEAD_LETTERS = "credit.decisions.dead-letters.v1"
"""Records that credit.decisions could not work, and what came of commands about their keys."""
CREDIT_DECISIONS_JOURNAL = "credit.decisions.journal.v1"
"""What credit.decisions read, in which order, and the hash chain over what it wrote."""
CREDIT_DECISIONS_STATE = "credit.decisions.state.v1"
"""State of credit.decisions, restored by its next owner."""
CREDIT_DECISIONS = "credit.decisions.v1"
"""Decisions of credit."""
CREDIT_ENTRIES = "credit.entries.v1"
"""Entries into the points of a merchant."""
CREDIT_FINDINGS = "credit.findings.v1"
"""Findings of credit officers on held declarations."""
CREDIT_PARAMETERS = "credit.parameters.v1"
"""Dated parameters of the rules of credit."""
CREDIT_POINTS = "credit.points.v1"
"""What the end of a declaration counts for its merchant."""
CREDIT_RATINGS_COMMANDS = "credit.ratings.commands.v1"
"""What operators ask of credit.ratings, and it of itself: to go on."""
CREDIT_RATINGS_DEAD_LETTERS = "credit.ratings.dead-letters.v1"
"""Records that credit.ratings could not work, and what came of commands about their keys."""
CREDIT_RATINGS_JOURNAL = "credit.ratings.journal.v1"
"""What credit.ratings read, in which order, and the hash chain over what it wrote."""
CREDIT_RATINGS_STATE = "credit.ratings.state.v1"
"""State of credit.ratings, restored by its next owner."""
CREDIT_RATINGS = "credit.ratings.v1"
"""Grades of merchants with credit, as they follow from their points."""
CUSTOMS_ALLOWANCE_REQUESTS = "customs.allowance-requests.v1"
"""Requests to the annual allowance ledger."""
CUSTOMS_ALLOWANCE_COMMANDS = "customs.allowance.commands.v1"
"""What operators ask of customs.allowance, and it of itself: to go on."""
CUSTOMS_ALLOWANCE_DEAD_LETTERS = "customs.allowance.dead-letters.v1"
"""Records that customs.allowance could not work, and what came of commands about their keys."""
CUSTOMS_ALLOWANCE_JOURNAL = "customs.allowance.journal.v1"
"""What customs.allowance read, in which order, and the hash chain over what it wrote."""
CUSTOMS_ALLOWANCE_STATE = "customs.allowance.state.v1"
"""State of customs.allowance, restored by its next owner."""
CUSTOMS_ALLOWANCES = "customs.allowances.v1"
"""Decisions on annual allowances."""
CUSTOMS_CLEARANCE_COMMANDS = "customs.clearance.commands.v1"
"""What operators ask of customs.clearance, and it of itself: to go on."""
CUSTOMS_CLEARANCE_DEAD_LETTERS = "customs.clearance.dead-letters.v1"
"""Records that customs.clearance could not work, and what came of commands about their keys."""
CUSTOMS_CLEARANCE_JOURNAL = "customs.clearance.journal.v1"
"""What customs.clearance read, in which order, and the hash chain over what it wrote."""
CUSTOMS_CLEARANCE_STATE = "customs.clearance.state.v1"
"""State of customs.clearance, restored by its next owner."""
CUSTOMS_DECLARATIONS = "customs.declarations.v1"
"""The lifecycle of every declaration, in order."""
CUSTOMS_DOCUMENTS = "customs.documents.v1"
"""The verdict of customs on each document."""
CUSTOMS_ENTERPRISES = "customs.enterprises.v1"
"""Enterprises registered with customs and their credit grade."""
CUSTOMS_GOODS_FILINGS = "customs.goods-filings.v1"
"""Goods filed with customs, with their net content."""
CUSTOMS_NUMBER_ANSWERS = "customs.number-answers.v1"
"""Answers to claims of numbers."""
CUSTOMS_NUMBER_CLAIMS = "customs.number-claims.v1"
"""Claims of payment and waybill numbers."""
CUSTOMS_NUMBERS_COMMANDS = "customs.numbers.commands.v1"
"""What operators ask of customs.numbers, and it of itself: to go on."""
CUSTOMS_NUMBERS_DEAD_LETTERS = "customs.numbers.dead-letters.v1"
"""Records that customs.numbers could not work, and what came of commands about their keys."""
CUSTOMS_NUMBERS_JOURNAL = "customs.numbers.journal.v1"
"""What customs.numbers read, in which order, and the hash chain over what it wrote."""
CUSTOMS_NUMBERS_STATE = "customs.numbers.state.v1"
"""State of customs.numbers, restored by its next owner."""
CUSTOMS_PARAMETERS = "customs.parameters.v1"
"""Dated parameters of the rules of customs."""
CUSTOMS_PARCEL_DOCUMENTS = "customs.parcel-documents.v1"
"""The verdict of customs on each document of transport."""
CUSTOMS_PARCELS_COMMANDS = "customs.parcels.commands.v1"
"""What operators ask of customs.parcels, and it of itself: to go on."""
CUSTOMS_PARCELS_DEAD_LETTERS = "customs.parcels.dead-letters.v1"
"""Records that customs.parcels could not work, and what came of commands about their keys."""
CUSTOMS_PARCELS_JOURNAL = "customs.parcels.journal.v1"
"""What customs.parcels read, in which order, and the hash chain over what it wrote."""
CUSTOMS_PARCELS_STATE = "customs.parcels.state.v1"
"""State of customs.parcels, restored by its next owner."""
CUSTOMS_POSITIVE_LIST = "customs.positive-list.v1"
"""Goods that may be imported as retail (positive list)."""
CUSTOMS_SIGHTINGS = "customs.sightings.v1"
"""What carriers have told of the parcel of an order."""
FILING_DOCUMENTS = "filing.documents.v1"
"""The verdict of filing on each filing of an enterprise."""
FILING_ENTERPRISES_COMMANDS = "filing.enterprises.commands.v1"
"""What operators ask of filing.enterprises, and it of itself: to go on."""
FILING_ENTERPRISES_DEAD_LETTERS = "filing.enterprises.dead-letters.v1"
"""Records that filing.enterprises could not work, and what came of commands about their keys."""
FILING_ENTERPRISES_JOURNAL = "filing.enterprises.journal.v1"
"""What filing.enterprises read, in which order, and the hash chain over what it wrote."""
FILING_ENTERPRISES_STATE = "filing.enterprises.state.v1"
"""State of filing.enterprises, restored by its next owner."""
FILING_PARAMETERS = "filing.parameters.v1"
"""Dated parameters of the rules of filing."""
FILING_QUALIFICATIONS = "filing.qualifications.v1"
"""How each enterprise on file stands with each agency that it asks."""
FOREX_DECISIONS_COMMANDS = "forex.decisions.commands.v1"
"""What operators ask of forex.decisions, and it of itself: to go on."""
FOREX_DECISIONS_DEAD_LETTERS = "forex.decisions.dead-letters.v1"
"""Records that forex.decisions could not work, and what came of commands about their keys."""
FOREX_DECISIONS_JOURNAL = "forex.decisions.journal.v1"
"""What forex.decisions read, in which order, and the hash chain over what it wrote."""
FOREX_DECISIONS_STATE = "forex.decisions.state.v1"
"""State of forex.decisions, restored by its next owner."""
FOREX_DECISIONS = "forex.decisions.v1"
"""Decisions of foreign exchange."""
FOREX_FINDINGS = "forex.findings.v1"
"""Findings of forex officers on held declarations."""
FOREX_LICENCES = "forex.licences.v1"
"""Licences of payment institutions."""
FOREX_TOTAL_ENTRIES = "forex.total-entries.v1"
"""Entries into the totals of an enterprise."""
FOREX_TOTALS_COMMANDS = "forex.totals.commands.v1"
"""What operators ask of forex.totals, and it of itself: to go on."""
FOREX_TOTALS_DEAD_LETTERS = "forex.totals.dead-letters.v1"
"""Records that forex.totals could not work, and what came of commands about their keys."""
FOREX_TOTALS_JOURNAL = "forex.totals.journal.v1"
"""What forex.totals read, in which order, and the hash chain over what it wrote."""
FOREX_TOTALS_STATE = "forex.totals.state.v1"
"""State of forex.totals, restored by its next owner."""
GATEWAY_EVIDENCE = "gateway.evidence.v1"
"""Requests as received, byte for byte and encrypted, in pieces with a manifest."""
GATEWAY_PARAMETERS = "gateway.parameters.v1"
"""Dated parameters of the officers' worklist, such as how long a hold may wait."""
GATEWAY_RECEIPTS_COMMANDS = "gateway.receipts.commands.v1"
"""What operators ask of gateway.receipts, and it of itself: to go on."""
GATEWAY_RECEIPTS_DEAD_LETTERS = "gateway.receipts.dead-letters.v1"
"""Records that gateway.receipts could not work, and what came of commands about their keys."""
GATEWAY_RECEIPTS_JOURNAL = "gateway.receipts.journal.v1"
"""What gateway.receipts read, in which order, and the hash chain over what it wrote."""
GATEWAY_RECEIPTS_STATE = "gateway.receipts.state.v1"
"""State of gateway.receipts, restored by its next owner."""
GATEWAY_RECEIPTS = "gateway.receipts.v1"
"""Receipts; their offsets are the cursor of every stream."""
GATEWAY_REGISTER_CHANGES = "gateway.register-changes.v1"
"""Changes of registers, with both persons and their authority."""
INSPECTION_DECISIONS_COMMANDS = "inspection.decisions.commands.v1"
"""What operators ask of inspection.decisions, and it of itself: to go on."""
INSPECTION_DECISIONS_DEAD_LETTERS = "inspection.decisions.dead-letters.v1"
"""Records that inspection.decisions could not work, and what came of commands about their keys."""
INSPECTION_DECISIONS_JOURNAL = "inspection.decisions.journal.v1"
"""What inspection.decisions read, in which order, and the hash chain over what it wrote."""
INSPECTION_DECISIONS_STATE = "inspection.decisions.state.v1"
"""State of inspection.decisions, restored by its next owner."""
INSPECTION_DECISIONS = "inspection.decisions.v1"
"""Decisions of inspection and quarantine."""
INSPECTION_FINDINGS = "inspection.findings.v1"
"""Findings of inspection officers on held declarations."""
INSPECTION_PARAMETERS = "inspection.parameters.v1"
"""Dated parameters of the rules of inspection."""
INSPECTION_RISKS = "inspection.risks.v1"
"""Risk grades and alerts."""
MESH_CLOCK = "mesh.clock.v1"
"""Virtual time, written to every partition."""
MESH_SCHEMAS = "mesh.schemas.v1"
"""Every schema in use, written before a producer of it starts."""
TAX_ASSESSMENT_COMMANDS = "tax.assessment.commands.v1"
"""What operators ask of tax.assessment, and it of itself: to go on."""
TAX_ASSESSMENT_DEAD_LETTERS = "tax.assessment.dead-letters.v1"
"""Records that tax.assessment could not work, and what came of commands about their keys."""
TAX_ASSESSMENT_JOURNAL = "tax.assessment.journal.v1"
"""What tax.assessment read, in which order, and the hash chain over what it wrote."""
TAX_ASSESSMENT_STATE = "tax.assessment.state.v1"
"""State of tax.assessment, restored by its next owner."""
TAX_ASSESSMENTS = "tax.assessments.v1"
"""Tax assessed per declaration."""
TAX_BILLS = "tax.bills.v1"
"""Electronic tax bills per list, and their changes of status."""
TAX_FINDINGS = "tax.findings.v1"
"""Findings of tax officers on held declarations."""
TAX_GUARANTEE_ACCOUNTS = "tax.guarantee-accounts.v1"
"""Guarantees given to customs."""
TAX_GUARANTEE_REQUESTS = "tax.guarantee-requests.v1"
"""Requests to the guarantee ledger."""
TAX_GUARANTEE_COMMANDS = "tax.guarantee.commands.v1"
"""What operators ask of tax.guarantee, and it of itself: to go on."""
TAX_GUARANTEE_DEAD_LETTERS = "tax.guarantee.dead-letters.v1"
"""Records that tax.guarantee could not work, and what came of commands about their keys."""
TAX_GUARANTEE_JOURNAL = "tax.guarantee.journal.v1"
"""What tax.guarantee read, in which order, and the hash chain over what it wrote."""
TAX_GUARANTEE_STATE = "tax.guarantee.state.v1"
"""State of tax.guarantee, restored by its next owner."""
TAX_GUARANTEES = "tax.guarantees.v1"
"""Decisions of the guarantee ledger."""
TAX_PARAMETERS = "tax.parameters.v1"
"""Dated parameters of the rules of tax."""
TAX_RATES = "tax.rates.v1"
"""Statutory rates by commodity code."""
TRADE_FILINGS = "trade.filings.v1"
"""Filings of enterprises as they were submitted, one record each."""
TRADE_IMPORTS = "trade.imports.v1"
"""Trade documents as enterprises submitted them, one record each."""
TRADE_TRANSPORT = "trade.transport.v1"
"""Documents of transport as carriers submitted them, one record each."""

TOPICS: dict[str, Topic] = {
    topic.name: topic
    for topic in (
        Topic(
            name=CREDIT_DECISIONS_COMMANDS,
            role="commands",
            description="What operators ask of credit.decisions, and it of itself: to go on.",
            records=(mesh.RedriveRequested, mesh.DiscardRequested,),
            key="message key that it is about",
            producer="gateway",
            consumers=("credit.decisions",),
            owner="credit",
            compatibility="FULL_TRANSITIVE",
            partitions=4,
            config={"cleanup.policy": "delete", "retention.ms": "2592000000"},
            data_class="business, no personal data",
            seen_as="",
        ),
        Topic(
            name=CREDIT_DECISIONS_DEAD_LETTERS,
            role="dead-letters",
            description="Records that credit.decisions could not work, and what came of commands about their keys.",
            records=(mesh.DeadLettered, mesh.CommandAnswered,),
            key="message key under which the record is parked; of all else its place among the commands",
            producer="credit.decisions",
            consumers=("gateway.view",),
            owner="credit",
            compatibility="BACKWARD",
            partitions=4,
            config={"cleanup.policy": "compact", "min.compaction.lag.ms": "604800000"},
            data_class="keys and positions, words of operators, no personal data",
            seen_as="",
        ),
        Topic(
            name=CREDIT_DECISIONS_JOURNAL,
            role="journal",
            description="What credit.decisions read, in which order, and the hash chain over what it wrote.",
            records=(mesh.JournalEntry,),
            key="partition number",
            producer="credit.decisions",
            consumers=("credit.decisions",),
            owner="credit",
            compatibility="BACKWARD",
            partitions=4,
            config={"cleanup.policy": "delete", "retention.ms": "2592000000"},
            data_class="keys and digests, no personal data",
            seen_as="",
        ),
        Topic(
            name=CREDIT_DECISIONS_STATE,
            role="state",
            description="State of credit.decisions, restored by its next owner.",
            records=(credit_decisions.Case, mesh.FaultsCounted, mesh.JournalHead, mesh.KeyParked, mesh.RecordParked, mesh.Wakes,),
            key="kind and key of the state record",
            producer="credit.decisions",
            consumers=("credit.decisions",),
            owner="credit",
            compatibility="BACKWARD",
            partitions=4,
            config={"cleanup.policy": "compact", "min.compaction.lag.ms": "604800000"},
            data_class="business and pseudonyms, personal fields encrypted",
            seen_as="",
        ),
        Topic(
            name=CREDIT_DECISIONS,
            role="event",
            description="Decisions of credit.",
            records=(credit.CreditDecided,),
            key="normalised order number",
            producer="credit.decisions",
            consumers=("customs.clearance", "gateway.view",),
            owner="credit",
            compatibility="FULL_TRANSITIVE",
            partitions=4,
            config={"cleanup.policy": "delete", "retention.ms": "2592000000"},
            data_class="business, no personal data",
            seen_as="",
        ),
        Topic(
            name=CREDIT_ENTRIES,
            role="event",
            description="Entries into the points of a merchant.",
            records=(credit.ConductEntered, mesh.Gathered,),
            key="merchant code",
            producer="credit.decisions",
            consumers=("credit.ratings",),
            owner="credit",
            compatibility="FULL_TRANSITIVE",
            partitions=4,
            config={"cleanup.policy": "delete", "retention.ms": "2592000000"},
            data_class="business, no personal data",
            seen_as="",
        ),
        Topic(
            name=CREDIT_FINDINGS,
            role="event",
            description="Findings of credit officers on held declarations.",
            records=(common.FindingRecorded,),
            key="normalised order number",
            producer="gateway",
            consumers=("credit.decisions", "gateway.view",),
            owner="credit",
            compatibility="FULL_TRANSITIVE",
            partitions=4,
            config={"cleanup.policy": "delete", "retention.ms": "2592000000"},
            data_class="business, no personal data",
            seen_as="",
        ),
        Topic(
            name=CREDIT_PARAMETERS,
            role="register",
            description="Dated parameters of the rules of credit.",
            records=(common.ParameterSet,),
            key="code@version",
            producer="registrar",
            consumers=("credit.decisions", "credit.ratings", "gateway",),
            owner="credit",
            compatibility="FULL_TRANSITIVE",
            partitions=1,
            config={"cleanup.policy": "compact", "min.compaction.lag.ms": "604800000"},
            data_class="public or official",
            seen_as="",
        ),
        Topic(
            name=CREDIT_POINTS,
            role="register",
            description="What the end of a declaration counts for its merchant.",
            records=(credit.PointsSet,),
            key="code@version",
            producer="registrar",
            consumers=("credit.decisions", "credit.ratings", "gateway",),
            owner="credit",
            compatibility="FULL_TRANSITIVE",
            partitions=1,
            config={"cleanup.policy": "compact", "min.compaction.lag.ms": "604800000"},
            data_class="public or official",
            seen_as="",
        ),
        Topic(
            name=CREDIT_RATINGS_COMMANDS,
            role="commands",
            description="What operators ask of credit.ratings, and it of itself: to go on.",
            records=(mesh.RedriveRequested, mesh.DiscardRequested,),
            key="message key that it is about",
            producer="gateway",
            consumers=("credit.ratings",),
            owner="credit",
            compatibility="FULL_TRANSITIVE",
            partitions=4,
            config={"cleanup.policy": "delete", "retention.ms": "2592000000"},
            data_class="business, no personal data",
            seen_as="",
        ),
        Topic(
            name=CREDIT_RATINGS_DEAD_LETTERS,
            role="dead-letters",
            description="Records that credit.ratings could not work, and what came of commands about their keys.",
            records=(mesh.DeadLettered, mesh.CommandAnswered,),
            key="message key under which the record is parked; of all else its place among the commands",
            producer="credit.ratings",
            consumers=("gateway.view",),
            owner="credit",
            compatibility="BACKWARD",
            partitions=4,
            config={"cleanup.policy": "compact", "min.compaction.lag.ms": "604800000"},
            data_class="keys and positions, words of operators, no personal data",
            seen_as="",
        ),
        Topic(
            name=CREDIT_RATINGS_JOURNAL,
            role="journal",
            description="What credit.ratings read, in which order, and the hash chain over what it wrote.",
            records=(mesh.JournalEntry,),
            key="partition number",
            producer="credit.ratings",
            consumers=("credit.ratings",),
            owner="credit",
            compatibility="BACKWARD",
            partitions=4,
            config={"cleanup.policy": "delete", "retention.ms": "2592000000"},
            data_class="keys and digests, no personal data",
            seen_as="",
        ),
        Topic(
            name=CREDIT_RATINGS_STATE,
            role="state",
            description="State of credit.ratings, restored by its next owner.",
            records=(credit_ratings.Entry, credit_ratings.Rating, credit_ratings.Tally, mesh.FaultsCounted, mesh.JournalHead, mesh.KeyParked, mesh.RecordParked, mesh.Wakes,),
            key="kind and key of the state record",
            producer="credit.ratings",
            consumers=("credit.ratings",),
            owner="credit",
            compatibility="BACKWARD",
            partitions=4,
            config={"cleanup.policy": "compact", "min.compaction.lag.ms": "604800000"},
            data_class="business and pseudonyms, personal fields encrypted",
            seen_as="",
        ),
        Topic(
            name=CREDIT_RATINGS,
            role="register",
            description="Grades of merchants with credit, as they follow from their points.",
            records=(credit.EnterpriseGraded,),
            key="code@version",
            producer="credit.ratings",
            consumers=("credit.decisions", "gateway",),
            owner="credit",
            compatibility="FULL_TRANSITIVE",
            partitions=1,
            config={"cleanup.policy": "compact", "min.compaction.lag.ms": "604800000"},
            data_class="public or official",
            seen_as="",
        ),
        Topic(
            name=CUSTOMS_ALLOWANCE_REQUESTS,
            role="event",
            description="Requests to the annual allowance ledger.",
            records=(customs.AllowanceRequested, mesh.Gathered,),
            key="hex of the buyer pseudonym",
            producer="customs.clearance",
            consumers=("customs.allowance",),
            owner="customs",
            compatibility="FULL_TRANSITIVE",
            partitions=4,
            config={"cleanup.policy": "delete", "retention.ms": "2592000000"},
            data_class="pseudonyms",
            seen_as="",
        ),
        Topic(
            name=CUSTOMS_ALLOWANCE_COMMANDS,
            role="commands",
            description="What operators ask of customs.allowance, and it of itself: to go on.",
            records=(mesh.RedriveRequested, mesh.DiscardRequested,),
            key="message key that it is about",
            producer="gateway",
            consumers=("customs.allowance",),
            owner="customs",
            compatibility="FULL_TRANSITIVE",
            partitions=4,
            config={"cleanup.policy": "delete", "retention.ms": "2592000000"},
            data_class="business, no personal data",
            seen_as="",
        ),
        Topic(
            name=CUSTOMS_ALLOWANCE_DEAD_LETTERS,
            role="dead-letters",
            description="Records that customs.allowance could not work, and what came of commands about their keys.",
            records=(mesh.DeadLettered, mesh.CommandAnswered,),
            key="message key under which the record is parked; of all else its place among the commands",
            producer="customs.allowance",
            consumers=("gateway.view",),
            owner="customs",
            compatibility="BACKWARD",
            partitions=4,
            config={"cleanup.policy": "compact", "min.compaction.lag.ms": "604800000"},
            data_class="keys and positions, words of operators, no personal data",
            seen_as="",
        ),
        Topic(
            name=CUSTOMS_ALLOWANCE_JOURNAL,
            role="journal",
            description="What customs.allowance read, in which order, and the hash chain over what it wrote.",
            records=(mesh.JournalEntry,),
            key="partition number",
            producer="customs.allowance",
            consumers=("customs.allowance",),
            owner="customs",
            compatibility="BACKWARD",
            partitions=4,
            config={"cleanup.policy": "delete", "retention.ms": "2592000000"},
            data_class="keys and digests, no personal data",
            seen_as="",
        ),
        Topic(
            name=CUSTOMS_ALLOWANCE_STATE,
            role="state",
            description="State of customs.allowance, restored by its next owner.",
            records=(customs_allowance.Balance, customs_allowance.QuantityBalance, customs_allowance.Reservation, mesh.FaultsCounted, mesh.JournalHead, mesh.KeyParked, mesh.RecordParked, mesh.Wakes,),
            key="kind and key of the state record",
            producer="customs.allowance",
            consumers=("customs.allowance",),
            owner="customs",
            compatibility="BACKWARD",
            partitions=4,
            config={"cleanup.policy": "compact", "min.compaction.lag.ms": "604800000"},
            data_class="business and pseudonyms, personal fields encrypted",
            seen_as="",
        ),
        Topic(
            name=CUSTOMS_ALLOWANCES,
            role="event",
            description="Decisions on annual allowances.",
            records=(customs.AllowanceDecided,),
            key="normalised order number",
            producer="customs.allowance",
            consumers=("customs.clearance", "gateway.view",),
            owner="customs",
            compatibility="FULL_TRANSITIVE",
            partitions=4,
            config={"cleanup.policy": "delete", "retention.ms": "2592000000"},
            data_class="business, no personal data",
            seen_as="",
        ),
        Topic(
            name=CUSTOMS_CLEARANCE_COMMANDS,
            role="commands",
            description="What operators ask of customs.clearance, and it of itself: to go on.",
            records=(mesh.RedriveRequested, mesh.DiscardRequested,),
            key="message key that it is about",
            producer="gateway",
            consumers=("customs.clearance",),
            owner="customs",
            compatibility="FULL_TRANSITIVE",
            partitions=4,
            config={"cleanup.policy": "delete", "retention.ms": "2592000000"},
            data_class="business, no personal data",
            seen_as="",
        ),
        Topic(
            name=CUSTOMS_CLEARANCE_DEAD_LETTERS,
            role="dead-letters",
            description="Records that customs.clearance could not work, and what came of commands about their keys.",
            records=(mesh.DeadLettered, mesh.CommandAnswered,),
            key="message key under which the record is parked; of all else its place among the commands",
            producer="customs.clearance",
            consumers=("gateway.view",),
            owner="customs",
            compatibility="BACKWARD",
            partitions=4,
            config={"cleanup.policy": "compact", "min.compaction.lag.ms": "604800000"},
            data_class="keys and positions, words of operators, no personal data",
            seen_as="",
        ),
        Topic(
            name=CUSTOMS_CLEARANCE_JOURNAL,
            role="journal",
            description="What customs.clearance read, in which order, and the hash chain over what it wrote.",
            records=(mesh.JournalEntry,),
            key="partition number",
            producer="customs.clearance",
            consumers=("customs.clearance",),
            owner="customs",
            compatibility="BACKWARD",
            partitions=4,
            config={"cleanup.policy": "delete", "retention.ms": "2592000000"},
            data_class="keys and digests, no personal data",
            seen_as="",
        ),
        Topic(
            name=CUSTOMS_CLEARANCE_STATE,
            role="state",
            description="State of customs.clearance, restored by its next owner.",
            records=(customs_clearance.Declaration, customs_clearance.Folder, customs_clearance.ListOnFile, customs_clearance.OrderOnFile, customs_clearance.PaymentOnFile, customs_clearance.Serial, customs_clearance.WaybillOnFile, mesh.FaultsCounted, mesh.JournalHead, mesh.KeyParked, mesh.RecordParked, mesh.Wakes,),
            key="kind and key of the state record",
            producer="customs.clearance",
            consumers=("customs.clearance",),
            owner="customs",
            compatibility="BACKWARD",
            partitions=4,
            config={"cleanup.policy": "compact", "min.compaction.lag.ms": "604800000"},
            data_class="business and pseudonyms, personal fields encrypted",
            seen_as="",
        ),
        Topic(
            name=CUSTOMS_DECLARATIONS,
            role="event",
            description="The lifecycle of every declaration, in order.",
            records=(customs.DeclarationAccepted, customs.DeclarationAmended, customs.DeclarationHeld, customs.DeclarationCleared, customs.DeclarationRefused, customs.DeclarationWithdrawn, customs.DeclarationClosed,),
            key="normalised order number",
            producer="customs.clearance",
            consumers=("inspection.decisions", "forex.decisions", "tax.assessment", "credit.decisions", "gateway.receipts", "gateway.view",),
            owner="customs",
            compatibility="FULL_TRANSITIVE",
            partitions=4,
            config={"cleanup.policy": "delete", "retention.ms": "2592000000"},
            data_class="business, no personal data",
            seen_as="",
        ),
        Topic(
            name=CUSTOMS_DOCUMENTS,
            role="event",
            description="The verdict of customs on each document.",
            records=(customs.DocumentJudged,),
            key="normalised order number",
            producer="customs.clearance",
            consumers=("gateway.receipts", "gateway.view",),
            owner="customs",
            compatibility="FULL_TRANSITIVE",
            partitions=4,
            config={"cleanup.policy": "delete", "retention.ms": "2592000000"},
            data_class="business, no personal data",
            seen_as="",
        ),
        Topic(
            name=CUSTOMS_ENTERPRISES,
            role="register",
            description="Enterprises registered with customs and their credit grade.",
            records=(customs.EnterpriseRegistered,),
            key="code@version",
            producer="registrar",
            consumers=("customs.clearance", "inspection.decisions", "customs.parcels", "filing.enterprises", "gateway",),
            owner="customs",
            compatibility="FULL_TRANSITIVE",
            partitions=1,
            config={"cleanup.policy": "compact", "min.compaction.lag.ms": "604800000"},
            data_class="public or official",
            seen_as="",
        ),
        Topic(
            name=CUSTOMS_GOODS_FILINGS,
            role="register",
            description="Goods filed with customs, with their net content.",
            records=(customs.GoodsFiled,),
            key="code@version",
            producer="registrar",
            consumers=("tax.assessment", "gateway",),
            owner="customs",
            compatibility="FULL_TRANSITIVE",
            partitions=1,
            config={"cleanup.policy": "compact", "min.compaction.lag.ms": "604800000"},
            data_class="public or official",
            seen_as="",
        ),
        Topic(
            name=CUSTOMS_NUMBER_ANSWERS,
            role="event",
            description="Answers to claims of numbers.",
            records=(customs.NumberClaimAnswered, mesh.Gathered,),
            key="normalised order number",
            producer="customs.numbers",
            consumers=("customs.clearance", "gateway.view",),
            owner="customs",
            compatibility="FULL_TRANSITIVE",
            partitions=4,
            config={"cleanup.policy": "delete", "retention.ms": "2592000000"},
            data_class="business, no personal data",
            seen_as="",
        ),
        Topic(
            name=CUSTOMS_NUMBER_CLAIMS,
            role="event",
            description="Claims of payment and waybill numbers.",
            records=(customs.NumberClaimRequested, mesh.Gathered,),
            key="kind, issuer code and number",
            producer="customs.clearance",
            consumers=("customs.numbers", "customs.parcels",),
            owner="customs",
            compatibility="FULL_TRANSITIVE",
            partitions=4,
            config={"cleanup.policy": "delete", "retention.ms": "2592000000"},
            data_class="business, no personal data",
            seen_as="",
        ),
        Topic(
            name=CUSTOMS_NUMBERS_COMMANDS,
            role="commands",
            description="What operators ask of customs.numbers, and it of itself: to go on.",
            records=(mesh.RedriveRequested, mesh.DiscardRequested,),
            key="message key that it is about",
            producer="gateway",
            consumers=("customs.numbers",),
            owner="customs",
            compatibility="FULL_TRANSITIVE",
            partitions=4,
            config={"cleanup.policy": "delete", "retention.ms": "2592000000"},
            data_class="business, no personal data",
            seen_as="",
        ),
        Topic(
            name=CUSTOMS_NUMBERS_DEAD_LETTERS,
            role="dead-letters",
            description="Records that customs.numbers could not work, and what came of commands about their keys.",
            records=(mesh.DeadLettered, mesh.CommandAnswered,),
            key="message key under which the record is parked; of all else its place among the commands",
            producer="customs.numbers",
            consumers=("gateway.view",),
            owner="customs",
            compatibility="BACKWARD",
            partitions=4,
            config={"cleanup.policy": "compact", "min.compaction.lag.ms": "604800000"},
            data_class="keys and positions, words of operators, no personal data",
            seen_as="",
        ),
        Topic(
            name=CUSTOMS_NUMBERS_JOURNAL,
            role="journal",
            description="What customs.numbers read, in which order, and the hash chain over what it wrote.",
            records=(mesh.JournalEntry,),
            key="partition number",
            producer="customs.numbers",
            consumers=("customs.numbers",),
            owner="customs",
            compatibility="BACKWARD",
            partitions=4,
            config={"cleanup.policy": "delete", "retention.ms": "2592000000"},
            data_class="keys and digests, no personal data",
            seen_as="",
        ),
        Topic(
            name=CUSTOMS_NUMBERS_STATE,
            role="state",
            description="State of customs.numbers, restored by its next owner.",
            records=(customs_numbers.Holding, mesh.FaultsCounted, mesh.JournalHead, mesh.KeyParked, mesh.RecordParked, mesh.Wakes,),
            key="kind and key of the state record",
            producer="customs.numbers",
            consumers=("customs.numbers",),
            owner="customs",
            compatibility="BACKWARD",
            partitions=4,
            config={"cleanup.policy": "compact", "min.compaction.lag.ms": "604800000"},
            data_class="business and pseudonyms, personal fields encrypted",
            seen_as="",
        ),
        Topic(
            name=CUSTOMS_PARAMETERS,
            role="register",
            description="Dated parameters of the rules of customs.",
            records=(common.ParameterSet,),
            key="code@version",
            producer="registrar",
            consumers=("customs.clearance", "customs.allowance", "customs.numbers", "customs.parcels", "gateway",),
            owner="customs",
            compatibility="FULL_TRANSITIVE",
            partitions=1,
            config={"cleanup.policy": "compact", "min.compaction.lag.ms": "604800000"},
            data_class="public or official",
            seen_as="",
        ),
        Topic(
            name=CUSTOMS_PARCEL_DOCUMENTS,
            role="event",
            description="The verdict of customs on each document of transport.",
            records=(customs.DocumentJudged,),
            key="kind, issuer code and number",
            producer="customs.parcels",
            consumers=("gateway.receipts", "gateway.view",),
            owner="customs",
            compatibility="FULL_TRANSITIVE",
            partitions=4,
            config={"cleanup.policy": "delete", "retention.ms": "2592000000"},
            data_class="business, no personal data",
            seen_as="",
        ),
        Topic(
            name=CUSTOMS_PARCELS_COMMANDS,
            role="commands",
            description="What operators ask of customs.parcels, and it of itself: to go on.",
            records=(mesh.RedriveRequested, mesh.DiscardRequested,),
            key="message key that it is about",
            producer="gateway",
            consumers=("customs.parcels",),
            owner="customs",
            compatibility="FULL_TRANSITIVE",
            partitions=4,
            config={"cleanup.policy": "delete", "retention.ms": "2592000000"},
            data_class="business, no personal data",
            seen_as="",
        ),
        Topic(
            name=CUSTOMS_PARCELS_DEAD_LETTERS,
            role="dead-letters",
            description="Records that customs.parcels could not work, and what came of commands about their keys.",
            records=(mesh.DeadLettered, mesh.CommandAnswered,),
            key="message key under which the record is parked; of all else its place among the commands",
            producer="customs.parcels",
            consumers=("gateway.view",),
            owner="customs",
            compatibility="BACKWARD",
            partitions=4,
            config={"cleanup.policy": "compact", "min.compaction.lag.ms": "604800000"},
            data_class="keys and positions, words of operators, no personal data",
            seen_as="",
        ),
        Topic(
            name=CUSTOMS_PARCELS_JOURNAL,
            role="journal",
            description="What customs.parcels read, in which order, and the hash chain over what it wrote.",
            records=(mesh.JournalEntry,),
            key="partition number",
            producer="customs.parcels",
            consumers=("customs.parcels",),
            owner="customs",
            compatibility="BACKWARD",
            partitions=4,
            config={"cleanup.policy": "delete", "retention.ms": "2592000000"},
            data_class="keys and digests, no personal data",
            seen_as="",
        ),
        Topic(
            name=CUSTOMS_PARCELS_STATE,
            role="state",
            description="State of customs.parcels, restored by its next owner.",
            records=(customs_parcels.Waybill, customs_numbers.Holding, mesh.FaultsCounted, mesh.JournalHead, mesh.KeyParked, mesh.RecordParked, mesh.Wakes,),
            key="kind and key of the state record",
            producer="customs.parcels",
            consumers=("customs.parcels",),
            owner="customs",
            compatibility="BACKWARD",
            partitions=4,
            config={"cleanup.policy": "compact", "min.compaction.lag.ms": "604800000"},
            data_class="business and pseudonyms, personal fields encrypted",
            seen_as="",
        ),
        Topic(
            name=CUSTOMS_POSITIVE_LIST,
            role="register",
            description="Goods that may be imported as retail (positive list).",
            records=(customs.GoodsListed,),
            key="code@version",
            producer="registrar",
            consumers=("customs.clearance", "gateway",),
            owner="customs",
            compatibility="FULL_TRANSITIVE",
            partitions=1,
            config={"cleanup.policy": "compact", "min.compaction.lag.ms": "604800000"},
            data_class="public or official",
            seen_as="",
        ),
        Topic(
            name=CUSTOMS_SIGHTINGS,
            role="event",
            description="What carriers have told of the parcel of an order.",
            records=(customs.ParcelSighted,),
            key="normalised order number",
            producer="customs.parcels",
            consumers=("gateway.view",),
            owner="customs",
            compatibility="FULL_TRANSITIVE",
            partitions=4,
            config={"cleanup.policy": "delete", "retention.ms": "2592000000"},
            data_class="business, no personal data",
            seen_as="status",
        ),
        Topic(
            name=FILING_DOCUMENTS,
            role="event",
            description="The verdict of filing on each filing of an enterprise.",
            records=(filing.FilingJudged,),
            key="normalised enterprise code",
            producer="filing.enterprises",
            consumers=("gateway.receipts", "gateway.view",),
            owner="filing",
            compatibility="FULL_TRANSITIVE",
            partitions=4,
            config={"cleanup.policy": "delete", "retention.ms": "2592000000"},
            data_class="business, no personal data",
            seen_as="",
        ),
        Topic(
            name=FILING_ENTERPRISES_COMMANDS,
            role="commands",
            description="What operators ask of filing.enterprises, and it of itself: to go on.",
            records=(mesh.RedriveRequested, mesh.DiscardRequested,),
            key="message key that it is about",
            producer="gateway",
            consumers=("filing.enterprises",),
            owner="filing",
            compatibility="FULL_TRANSITIVE",
            partitions=4,
            config={"cleanup.policy": "delete", "retention.ms": "2592000000"},
            data_class="business, no personal data",
            seen_as="",
        ),
        Topic(
            name=FILING_ENTERPRISES_DEAD_LETTERS,
            role="dead-letters",
            description="Records that filing.enterprises could not work, and what came of commands about their keys.",
            records=(mesh.DeadLettered, mesh.CommandAnswered,),
            key="message key under which the record is parked; of all else its place among the commands",
            producer="filing.enterprises",
            consumers=("gateway.view",),
            owner="filing",
            compatibility="BACKWARD",
            partitions=4,
            config={"cleanup.policy": "compact", "min.compaction.lag.ms": "604800000"},
            data_class="keys and positions, words of operators, no personal data",
            seen_as="",
        ),
        Topic(
            name=FILING_ENTERPRISES_JOURNAL,
            role="journal",
            description="What filing.enterprises read, in which order, and the hash chain over what it wrote.",
            records=(mesh.JournalEntry,),
            key="partition number",
            producer="filing.enterprises",
            consumers=("filing.enterprises",),
            owner="filing",
            compatibility="BACKWARD",
            partitions=4,
            config={"cleanup.policy": "delete", "retention.ms": "2592000000"},
            data_class="keys and digests, no personal data",
            seen_as="",
        ),
        Topic(
            name=FILING_ENTERPRISES_STATE,
            role="state",
            description="State of filing.enterprises, restored by its next owner.",
            records=(filing_enterprises.EnterpriseOnFile, mesh.FaultsCounted, mesh.JournalHead, mesh.KeyParked, mesh.RecordParked, mesh.Wakes,),
            key="kind and key of the state record",
            producer="filing.enterprises",
            consumers=("filing.enterprises",),
            owner="filing",
            compatibility="BACKWARD",
            partitions=4,
            config={"cleanup.policy": "compact", "min.compaction.lag.ms": "604800000"},
            data_class="business and pseudonyms, personal fields encrypted",
            seen_as="",
        ),
        Topic(
            name=FILING_PARAMETERS,
            role="register",
            description="Dated parameters of the rules of filing.",
            records=(common.ParameterSet,),
            key="code@version",
            producer="registrar",
            consumers=("filing.enterprises", "gateway",),
            owner="filing",
            compatibility="FULL_TRANSITIVE",
            partitions=1,
            config={"cleanup.policy": "compact", "min.compaction.lag.ms": "604800000"},
            data_class="public or official",
            seen_as="",
        ),
        Topic(
            name=FILING_QUALIFICATIONS,
            role="standing",
            description="How each enterprise on file stands with each agency that it asks.",
            records=(filing.QualificationRecorded,),
            key="enterprise_code/agency",
            producer="filing.enterprises",
            consumers=("gateway",),
            owner="filing",
            compatibility="FULL_TRANSITIVE",
            partitions=4,
            config={"cleanup.policy": "compact", "min.compaction.lag.ms": "604800000", "delete.retention.ms": "2592000000"},
            data_class="business, no personal data",
            seen_as="",
        ),
        Topic(
            name=FOREX_DECISIONS_COMMANDS,
            role="commands",
            description="What operators ask of forex.decisions, and it of itself: to go on.",
            records=(mesh.RedriveRequested, mesh.DiscardRequested,),
            key="message key that it is about",
            producer="gateway",
            consumers=("forex.decisions",),
            owner="forex",
            compatibility="FULL_TRANSITIVE",
            partitions=4,
            config={"cleanup.policy": "delete", "retention.ms": "2592000000"},
            data_class="business, no personal data",
            seen_as="",
        ),
        Topic(
            name=FOREX_DECISIONS_DEAD_LETTERS,
            role="dead-letters",
            description="Records that forex.decisions could not work, and what came of commands about their keys.",
            records=(mesh.DeadLettered, mesh.CommandAnswered,),
            key="message key under which the record is parked; of all else its place among the commands",
            producer="forex.decisions",
            consumers=("gateway.view",),
            owner="forex",
            compatibility="BACKWARD",
            partitions=4,
            config={"cleanup.policy": "compact", "min.compaction.lag.ms": "604800000"},
            data_class="keys and positions, words of operators, no personal data",
            seen_as="",
        ),
        Topic(
            name=FOREX_DECISIONS_JOURNAL,
            role="journal",
            description="What forex.decisions read, in which order, and the hash chain over what it wrote.",
            records=(mesh.JournalEntry,),
            key="partition number",
            producer="forex.decisions",
            consumers=("forex.decisions",),
            owner="forex",
            compatibility="BACKWARD",
            partitions=4,
            config={"cleanup.policy": "delete", "retention.ms": "2592000000"},
            data_class="keys and digests, no personal data",
            seen_as="",
        ),
        Topic(
            name=FOREX_DECISIONS_STATE,
            role="state",
            description="State of forex.decisions, restored by its next owner.",
            records=(forex_decisions.Case, mesh.FaultsCounted, mesh.JournalHead, mesh.KeyParked, mesh.RecordParked, mesh.Wakes,),
            key="kind and key of the state record",
            producer="forex.decisions",
            consumers=("forex.decisions",),
            owner="forex",
            compatibility="BACKWARD",
            partitions=4,
            config={"cleanup.policy": "compact", "min.compaction.lag.ms": "604800000"},
            data_class="business and pseudonyms, personal fields encrypted",
            seen_as="",
        ),
        Topic(
            name=FOREX_DECISIONS,
            role="event",
            description="Decisions of foreign exchange.",
            records=(forex.ForexDecided,),
            key="normalised order number",
            producer="forex.decisions",
            consumers=("customs.clearance", "gateway.view",),
            owner="forex",
            compatibility="FULL_TRANSITIVE",
            partitions=4,
            config={"cleanup.policy": "delete", "retention.ms": "2592000000"},
            data_class="business, no personal data",
            seen_as="",
        ),
        Topic(
            name=FOREX_FINDINGS,
            role="event",
            description="Findings of forex officers on held declarations.",
            records=(common.FindingRecorded,),
            key="normalised order number",
            producer="gateway",
            consumers=("forex.decisions", "gateway.view",),
            owner="forex",
            compatibility="FULL_TRANSITIVE",
            partitions=4,
            config={"cleanup.policy": "delete", "retention.ms": "2592000000"},
            data_class="business, no personal data",
            seen_as="",
        ),
        Topic(
            name=FOREX_LICENCES,
            role="register",
            description="Licences of payment institutions.",
            records=(forex.LicenceIssued,),
            key="code@version",
            producer="registrar",
            consumers=("forex.decisions", "filing.enterprises", "gateway",),
            owner="forex",
            compatibility="FULL_TRANSITIVE",
            partitions=1,
            config={"cleanup.policy": "compact", "min.compaction.lag.ms": "604800000"},
            data_class="public or official",
            seen_as="",
        ),
        Topic(
            name=FOREX_TOTAL_ENTRIES,
            role="event",
            description="Entries into the totals of an enterprise.",
            records=(forex.TotalEntered, mesh.Gathered,),
            key="enterprise code",
            producer="forex.decisions",
            consumers=("forex.totals",),
            owner="forex",
            compatibility="FULL_TRANSITIVE",
            partitions=4,
            config={"cleanup.policy": "delete", "retention.ms": "2592000000"},
            data_class="business, no personal data",
            seen_as="",
        ),
        Topic(
            name=FOREX_TOTALS_COMMANDS,
            role="commands",
            description="What operators ask of forex.totals, and it of itself: to go on.",
            records=(mesh.RedriveRequested, mesh.DiscardRequested,),
            key="message key that it is about",
            producer="gateway",
            consumers=("forex.totals",),
            owner="forex",
            compatibility="FULL_TRANSITIVE",
            partitions=4,
            config={"cleanup.policy": "delete", "retention.ms": "2592000000"},
            data_class="business, no personal data",
            seen_as="",
        ),
        Topic(
            name=FOREX_TOTALS_DEAD_LETTERS,
            role="dead-letters",
            description="Records that forex.totals could not work, and what came of commands about their keys.",
            records=(mesh.DeadLettered, mesh.CommandAnswered,),
            key="message key under which the record is parked; of all else its place among the commands",
            producer="forex.totals",
            consumers=("gateway.view",),
            owner="forex",
            compatibility="BACKWARD",
            partitions=4,
            config={"cleanup.policy": "compact", "min.compaction.lag.ms": "604800000"},
            data_class="keys and positions, words of operators, no personal data",
            seen_as="",
        ),
        Topic(
            name=FOREX_TOTALS_JOURNAL,
            role="journal",
            description="What forex.totals read, in which order, and the hash chain over what it wrote.",
            records=(mesh.JournalEntry,),
            key="partition number",
            producer="forex.totals",
            consumers=("forex.totals",),
            owner="forex",
            compatibility="BACKWARD",
            partitions=4,
            config={"cleanup.policy": "delete", "retention.ms": "2592000000"},
            data_class="keys and digests, no personal data",
            seen_as="",
        ),
        Topic(
            name=FOREX_TOTALS_STATE,
            role="state",
            description="State of forex.totals, restored by its next owner.",
            records=(forex_totals.Entry, forex_totals.Total, mesh.FaultsCounted, mesh.JournalHead, mesh.KeyParked, mesh.RecordParked, mesh.Wakes,),
            key="kind and key of the state record",
            producer="forex.totals",
            consumers=("forex.totals",),
            owner="forex",
            compatibility="BACKWARD",
            partitions=4,
            config={"cleanup.policy": "compact", "min.compaction.lag.ms": "604800000"},
            data_class="business and pseudonyms, personal fields encrypted",
            seen_as="",
        ),
        Topic(
            name=GATEWAY_EVIDENCE,
            role="event",
            description="Requests as received, byte for byte and encrypted, in pieces with a manifest.",
            records=(gateway.EvidenceStored, gateway.EvidenceSealed,),
            key="batch id",
            producer="gateway",
            consumers=("gateway",),
            owner="gateway",
            compatibility="FULL_TRANSITIVE",
            partitions=4,
            config={"cleanup.policy": "delete", "retention.ms": "2592000000"},
            data_class="bytes as received, encrypted per day and class",
            seen_as="",
        ),
        Topic(
            name=GATEWAY_PARAMETERS,
            role="register",
            description="Dated parameters of the officers' worklist, such as how long a hold may wait.",
            records=(common.ParameterSet,),
            key="code@version",
            producer="registrar",
            consumers=("gateway",),
            owner="gateway",
            compatibility="FULL_TRANSITIVE",
            partitions=1,
            config={"cleanup.policy": "compact", "min.compaction.lag.ms": "604800000"},
            data_class="public or official",
            seen_as="",
        ),
        Topic(
            name=GATEWAY_RECEIPTS_COMMANDS,
            role="commands",
            description="What operators ask of gateway.receipts, and it of itself: to go on.",
            records=(mesh.RedriveRequested, mesh.DiscardRequested,),
            key="message key that it is about",
            producer="gateway",
            consumers=("gateway.receipts",),
            owner="gateway",
            compatibility="FULL_TRANSITIVE",
            partitions=4,
            config={"cleanup.policy": "delete", "retention.ms": "2592000000"},
            data_class="business, no personal data",
            seen_as="",
        ),
        Topic(
            name=GATEWAY_RECEIPTS_DEAD_LETTERS,
            role="dead-letters",
            description="Records that gateway.receipts could not work, and what came of commands about their keys.",
            records=(mesh.DeadLettered, mesh.CommandAnswered,),
            key="message key under which the record is parked; of all else its place among the commands",
            producer="gateway.receipts",
            consumers=("gateway.view",),
            owner="gateway",
            compatibility="BACKWARD",
            partitions=4,
            config={"cleanup.policy": "compact", "min.compaction.lag.ms": "604800000"},
            data_class="keys and positions, words of operators, no personal data",
            seen_as="",
        ),
        Topic(
            name=GATEWAY_RECEIPTS_JOURNAL,
            role="journal",
            description="What gateway.receipts read, in which order, and the hash chain over what it wrote.",
            records=(mesh.JournalEntry,),
            key="partition number",
            producer="gateway.receipts",
            consumers=("gateway.receipts",),
            owner="gateway",
            compatibility="BACKWARD",
            partitions=4,
            config={"cleanup.policy": "delete", "retention.ms": "2592000000"},
            data_class="keys and digests, no personal data",
            seen_as="",
        ),
        Topic(
            name=GATEWAY_RECEIPTS_STATE,
            role="state",
            description="State of gateway.receipts, restored by its next owner.",
            records=(gateway_receipts.Matched, mesh.FaultsCounted, mesh.JournalHead, mesh.KeyParked, mesh.RecordParked, mesh.Wakes,),
            key="kind and key of the state record",
            producer="gateway.receipts",
            consumers=("gateway.receipts",),
            owner="gateway",
            compatibility="BACKWARD",
            partitions=4,
            config={"cleanup.policy": "compact", "min.compaction.lag.ms": "604800000"},
            data_class="business and pseudonyms, personal fields encrypted",
            seen_as="",
        ),
        Topic(
            name=GATEWAY_RECEIPTS,
            role="event",
            description="Receipts; their offsets are the cursor of every stream.",
            records=(gateway.ReceiptIssued,),
            key="normalised order number",
            producer="gateway.receipts",
            consumers=("gateway", "gateway.view",),
            owner="gateway",
            compatibility="FULL_TRANSITIVE",
            partitions=4,
            config={"cleanup.policy": "delete", "retention.ms": "2592000000"},
            data_class="business, no personal data",
            seen_as="",
        ),
        Topic(
            name=GATEWAY_REGISTER_CHANGES,
            role="event",
            description="Changes of registers, with both persons and their authority.",
            records=(gateway.RegisterAmended,),
            key="change id",
            producer="gateway",
            consumers=("gateway.view",),
            owner="gateway",
            compatibility="FULL_TRANSITIVE",
            partitions=4,
            config={"cleanup.policy": "delete", "retention.ms": "315360000000"},
            data_class="business, no personal data",
            seen_as="",
        ),
        Topic(
            name=INSPECTION_DECISIONS_COMMANDS,
            role="commands",
            description="What operators ask of inspection.decisions, and it of itself: to go on.",
            records=(mesh.RedriveRequested, mesh.DiscardRequested,),
            key="message key that it is about",
            producer="gateway",
            consumers=("inspection.decisions",),
            owner="inspection",
            compatibility="FULL_TRANSITIVE",
            partitions=4,
            config={"cleanup.policy": "delete", "retention.ms": "2592000000"},
            data_class="business, no personal data",
            seen_as="",
        ),
        Topic(
            name=INSPECTION_DECISIONS_DEAD_LETTERS,
            role="dead-letters",
            description="Records that inspection.decisions could not work, and what came of commands about their keys.",
            records=(mesh.DeadLettered, mesh.CommandAnswered,),
            key="message key under which the record is parked; of all else its place among the commands",
            producer="inspection.decisions",
            consumers=("gateway.view",),
            owner="inspection",
            compatibility="BACKWARD",
            partitions=4,
            config={"cleanup.policy": "compact", "min.compaction.lag.ms": "604800000"},
            data_class="keys and positions, words of operators, no personal data",
            seen_as="",
        ),
        Topic(
            name=INSPECTION_DECISIONS_JOURNAL,
            role="journal",
            description="What inspection.decisions read, in which order, and the hash chain over what it wrote.",
            records=(mesh.JournalEntry,),
            key="partition number",
            producer="inspection.decisions",
            consumers=("inspection.decisions",),
            owner="inspection",
            compatibility="BACKWARD",
            partitions=4,
            config={"cleanup.policy": "delete", "retention.ms": "2592000000"},
            data_class="keys and digests, no personal data",
            seen_as="",
        ),
        Topic(
            name=INSPECTION_DECISIONS_STATE,
            role="state",
            description="State of inspection.decisions, restored by its next owner.",
            records=(inspection_decisions.Case, mesh.FaultsCounted, mesh.JournalHead, mesh.KeyParked, mesh.RecordParked, mesh.Wakes,),
            key="kind and key of the state record",
            producer="inspection.decisions",
            consumers=("inspection.decisions",),
            owner="inspection",
            compatibility="BACKWARD",
            partitions=4,
            config={"cleanup.policy": "compact", "min.compaction.lag.ms": "604800000"},
            data_class="business and pseudonyms, personal fields encrypted",
            seen_as="",
        ),
        Topic(
            name=INSPECTION_DECISIONS,
            role="event",
            description="Decisions of inspection and quarantine.",
            records=(inspection.InspectionDecided,),
            key="normalised order number",
            producer="inspection.decisions",
            consumers=("customs.clearance", "gateway.view",),
            owner="inspection",
            compatibility="FULL_TRANSITIVE",
            partitions=4,
            config={"cleanup.policy": "delete", "retention.ms": "2592000000"},
            data_class="business, no personal data",
            seen_as="",
        ),
        Topic(
            name=INSPECTION_FINDINGS,
            role="event",
            description="Findings of inspection officers on held declarations.",
            records=(common.FindingRecorded,),
            key="normalised order number",
            producer="gateway",
            consumers=("inspection.decisions", "gateway.view",),
            owner="inspection",
            compatibility="FULL_TRANSITIVE",
            partitions=4,
            config={"cleanup.policy": "delete", "retention.ms": "2592000000"},
            data_class="business, no personal data",
            seen_as="",
        ),
        Topic(
            name=INSPECTION_PARAMETERS,
            role="register",
            description="Dated parameters of the rules of inspection.",
            records=(common.ParameterSet,),
            key="code@version",
            producer="registrar",
            consumers=("inspection.decisions", "gateway",),
            owner="inspection",
            compatibility="FULL_TRANSITIVE",
            partitions=1,
            config={"cleanup.policy": "compact", "min.compaction.lag.ms": "604800000"},
            data_class="public or official",
            seen_as="",
        ),
        Topic(
            name=INSPECTION_RISKS,
            role="register",
            description="Risk grades and alerts.",
            records=(inspection.RiskRated,),
            key="code@version",
            producer="registrar",
            consumers=("inspection.decisions", "gateway",),
            owner="inspection",
            compatibility="FULL_TRANSITIVE",
            partitions=1,
            config={"cleanup.policy": "compact", "min.compaction.lag.ms": "604800000"},
            data_class="public or official",
            seen_as="",
        ),
        Topic(
            name=MESH_CLOCK,
            role="event",
            description="Virtual time, written to every partition.",
            records=(mesh.ClockTicked,),
            key="partition number",
            producer="mesh.clock",
            consumers=("customs.clearance", "tax.assessment", "tax.guarantee", "filing.enterprises",),
            owner="mesh",
            compatibility="FULL_TRANSITIVE",
            partitions=4,
            config={"cleanup.policy": "delete", "retention.ms": "604800000"},
            data_class="business, no personal data",
            seen_as="",
        ),
        Topic(
            name=MESH_SCHEMAS,
            role="register",
            description="Every schema in use, written before a producer of it starts.",
            records=(mesh.SchemaPublished,),
            key="schema id, decimal",
            producer="deploy",
            consumers=("all",),
            owner="mesh",
            compatibility="FULL_TRANSITIVE",
            partitions=1,
            config={"cleanup.policy": "compact", "min.compaction.lag.ms": "604800000"},
            data_class="business, no personal data",
            seen_as="",
        ),
        Topic(
            name=TAX_ASSESSMENT_COMMANDS,
            role="commands",
            description="What operators ask of tax.assessment, and it of itself: to go on.",
            records=(mesh.RedriveRequested, mesh.DiscardRequested,),
            key="message key that it is about",
            producer="gateway",
            consumers=("tax.assessment",),
            owner="tax",
            compatibility="FULL_TRANSITIVE",
            partitions=4,
            config={"cleanup.policy": "delete", "retention.ms": "2592000000"},
            data_class="business, no personal data",
            seen_as="",
        ),
        Topic(
            name=TAX_ASSESSMENT_DEAD_LETTERS,
            role="dead-letters",
            description="Records that tax.assessment could not work, and what came of commands about their keys.",
            records=(mesh.DeadLettered, mesh.CommandAnswered,),
            key="message key under which the record is parked; of all else its place among the commands",
            producer="tax.assessment",
            consumers=("gateway.view",),
            owner="tax",
            compatibility="BACKWARD",
            partitions=4,
            config={"cleanup.policy": "compact", "min.compaction.lag.ms": "604800000"},
            data_class="keys and positions, words of operators, no personal data",
            seen_as="",
        ),
        Topic(
            name=TAX_ASSESSMENT_JOURNAL,
            role="journal",
            description="What tax.assessment read, in which order, and the hash chain over what it wrote.",
            records=(mesh.JournalEntry,),
            key="partition number",
            producer="tax.assessment",
            consumers=("tax.assessment",),
            owner="tax",
            compatibility="BACKWARD",
            partitions=4,
            config={"cleanup.policy": "delete", "retention.ms": "2592000000"},
            data_class="keys and digests, no personal data",
            seen_as="",
        ),
        Topic(
            name=TAX_ASSESSMENT_STATE,
            role="state",
            description="State of tax.assessment, restored by its next owner.",
            records=(tax_assessment.Case, mesh.FaultsCounted, mesh.JournalHead, mesh.KeyParked, mesh.RecordParked, mesh.Wakes,),
            key="kind and key of the state record",
            producer="tax.assessment",
            consumers=("tax.assessment",),
            owner="tax",
            compatibility="BACKWARD",
            partitions=4,
            config={"cleanup.policy": "compact", "min.compaction.lag.ms": "604800000"},
            data_class="business and pseudonyms, personal fields encrypted",
            seen_as="",
        ),
        Topic(
            name=TAX_ASSESSMENTS,
            role="event",
            description="Tax assessed per declaration.",
            records=(tax.DutyAssessed,),
            key="normalised order number",
            producer="tax.assessment",
            consumers=("customs.clearance", "gateway.view",),
            owner="tax",
            compatibility="FULL_TRANSITIVE",
            partitions=4,
            config={"cleanup.policy": "delete", "retention.ms": "2592000000"},
            data_class="business, no personal data",
            seen_as="",
        ),
        Topic(
            name=TAX_BILLS,
            role="event",
            description="Electronic tax bills per list, and their changes of status.",
            records=(tax.TaxBillIssued, tax.TaxBillStatusChanged,),
            key="normalised order number",
            producer="tax.assessment",
            consumers=("gateway.receipts", "gateway.view",),
            owner="tax",
            compatibility="FULL_TRANSITIVE",
            partitions=4,
            config={"cleanup.policy": "delete", "retention.ms": "2592000000"},
            data_class="business, no personal data",
            seen_as="",
        ),
        Topic(
            name=TAX_FINDINGS,
            role="event",
            description="Findings of tax officers on held declarations.",
            records=(common.FindingRecorded,),
            key="normalised order number",
            producer="gateway",
            consumers=("tax.assessment", "gateway.view",),
            owner="tax",
            compatibility="FULL_TRANSITIVE",
            partitions=4,
            config={"cleanup.policy": "delete", "retention.ms": "2592000000"},
            data_class="business, no personal data",
            seen_as="",
        ),
        Topic(
            name=TAX_GUARANTEE_ACCOUNTS,
            role="register",
            description="Guarantees given to customs.",
            records=(tax.GuaranteeRegistered,),
            key="code@version",
            producer="registrar",
            consumers=("tax.guarantee", "gateway",),
            owner="tax",
            compatibility="FULL_TRANSITIVE",
            partitions=1,
            config={"cleanup.policy": "compact", "min.compaction.lag.ms": "604800000"},
            data_class="public or official",
            seen_as="",
        ),
        Topic(
            name=TAX_GUARANTEE_REQUESTS,
            role="event",
            description="Requests to the guarantee ledger.",
            records=(tax.GuaranteeRequested, mesh.Gathered,),
            key="guarantor code",
            producer="tax.assessment",
            consumers=("tax.guarantee",),
            owner="tax",
            compatibility="FULL_TRANSITIVE",
            partitions=4,
            config={"cleanup.policy": "delete", "retention.ms": "2592000000"},
            data_class="business, no personal data",
            seen_as="",
        ),
        Topic(
            name=TAX_GUARANTEE_COMMANDS,
            role="commands",
            description="What operators ask of tax.guarantee, and it of itself: to go on.",
            records=(mesh.RedriveRequested, mesh.DiscardRequested,),
            key="message key that it is about",
            producer="gateway",
            consumers=("tax.guarantee",),
            owner="tax",
            compatibility="FULL_TRANSITIVE",
            partitions=4,
            config={"cleanup.policy": "delete", "retention.ms": "2592000000"},
            data_class="business, no personal data",
            seen_as="",
        ),
        Topic(
            name=TAX_GUARANTEE_DEAD_LETTERS,
            role="dead-letters",
            description="Records that tax.guarantee could not work, and what came of commands about their keys.",
            records=(mesh.DeadLettered, mesh.CommandAnswered,),
            key="message key under which the record is parked; of all else its place among the commands",
            producer="tax.guarantee",
            consumers=("gateway.view",),
            owner="tax",
            compatibility="BACKWARD",
            partitions=4,
            config={"cleanup.policy": "compact", "min.compaction.lag.ms": "604800000"},
            data_class="keys and positions, words of operators, no personal data",
            seen_as="",
        ),
        Topic(
            name=TAX_GUARANTEE_JOURNAL,
            role="journal",
            description="What tax.guarantee read, in which order, and the hash chain over what it wrote.",
            records=(mesh.JournalEntry,),
            key="partition number",
            producer="tax.guarantee",
            consumers=("tax.guarantee",),
            owner="tax",
            compatibility="BACKWARD",
            partitions=4,
            config={"cleanup.policy": "delete", "retention.ms": "2592000000"},
            data_class="keys and digests, no personal data",
            seen_as="",
        ),
        Topic(
            name=TAX_GUARANTEE_STATE,
            role="state",
            description="State of tax.guarantee, restored by its next owner.",
            records=(tax_guarantee.Balance, tax_guarantee.Place, tax_guarantee.Reservation, mesh.FaultsCounted, mesh.JournalHead, mesh.KeyParked, mesh.RecordParked, mesh.Wakes,),
            key="kind and key of the state record",
            producer="tax.guarantee",
            consumers=("tax.guarantee",),
            owner="tax",
            compatibility="BACKWARD",
            partitions=4,
            config={"cleanup.policy": "compact", "min.compaction.lag.ms": "604800000"},
            data_class="business and pseudonyms, personal fields encrypted",
            seen_as="",
        ),
        Topic(
            name=TAX_GUARANTEES,
            role="event",
            description="Decisions of the guarantee ledger.",
            records=(tax.GuaranteeDecided,),
            key="normalised order number",
            producer="tax.guarantee",
            consumers=("customs.clearance", "gateway.view",),
            owner="tax",
            compatibility="FULL_TRANSITIVE",
            partitions=4,
            config={"cleanup.policy": "delete", "retention.ms": "2592000000"},
            data_class="business, no personal data",
            seen_as="",
        ),
        Topic(
            name=TAX_PARAMETERS,
            role="register",
            description="Dated parameters of the rules of tax.",
            records=(common.ParameterSet,),
            key="code@version",
            producer="registrar",
            consumers=("tax.assessment", "tax.guarantee", "gateway",),
            owner="tax",
            compatibility="FULL_TRANSITIVE",
            partitions=1,
            config={"cleanup.policy": "compact", "min.compaction.lag.ms": "604800000"},
            data_class="public or official",
            seen_as="",
        ),
        Topic(
            name=TAX_RATES,
            role="register",
            description="Statutory rates by commodity code.",
            records=(tax.RateSet,),
            key="code@version",
            producer="registrar",
            consumers=("tax.assessment", "gateway",),
            owner="tax",
            compatibility="FULL_TRANSITIVE",
            partitions=1,
            config={"cleanup.policy": "compact", "min.compaction.lag.ms": "604800000"},
            data_class="public or official",
            seen_as="",
        ),
        Topic(
            name=TRADE_FILINGS,
            role="event",
            description="Filings of enterprises as they were submitted, one record each.",
            records=(trade.EnterpriseFilingSubmitted,),
            key="normalised enterprise code",
            producer="gateway",
            consumers=("gateway", "filing.enterprises", "gateway.view",),
            owner="gateway",
            compatibility="FULL_TRANSITIVE",
            partitions=4,
            config={"cleanup.policy": "delete", "retention.ms": "2592000000"},
            data_class="personal fields encrypted per day and class",
            seen_as="",
        ),
        Topic(
            name=TRADE_IMPORTS,
            role="event",
            description="Trade documents as enterprises submitted them, one record each.",
            records=(trade.ImportOrderSubmitted, trade.ImportPaymentSubmitted, trade.ImportWaybillSubmitted, trade.ImportListSubmitted, trade.ImportCancellationSubmitted,),
            key="normalised order number; of a waybill without one, carrier and waybill number",
            producer="gateway",
            consumers=("gateway", "customs.clearance", "gateway.view",),
            owner="gateway",
            compatibility="FULL_TRANSITIVE",
            partitions=4,
            config={"cleanup.policy": "delete", "retention.ms": "2592000000"},
            data_class="personal fields encrypted per day and class",
            seen_as="",
        ),
        Topic(
            name=TRADE_TRANSPORT,
            role="event",
            description="Documents of transport as carriers submitted them, one record each.",
            records=(trade.WaybillStatusSubmitted,),
            key="kind, issuer code and number",
            producer="gateway",
            consumers=("gateway", "customs.parcels", "gateway.view",),
            owner="gateway",
            compatibility="FULL_TRANSITIVE",
            partitions=4,
            config={"cleanup.policy": "delete", "retention.ms": "2592000000"},
            data_class="personal fields encrypted per day and class",
            seen_as="",
        ),
    )
}

PROCESSORS: dict[str, ProcessorEntry] = {
    "customs.clearance": ProcessorEntry("customs.clearance", "customs", (customs_clearance.Declaration, customs_clearance.Folder, customs_clearance.ListOnFile, customs_clearance.OrderOnFile, customs_clearance.PaymentOnFile, customs_clearance.Serial, customs_clearance.WaybillOnFile,)),
    "customs.numbers": ProcessorEntry("customs.numbers", "customs", (customs_numbers.Holding,)),
    "customs.allowance": ProcessorEntry("customs.allowance", "customs", (customs_allowance.Balance, customs_allowance.QuantityBalance, customs_allowance.Reservation,)),
    "customs.parcels": ProcessorEntry("customs.parcels", "customs-export", (customs_parcels.Waybill, customs_numbers.Holding,)),
    "inspection.decisions": ProcessorEntry("inspection.decisions", "inspection", (inspection_decisions.Case,)),
    "forex.decisions": ProcessorEntry("forex.decisions", "forex", (forex_decisions.Case,)),
    "forex.totals": ProcessorEntry("forex.totals", "forex", (forex_totals.Entry, forex_totals.Total,)),
    "tax.assessment": ProcessorEntry("tax.assessment", "tax", (tax_assessment.Case,)),
    "tax.guarantee": ProcessorEntry("tax.guarantee", "tax", (tax_guarantee.Balance, tax_guarantee.Place, tax_guarantee.Reservation,)),
    "credit.decisions": ProcessorEntry("credit.decisions", "credit", (credit_decisions.Case,)),
    "credit.ratings": ProcessorEntry("credit.ratings", "credit", (credit_ratings.Entry, credit_ratings.Rating, credit_ratings.Tally,)),
    "filing.enterprises": ProcessorEntry("filing.enterprises", "filing", (filing_enterprises.EnterpriseOnFile,)),
    "gateway.receipts": ProcessorEntry("gateway.receipts", "receipts", (gateway_receipts.Matched,)),
}
