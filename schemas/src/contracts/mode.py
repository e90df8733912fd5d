"""What the contract says about a trade mode of export: the type of the values in `contracts.modes`."""

from typing import NamedTuple

from contracts.common import DocumentType


class Mode(NamedTuple):
    """
    A trade mode of export. names, line_names: fields that a list, or every line, must give, by element.

    match, release, close: documents without which a list is not matched (120), released (800), closed (899).
    with_bill: those of them that post without a bill does not need. beside: documents that hold nothing up.
    simplified_digits: of a commodity code, with flag A. limited: whether a list has a highest value and no goods with
    conditions. consolidated: flag of the lists that are consolidated, empty if none are.
    """

    code: str
    zh: str
    en: str
    order_type: str
    names: dict[str, str]
    line_names: dict[str, str]
    match: tuple[DocumentType, ...]
    release: tuple[DocumentType, ...]
    close: tuple[DocumentType, ...]
    with_bill: tuple[DocumentType, ...]
    beside: tuple[DocumentType, ...]
    simplified_digits: int
    limited: bool
    consolidated: str
