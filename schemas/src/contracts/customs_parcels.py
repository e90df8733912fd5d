# fmt: off
# ruff: noqa
# Generated from schemas/avro/mesh.customs.parcels.*.avsc by schemas/generate.py. Do not edit: change the contract and run it again.

"""Records of mesh.customs.parcels."""

import msgspec

from contracts.common import DocumentRef, Submission
from contracts.customs import ParcelMoved

__all__ = [
    "ExportWaybill",
    "Sighting",
    "Transit",
    "Waybill",
]


class ExportWaybill(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An export waybill of a carrier, by number."""

    submission: Submission
    """newest submission"""
    waybill: DocumentRef | None = None
    """the waybill that counts"""
    merchant_code: str | None = None
    """merchant, where it names one"""
    gross_weight_kg_e5: int
    """gross weight, kg, in 1/100,000"""
    pack_count: int
    """parcels"""


class Sighting(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The status of a waybill on file, and the order to which it belongs."""

    document_id: str
    """document that tells it"""
    waybill_no: str
    """waybill number, as sent"""
    status: str
    """status of the waybill"""
    status_time: str
    """when it happened, YYYYMMDDhhmmss in China time, as sent"""
    recorded_at_ms: int
    """acceptance of the document, ms UTC"""
    order_no: str | None = None
    """normalised number of the order that was told; none while nobody holds the number"""
    platform_code: str | None = None
    """platform of that order, where known"""


class Transit(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Where a parcel stands on its bill, kept until and after a list claims its waybill number."""

    moved: ParcelMoved | None = None
    """the newest READY or DIFFERING"""
    departed: ParcelMoved | None = None
    """the newest departure, unless it was taken back"""


class Waybill(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What a carrier has told of a waybill. Key: kind, issuer code and number, as a claim of the number."""

    submission: Submission
    """the newest document of its status, and its answer"""
    sighting: Sighting | None = None
    """the status on file"""
