# fmt: off
# ruff: noqa
# Generated from schemas/agencies by schemas/generate.py. Do not edit: change the contract and run it again.

"""Every agency of the mesh, with the sources on which it decides."""

from contracts import common, customs, forex, inspection, tax
from contracts.agency import Agency, Setting, Source

__all__ = ["AGENCIES", "SOURCES", "Agency", "Setting", "Source"]

AGENCIES: dict[str, Agency] = {
    "customs": Agency(
        agency="customs",
        zh="海关",
        en="Customs",
        service="customs",
        workers=("customs",),
        processors=("customs.clearance", "customs.numbers", "customs.allowance",),
        settings=(),
        findings=None,
        registers=("customs.enterprises.v1", "customs.goods-filings.v1", "customs.parameters.v1", "customs.positive-list.v1",),
        sources=("allowance",),
    ),
    "inspection": Agency(
        agency="inspection",
        zh="检验检疫",
        en="Inspection",
        service="inspection",
        workers=("inspection",),
        processors=("inspection.decisions",),
        settings=(Setting("INSPECTION_SAMPLING_KEY", True),),
        findings="inspection.findings.v1",
        registers=("inspection.parameters.v1", "inspection.risks.v1",),
        sources=("inspection",),
    ),
    "forex": Agency(
        agency="forex",
        zh="外汇",
        en="Foreign exchange",
        service="forex",
        workers=("forex",),
        processors=("forex.decisions", "forex.totals",),
        settings=(),
        findings="forex.findings.v1",
        registers=("forex.licences.v1",),
        sources=("forex",),
    ),
    "tax": Agency(
        agency="tax",
        zh="税务",
        en="Tax",
        service="tax",
        workers=("tax",),
        processors=("tax.assessment", "tax.guarantee",),
        settings=(),
        findings="tax.findings.v1",
        registers=("tax.guarantee-accounts.v1", "tax.parameters.v1", "tax.rates.v1",),
        sources=("assessment", "guarantee",),
    ),
}
"""By name, in the order in which pages list them."""

SOURCES: dict[str, Source] = {
    "allowance": Source(
        source="allowance",
        agency="customs",
        zh="年度额度",
        en="Annual allowance",
        topic="customs.allowances.v1",
        record=customs.AllowanceDecided,
        effects=(common.Effect.PASS, common.Effect.REFUSE,),
        held="",
        refused_by_officer="",
        asked_by=None,
    ),
    "inspection": Source(
        source="inspection",
        agency="inspection",
        zh="检验检疫决定",
        en="Inspection decided",
        topic="inspection.decisions.v1",
        record=inspection.InspectionDecided,
        effects=(common.Effect.PASS, common.Effect.HOLD, common.Effect.REFUSE,),
        held="500",
        refused_by_officer="700",
        asked_by=None,
    ),
    "forex": Source(
        source="forex",
        agency="forex",
        zh="外汇决定",
        en="Foreign exchange decided",
        topic="forex.decisions.v1",
        record=forex.ForexDecided,
        effects=(common.Effect.PASS, common.Effect.HOLD, common.Effect.REFUSE,),
        held="300",
        refused_by_officer="",
        asked_by=None,
    ),
    "assessment": Source(
        source="assessment",
        agency="tax",
        zh="税款计核",
        en="Duty and taxes assessed",
        topic="tax.assessments.v1",
        record=tax.DutyAssessed,
        effects=(common.Effect.PASS, common.Effect.NOTE, common.Effect.HOLD, common.Effect.REFUSE,),
        held="300",
        refused_by_officer="",
        asked_by=None,
    ),
    "guarantee": Source(
        source="guarantee",
        agency="tax",
        zh="担保占用",
        en="Guarantee decided",
        topic="tax.guarantees.v1",
        record=tax.GuaranteeDecided,
        effects=(common.Effect.PASS, common.Effect.HOLD, common.Effect.REFUSE,),
        held="300",
        refused_by_officer="",
        asked_by="assessment",
    ),
}
"""By name."""
