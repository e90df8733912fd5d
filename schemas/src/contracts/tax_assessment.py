# fmt: off
# ruff: noqa
# Generated from schemas/avro/mesh.tax.assessment.*.avsc by schemas/generate.py. Do not edit: change the contract and run it again.

"""Records of mesh.tax.assessment."""

import enum

import msgspec

from contracts.common import TaxRegime
from contracts.customs import DeclarationContent
from contracts.tax import LineAssessed, TaxBill

__all__ = [
    "Case",
    "Stage",
]


class Stage(enum.StrEnum):
    """How far a declaration is, as tax assessment follows it (state)."""

    OPEN = "OPEN"
    CLEARED = "CLEARED"
    DROPPED = "DROPPED"
    UNKNOWN = "UNKNOWN"

    __hash__ = str.__hash__  # a symbol is its name; Enum's own goes through Python


class Case(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """State of tax assessment per declaration. Key: declaration id (state)."""

    declaration_id: str
    """the declaration"""
    revision: int
    """the newest revision decided on"""
    tax_regime: TaxRegime
    """regime applied"""
    guarantor_code: str
    """who guarantees"""
    accepted_at_ms: int
    """acceptance of the list"""
    duty_cny_e5: int
    """sum of the revision's assessment"""
    consumption_tax_cny_e5: int
    """sum"""
    vat_cny_e5: int
    """sum"""
    requested: bool
    """a reservation of this revision was asked of the guarantee ledger"""
    hold_id: str | None = None
    """the open hold of the assessment, if any"""
    held_by: str | None = None
    """rule that holds"""
    held_content: DeclarationContent | None = None
    """goods to assess again when the hold ends; only while held"""
    guarantee_hold_id: str | None = None
    """the open hold of the guarantee ledger, as customs last published it"""
    stage: Stage
    """how far the declaration is"""
    lines: tuple[LineAssessed, ...]
    """lines of the bill; only until it is issued"""
    carrier_code: str | None = None
    """logisticsCode, for the bill; only until it is issued"""
    waybill_no: str | None = None
    """logisticsNo, for the bill; only until it is issued"""
    bill: TaxBill | None = None
    """the bill issued, without lines; only until it is summarised"""
    answered_finding_id: str | None = None
    """the last finding that could not end its hold, so that it is answered once"""
