"""
The structure of the receipts of the unified version, written from the specification (edition 202205), and a check.

A file of `structures` per message, a line per block, the record first: its name, then of each field name, kind,
occurrence. Kinds: `C36` exactly 36 characters, `C1..60` a range, `N` an N19,5 amount,
`I` a whole number. `?` may be absent, `+` one or more. A field that is a block has a line of its own.
"""

import re
from pathlib import Path

from lxml import etree

NAMESPACE = "http://www.chinaport.gov.cn/ceb"
RECORDS = {
    path.stem: dict(line.split(": ", 1) for line in path.read_text(encoding="ascii").splitlines())
    for path in (Path(__file__).parent / "structures").glob("*.txt")
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
