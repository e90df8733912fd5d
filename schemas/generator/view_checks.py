"""Holds the views against their topics, records and agencies, and works out what follows from them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.agency_files import AgencySpec
from generator.model import Contract, Field, FieldType, RecordType
from generator.problems import ContractProblems
from generator.topics import Mesh, TopicSpec
from generator.view_specs import ViewSpec

READER = "gateway"
"""Whose process folds views."""
CASES = "cases"
STAFF = ("auditor", "operator")
EVERY_OFFICER = "officer:*"
OF_AGENCIES = ("officer", "registrar")
ROLES = (*STAFF, EVERY_OFFICER, *(f"{role}:<agency>" for role in OF_AGENCIES))
RESERVED = frozenset({"as_of", "count", "cursor", "limit", "person", "prefix", "public_only", "purpose", "sort"})
"""Parameters of the list of every view: no filter may have such a name."""
VALIDITY = {"version": "int", "valid_from": "string", "valid_to": "string", "withdrawn": "boolean"}
DATED_NAMES = {
    "code": "代码",
    "version": "版本",
    "valid_from": "生效日期",
    "valid_to": "失效日期",
    "source": "依据",
    "withdrawn": "已撤销",
}
"""Chinese names of the fields that every register has."""
NUMBERS = ("int", "long")
SECRET = "mesh.common.PersonDigests"  # noqa: S105 - a record's name


class CheckedView(NamedTuple):
    """A view with its topic and record, its roles written out, and the name of every field in Chinese."""

    spec: ViewSpec
    topic: TopicSpec
    record: RecordType
    roles: tuple[str, ...]
    names: Mapping[str, str]

    @property
    def name(self) -> str:
        """Return the view's name: that of its topic without version."""
        return self.topic.name.rpartition(".")[0]


def check(mesh: Mesh, contract: Contract, agencies: Sequence[AgencySpec]) -> tuple[CheckedView, ...]:
    """Return every view, by name. Raises ContractProblems with all that is wrong."""
    problems: list[str] = []
    views: list[CheckedView] = []
    named = {topic.name.rpartition(".")[0]: topic for topic in mesh.declared() if topic.view is not None}
    for topic in mesh.declared():
        if topic.view is None:
            continue
        wrong = list(_of_topic(topic, topic.view))
        if len(topic.records) == 1 and topic.records[0] in contract.records:
            record = contract.records[topic.records[0]]
            wrong += _of_record(topic.view, record, contract)
            wrong += _of_links(topic.view, record, named)
            views.append(CheckedView(topic.view, topic, record, _roles(topic, agencies), _names(topic.view)))
        wrong += _of_roles(topic, topic.view, agencies)
        problems += [f"{topic.name}.yaml: view: {problem}" for problem in wrong]
    if problems:
        raise ContractProblems(problems)
    return tuple(sorted(views, key=lambda view: view.name))


def kind_of(kind: FieldType, contract: Contract) -> str:
    """Return the kind of a field (`contracts.view.Kind`)."""
    if kind.array:
        return "other"
    if kind.name == "string" or kind.name in contract.enums:
        return "text"
    return "number" if kind.name in NUMBERS else "flag" if kind.name == "boolean" else "other"


def _of_topic(topic: TopicSpec, spec: ViewSpec) -> Iterator[str]:
    if topic.retention_days is not None:
        yield "only a compacted topic has a newest record per key: retention must be {cleanup: compact}"
    if len(topic.records) != 1:
        yield "its topic must carry one record"
    if topic.key != spec.key:
        yield f"by forms the message key: the topic's key must be {spec.key!r}, and is {topic.key!r}"
    if READER not in topic.consumers:
        yield f"{READER} folds it, so it must be a consumer"
    if "encrypted" in topic.data_class or "pseudonym" in topic.data_class:
        yield f"no view shows data of class {topic.data_class!r}"


def _of_record(spec: ViewSpec, record: RecordType, contract: Contract) -> Iterator[str]:
    fields = {field.name: field for field in record.fields}
    listed = {"by": spec.by, "filters": spec.filters, "sorted_by": spec.sorted_by, "public": spec.public}
    listed |= {"seen_by: named": spec.seen_by.named, "names": tuple(spec.names), "links": tuple(spec.links)}
    for where, names in listed.items():
        yield from (f"{where}: {record.full_name} has no field {name}" for name in names if name not in fields)
    for where in ("by", "filters", "sorted_by", "seen_by: named", "links"):
        for name in (name for name in listed[where] if name in fields):
            yield from _of_column(where, fields[name], contract)
    yield from (f"filters: {name} is a parameter of every list" for name in spec.filters if name in RESERVED)
    yield from (f"{where}: personal or a digest, which no view shows" for where in _secrets(record, contract))
    if spec.public:
        shown = (*spec.by, *(("version", "valid_from", "valid_to") if spec.dated else ()))
        yield from (f"public: lacks {name}, which a row cannot hide" for name in shown if name not in spec.public)
    if spec.dated:
        for name, kind in VALIDITY.items():
            if name not in fields or fields[name].type.name != kind or fields[name].type.array:
                yield f"dated: {record.full_name} needs a field {name} of type {kind}"
    lacking = [name for name in fields if name not in _names(spec)]
    yield from (f"names: {name} has no Chinese name" for name in lacking)
    yield from (f"names: {name} is no text" for name, zh in spec.names.items() if not zh.strip())


def _of_column(where: str, field: Field, contract: Contract) -> Iterator[str]:
    kind = kind_of(field.type, contract)
    if kind == "other":
        yield f"{where}: {field.name} is no scalar"
    elif where in ("by", "seen_by: named", "links") and kind != "text":
        yield f"{where}: {field.name} is no text"
    if where in ("by", "sorted_by") and field.type.nullable:
        yield f"{where}: {field.name} is optional, and what is absent has no place in an order"


def _secrets(record: RecordType, contract: Contract, at: str = "") -> Iterator[str]:
    """Yield the places in a record of fields that no view shows: bytes are ciphertexts and digests."""
    for field in record.fields:
        where = f"{at}{field.name}"
        if field.type.name in ("bytes", SECRET):
            yield where
        elif field.type.name in contract.records:
            yield from _secrets(contract.records[field.type.name], contract, f"{where}.")


def _of_links(spec: ViewSpec, record: RecordType, named: Mapping[str, TopicSpec]) -> Iterator[str]:
    for field, target in spec.links.items():
        if target == CASES:
            continue
        topic = named.get(target)
        if topic is None or topic.view is None:
            yield f"links: {field}: there is no view {target}"
        elif len(topic.view.by) != 1:
            yield f"links: {field}: {target} is known by more than one field"


def _of_roles(topic: TopicSpec, spec: ViewSpec, agencies: Sequence[AgencySpec]) -> Iterator[str]:
    licensed = _licensed(topic, agencies)
    for role in spec.seen_by.roles:
        kind, colon, agency = role.partition(":")
        if role in STAFF or (role == EVERY_OFFICER and licensed):
            continue
        if not colon or kind not in OF_AGENCIES:
            yield f"seen_by: roles: {role} is none of {', '.join(ROLES)}"
        elif agency not in licensed:
            yield f"seen_by: roles: {role}: only agencies that write or read the topic are licensed for it"


def _licensed(topic: TopicSpec, agencies: Sequence[AgencySpec]) -> tuple[str, ...]:
    """Return the agencies that own, write or read a topic."""
    parties = {topic.owner, *(party.partition(".")[0] for party in (topic.producer, *topic.consumers))}
    return tuple(spec.agency for spec in agencies if spec.agency in parties)


def _roles(topic: TopicSpec, agencies: Sequence[AgencySpec]) -> tuple[str, ...]:
    """Return the roles with the officers of every licensed agency by name."""
    assert topic.view is not None  # the caller has one
    written: list[str] = []
    for role in topic.view.seen_by.roles:
        written += [f"officer:{agency}" for agency in _licensed(topic, agencies)] if role == EVERY_OFFICER else [role]
    return tuple(dict.fromkeys(written))


def _names(spec: ViewSpec) -> Mapping[str, str]:
    return (DATED_NAMES if spec.dated else {}) | spec.names
