"""Writes `docs/documents.md`: who sends which document, and every field with its form."""

from collections.abc import Sequence

from generator.document_checks import KEPT, REMARK
from generator.document_specs import DocumentSpec, FieldSpec
from generator.text import notice

ROLES = {
    "platform": "platform 电商平台",
    "merchant": "merchant 电商企业",
    "agent": "agent 申报企业",
    "payment": "payment institution 支付企业",
    "carrier": "carrier 物流企业",
    "guarantor": "guarantor 担保企业",
    "bonded": "enterprise of a bonded area 区内企业",
    "enterprise": "any enterprise 企业",
    "site-operator": "operator of a supervised site 监管场所经营人",
    "declarant": "enterprise that files the later declaration 报关单位",
}
KINDS = {
    "text": "text",
    "number": "number of its sender",
    "code": "code",
    "time": "time `YYYYMMDDhhmmss`",
    "date": "day `YYYYMMDD`",
    "amount": "amount N19,5",
    "count": "whole number",
}
TABLES = {
    "commodity": "commodity codes 商品编码",
    "country": "countries 国别（地区）",
    "district": "customs districts 关区",
    "division": "administrative divisions 行政区划",
    "packing": "kinds of packing 包装种类",
    "transport-mode": "modes of transport 运输方式",
    "unit": "units 计量单位",
}
OPENING = """
Every document, field by field; [for integrators](integrators.md) says how to submit them.
A field is read [by its kind](integrators.md#how-values-are-read), and has one name in JSON and in XML.
Names and lengths are those of the message specification, edition 202205.
A mandatory field is present and not empty; an optional one may be left out, be empty or `null`.
This page has form only: a condition between fields is [a rule](rules.md) of the agency that judges the document.
"""


def page(documents: Sequence[DocumentSpec]) -> str:
    """Return `docs/documents.md`."""
    lines = [f"<!-- {notice('schemas/documents')} -->", "", "# Documents", OPENING, "## Who sends what", ""]
    lines += ["| Document | `type` | Message | Answer | Own | In the place of others, with a commitment (IMP-01) |"]
    lines += ["|---|---|---|---|---|---|", *(_sender(spec) for spec in documents)]
    for spec in documents:
        lines += _section(spec)
    return "\n".join([*lines, ""])


def _sender(spec: DocumentSpec) -> str:
    head = spec.head
    own = ", ".join(f"{ROLES[role]} (`{head.parties[role]}`)" for role in head.sent_by.own)
    message = head.message.name.removesuffix("Message") if head.message else "–"
    answer = head.answer.type if head.answer else "–"
    link = f"[{head.en} {head.zh}](#{head.document})"
    return f"| {link} | `{head.document}` | {message} | {answer} | {own} | {ROLES[head.sent_by.in_place]} |"


def _section(spec: DocumentSpec) -> list[str]:
    head = spec.head
    number, issuer = spec.filling(head.number.field), head.parties[head.number.issued_by]
    assert number is not None  # checked before
    made_of = _key(spec)
    lines = ["", f"## {head.document}", ""]
    lines += [f"{head.en.capitalize()} {head.zh}, of {head.procedure}: record `{head.record}` on `{head.topic}`."]
    if head.message is not None:
        parts = [name for name in (head.message.record, head.message.head, head.message.line) if name]
        lines += [f"In XML `{head.message.name}` with {', '.join(f'`{name}`' for name in parts)}."]
    known_by = " and ".join(f"`{element}`" for element in dict.fromkeys((issuer, number.element)))
    lines += [f"It is known by {known_by}; its message key {made_of}."]
    named = (f"{ROLES[role]} in `{element}`" for role, element in head.parties.items())
    lines += [f"It names {', '.join(named)}.", "", *_table(spec.fields)]
    if head.lines is not None:
        lines += [
            "",
            f"`lines`, {head.lines.least} to {head.lines.most}, each a `{head.lines.record}`:",
            "",
            *_table(spec.lines),
        ]
    return lines


def _key(spec: DocumentSpec) -> str:
    """Return in words of what a document's message key is made."""
    head, key = spec.head, spec.filling(spec.head.key)
    if key is not None:
        return f"is the normalised `{key.element}`"
    if not head.keyed_by:
        return f"has `{head.number.kind.upper()}` before them"
    made = []
    for each in head.keyed_by:
        number, issuer = spec.filling(each.field), head.parties[each.issued_by] if each.issued_by else ""
        assert number is not None  # checked before
        made.append(" and ".join(f"`{part}`" for part in (each.kind.upper(), issuer, number.element) if part))
    return f"is made of {', where that is absent of '.join(made)}"


def _table(fields: Sequence[FieldSpec]) -> list[str]:
    return [
        "| Element | 名称 | Name | Presence | Form | In the record |",
        "|---|---|---|---|---|---|",
        *(
            f"| `{field.element}` | {field.zh} | {field.name_en} | {'optional' if field.optional else 'mandatory'} "
            f"| {_form(field)} | {_target(field)} |"
            for field in fields
        ),
    ]


def _form(field: FieldSpec) -> str:
    least, most = field.bounds
    if field.kind == "choice":
        return ", ".join(f"`{word}` {str(value).lower()}" for word, value in field.choices.items())
    if field.kind == "count":
        return f"{KINDS[field.kind]}, {least} to {most}"
    if field.length is None:
        return KINDS[field.kind]
    characters = f"{least} to {most} characters" if least < most else f"{most} character{'s' if most > 1 else ''}"
    return f"{KINDS[field.kind]}, {characters}{f'; one of {TABLES[field.table]}' if field.table else ''}"


def _target(field: FieldSpec) -> str:
    if field.to is not None:
        return f"`{field.to}`"
    if field.personal in (KEPT, REMARK):
        return "encrypted"
    return f"encrypted; compared as `{field.personal}`"
