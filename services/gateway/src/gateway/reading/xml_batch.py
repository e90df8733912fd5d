"""
CEB messages in XML: by namespace, whatever the prefix, or without any; a message is one document type and at most 100
records.

The official material is read leniently (BOM, a blank before the declaration, the order of elements, a needless second
BaseTransfer); signatures, subscriptions and extensions are kept as evidence and not acted on.
"""

from typing import Any, NamedTuple

import msgspec
from lxml import etree

from contracts import ceb_text
from contracts.ceb_text import NAMESPACE
from contracts.document import Message
from edge.problems.problem import Problem
from gateway.forms.catalogue import FORMS
from gateway.forms.examine import BARE, NESTED, TWICE, examine
from gateway.forms.form import Block, Form
from gateway.forms.item import Item, Malformed, assemble
from gateway.reading import faults
from gateway.reading.batch import Limits, Parsed, Senders, limit_items
from mesh.declared.equivalence import code

_CEB = f"{{{NAMESPACE}}}"


class Layout(NamedTuple):
    """
    How a document is laid out in its CEB message.

    record, head, line: qualified names of the elements. No head: the fields stand in the record; no line: there are
    none. head_tags, line_tags: element by qualified name.
    """

    form: Form
    record: str
    head: str
    line: str
    head_tags: dict[str, str]
    line_tags: dict[str, str]


def _layout(form: Form, message: Message) -> Layout:
    record, head, line = (name and f"{_CEB}{name}" for name in (message.record, message.head, message.line))
    return Layout(form, record, head, line, _tags(form.head), _tags(form.lines) if form.lines is not None else {})


def _tags(block: Block) -> dict[str, str]:
    return {f"{_CEB}{element}": element for element in block.by_element}


_LAYOUTS = {
    form.document.message.name: _layout(form, form.document.message)
    for form in FORMS
    if form.document.message is not None
}
_BY_ROOT = {f"{_CEB}{name}": layout for name, layout in _LAYOUTS.items()}
_TAKEN = ", ".join(_LAYOUTS)
RECORDS = tuple(layout.record for layout in _LAYOUTS.values())
"""Qualified names of the elements that are a record of some message."""
_TRANSFER, _CODE = f"{_CEB}BaseTransfer", f"{_CEB}copCode"
_IGNORED = {f"{_CEB}BaseSubscribe", f"{_CEB}ExtendMessage", "{http://www.w3.org/2000/09/xmldsig#}Signature"}
_OVERRIDING = ("utf-8", "gb18030")
"""Encodings that the parser takes from us: a mark outweighs the declaration, and GB 18030 its older two."""
_CODE_MOST = 18
_NAME_MOST = 60
_TAGS_MOST = 500_000  # 100 records of 99 full lines have fewer


def read_xml(body: bytes, senders: Senders, limits: Limits) -> Parsed:
    """Read a CEB message. Raises Problem: not XML, a DOCTYPE, unknown type, bad envelope, foreign transmitter."""
    root = parse(body)
    layout = _BY_ROOT.get(root.tag)
    if layout is None:
        name = _named(root)
        raise Problem(
            "xml_message_unknown",
            en=f"{name}; taken are {_TAKEN} in {NAMESPACE}",
            zh=f"{name}；可收的是 {NAMESPACE} 中的 {_TAKEN}",
        )
    records, codes = [], set()
    for child in root:
        if child.tag == layout.record:
            records.append(child)
        elif child.tag == _TRANSFER:
            codes.add(code(child.findtext(_CODE) or ""))
        elif child.tag not in _IGNORED:
            name = _named(child)
            raise Problem("xml_envelope", en=f"{name} is no element of this message", zh=f"本报文没有元素 {name}")
    if len(codes) != 1 or not 0 < len(transmitter := codes.pop()) <= _CODE_MOST:
        raise Problem("xml_envelope", en="BaseTransfer/copCode is missing", zh="缺少 BaseTransfer/copCode")
    sender = senders.check(transmitter)
    limit_items(len(records), limits.xml_items)
    return [_read(layout, record, row, sender) for row, record in enumerate(records, start=1)]


def parse(body: bytes) -> Any:
    """Return the root of a body. Raises Problem: not XML, a DOCTYPE, too many elements."""
    try:
        body, encoding = ceb_text.unmarked(body)
    except UnicodeError as error:
        raise Problem(
            "xml_malformed", en="its mark says UTF-16, its bytes are not", zh="字节序标记为 UTF-16，内容却不是"
        ) from error
    if b"<!DOCTYPE" in body:
        raise Problem("xml_doctype")
    if body.count(b"<") > _TAGS_MOST:
        raise Problem("too_many_items", en="too many elements", zh="元素过多")
    parser = etree.XMLParser(
        encoding=encoding if encoding in _OVERRIDING else None,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        raise faults.of_xml(error, encoding) from error
    except (LookupError, ValueError) as error:
        raise Problem("xml_malformed") from error
    if root is None:
        raise Problem("xml_malformed")
    if root.getroottree().docinfo.internalDTD is not None:  # in an encoding where the bytes do not show it
        raise Problem("xml_doctype")
    if root.tag in _LAYOUTS:
        _qualify(root)
    return root


def _qualify(root: Any) -> None:
    """Read a message that names no namespace as if it did: some senders drop it altogether."""
    for element in root.iter(etree.Element):
        if not element.tag.startswith("{"):
            element.tag = _CEB + element.tag


def _read(layout: Layout, record: Any, row: int, sender: str) -> Item | Malformed:
    form = layout.form
    try:
        members = _members(layout, record)
        shape = msgspec.convert(members, form.shape)
        return assemble(form, shape, row=row, sender=sender)
    except (msgspec.ValidationError, ValueError, KeyError):
        return examine(form, _members_with_care(layout, record), row=row, sender=sender)


def _members(layout: Layout, record: Any) -> dict[str, Any]:
    """Return a record's fields by element name. Raises KeyError or ValueError where it is not built as it should be."""
    if not layout.head:
        return _fields(layout.head_tags, record)
    blocks = list(record)
    if not blocks or blocks[0].tag != layout.head:
        raise ValueError("head")
    members: dict[str, Any] = _fields(layout.head_tags, blocks[0])
    if layout.line:
        tag, tags = layout.line, layout.line_tags
        if any(block.tag != tag for block in blocks[1:]):
            raise ValueError("lines")
        members["lines"] = [_fields(tags, block) for block in blocks[1:]]
    elif len(blocks) > 1:
        raise ValueError("blocks")
    return members


def _fields(tags: dict[str, str], block: Any) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    empty = 0
    for element in block:
        if len(element):
            raise ValueError("nested")
        text = element.text
        if text:
            fields[tags[element.tag]] = text
        else:
            empty += 1
    if len(fields) + empty < len(block):
        raise ValueError("twice")
    return fields


def _members_with_care(layout: Layout, record: Any) -> dict[str, Any]:
    """As `_members`, with marks where something is not as it should be, so that it can be named."""
    if not layout.head:
        return _fields_with_care(layout.head_tags, record)
    members: dict[str, Any] = {}
    marks: dict[str, Any] = {}
    lines = []
    for block in record:
        tag = str(block.tag)
        bare = _CEB + tag
        if bare in (layout.head, layout.line):  # read all the same, so that what it holds is not called missing
            marks[tag] = BARE
            tag = bare
        if tag == layout.head:
            fields = _fields_with_care(layout.head_tags, block)
            members.update(dict.fromkeys(members, TWICE) if members else fields)
        elif layout.line and tag == layout.line:
            lines.append(_fields_with_care(layout.line_tags, block))
        else:
            marks[_local(block)] = NESTED
    if layout.line:
        members["lines"] = lines
    return members | marks


def _fields_with_care(tags: dict[str, str], block: Any) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for element in block:
        bare = tags.get(_CEB + str(element.tag))
        name = bare or _local(element)
        value: Any = NESTED if len(element) else element.text or ""
        fields[name] = TWICE if name in fields else BARE if bare else value
    return fields


def _named(element: Any) -> str:
    """Return an element's name for its sender, with its namespace if that is not the one of CEB messages."""
    namespace, _, name = str(element.tag).rpartition("}")
    if namespace == f"{{{NAMESPACE}":
        return name[:_NAME_MOST]
    where = f"in {namespace[1:][:_NAME_MOST]}" if namespace else "without a namespace"
    return f"{name[:_NAME_MOST]} ({where})"


def _local(element: Any) -> str:
    """Return an element's name; one of another namespace, or of none, gets a mark and so is no field."""
    tag = str(element.tag)
    return tag.removeprefix(_CEB) if tag.startswith(_CEB) else f"?{tag}"
