"""
The structure of the receipts of the unified version, written from the specification (edition 202205), and a check.

One line per field: name, kind, occurrence. Kinds: `C36` exactly 36 characters, `C1..60` a range, `N` an N19,5 amount,
`I` a whole number. `?` may be absent, `+` one or more. A block stands with its own fields under its name.
"""

import re

from lxml import etree

NAMESPACE = "http://www.chinaport.gov.cn/ceb"
_OUTCOME = "returnStatus C1..10; returnTime C17; returnInfo C1..1000"
_LIST = "copNo C1..20; preNo C18 ?; invtNo C18 ?"
_TAXES = "customsTax N; valueAddedTax N; consumptionTax N"

RECORDS = {
    "CEB312": {"OrderReturn": f"guid C36; ebpCode C1..18; ebcCode C1..18; orderNo C1..60; {_OUTCOME}"},
    "CEB412": {"PaymentReturn": f"guid C36; payCode C1..18; payTransactionId C1..60; {_OUTCOME}"},
    "CEB512": {"LogisticsReturn": f"guid C36; logisticsCode C1..18; logisticsNo C1..60; {_OUTCOME}"},
    "CEB622": {
        "InventoryReturn": "guid C36; customsCode C4 ?; ebpCode C1..18 ?; ebcCode C1..18 ?; agentCode C1..18 ?; "
        f"{_LIST}; {_OUTCOME}"
    },
    "CEB624": {
        "InvtCancelReturn": "guid C36; customsCode C4 ?; agentCode C1..18 ?; ebpCode C1..18 ?; ebcCode C1..18 ?; "
        f"{_LIST}; {_OUTCOME}"
    },
    "CEB816": {
        "Tax": "TaxHeadRd; TaxListRd +",
        "TaxHeadRd": f"guid C36; returnTime C17; invtNo C1..18; taxNo C1..50; {_TAXES}; status C1; "
        "entDutyNo C0..50 ?; note C0..1000 ?; assureCode C0..64 ?; ebcCode C0..64 ?; logisticsCode C0..64 ?; "
        "agentCode C1..18 ?; customsCode C4 ?",
        "TaxListRd": f"gnum I; gcode C10; taxPrice N; {_TAXES}",
    },
    "CEB818": {
        "Tax": "TaxHeadStatus",
        "TaxHeadStatus": "guid C36; returnTime C17; invtNo C1..18; taxNo C1..50; status C1; entDutyNo C0..50 ?; "
        "assureCode C0..64 ?",
    },
    "CEB900": {
        "MessageReturn": "guid C36; returnStatus C1..10; returnInfo C0..5000; returnTime C17; oriCopMsgId C0..255; "
        "oriMessageType C0..15; oriBizMessage C0..*"
    },
}
_LENGTH = re.compile(r"C(\d+)(?:\.\.(\d+|\*))?")


def parse(xml: bytes) -> etree._Element:
    """Return the root of a message, parsed strictly."""
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))


def faults(xml: bytes) -> list[str]:
    """Return what is wrong with a message, by the structure of its type."""
    root = parse(xml)
    name = etree.QName(root)
    kind = name.localname.removesuffix("Message")
    if name.namespace != NAMESPACE or kind not in RECORDS:
        return [f"unknown root {root.tag}"]
    wrong = [] if len(root.get("guid", "")) == 36 and root.get("version") == "1.0" else ["root attributes"]
    top = next(iter(RECORDS[kind]))
    if not 1 <= len(root) <= (1 if kind == "CEB900" else 100):
        wrong.append(f"{len(root)} records")
    for record in root:
        wrong += _block(RECORDS[kind], top, record)
    return wrong


def values(block: etree._Element) -> dict[str, str]:
    """Return an element's children by name."""
    return {etree.QName(child).localname: child.text or "" for child in block}


def _block(structure: dict[str, str], name: str, element: etree._Element) -> list[str]:
    if element.tag != f"{{{NAMESPACE}}}{name}":
        return [f"{element.tag} where {name} belongs"]
    children = list(element)
    wrong = []
    for field in structure[name].split("; "):
        child_name, *rest = field.split()
        tag = f"{{{NAMESPACE}}}{child_name}"
        number = 0
        while children and children[0].tag == tag and (number == 0 or "+" in rest):
            child = children.pop(0)
            number += 1
            wrong += _block(structure, child_name, child) if child_name in structure else _value(child, rest[0])
        if number == 0 and "?" not in rest:
            wrong.append(f"{name}/{child_name} is missing")
    return wrong + [f"{name}: {child.tag} is out of place" for child in children]


def _value(element: etree._Element, kind: str) -> list[str]:
    text = element.text or ""
    length = _LENGTH.fullmatch(kind)
    if length is not None:
        least = int(length[1])
        most = None if length[2] == "*" else int(length[2] or length[1])
        good = len(text) >= least and (most is None or len(text) <= most)
    elif kind == "N":
        good = re.fullmatch(r"-?\d{1,14}(\.\d{1,5})?", text) is not None
    else:
        good = text.isascii() and text.isdigit()
    return [] if good and not len(element) else [f"{element.tag}: {text[:40]!r} is not {kind}"]
