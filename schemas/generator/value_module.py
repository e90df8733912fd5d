"""Checks the `values` of registers against their records, and writes `contracts.register_values`."""

import re
from collections.abc import Iterable, Mapping

from generator.model import Contract
from generator.problems import ContractProblems
from generator.text import header, modules, qualified, quoted
from generator.topics import TopicSpec

PARAMETER = "mesh.common.ParameterSet"
REGISTRAR = "registrar"
NUMBERS = re.compile(r".*(_pct|_e5|_per_tonne)")
"""Names of fields that rules compute with; each has bounds."""


def check(topics: Iterable[TopicSpec], contract: Contract) -> None:
    """Raises ContractProblems where values and records do not fit, or two topics list one parameter."""
    problems: list[str] = []
    listed: dict[str, str] = {}
    for topic in topics:
        of_topic = [f"{topic.name}.yaml: {problem}" for problem in _of_topic(topic, contract)]
        problems += of_topic
        if topic.records == (PARAMETER,):
            twice = [code for code in topic.values if code in listed]
            problems += [f"{topic.name}.yaml: values: {code} stands in {listed[code]}.yaml too" for code in twice]
            listed |= dict.fromkeys(topic.values, topic.name)
    if problems:
        raise ContractProblems(problems)


def _of_topic(topic: TopicSpec, contract: Contract) -> list[str]:
    if topic.producer != REGISTRAR:
        return ["values: only a register that the registrar writes has them"] if topic.values else []
    if PARAMETER in topic.records:
        return []
    fields = {field.name for name in topic.records for field in contract.records[name].fields}
    problems = [f"values: no record has a field {name}" for name in topic.values if name not in fields]
    numbers = sorted(name for name in fields - topic.values.keys() if NUMBERS.fullmatch(name))
    return problems + [f"values: {name} is a number and has no bounds" for name in numbers]


def module(topics: Mapping[str, TopicSpec]) -> str:
    """Return the source of `contracts.register_values`."""
    registers = [topic for topic in topics.values() if topic.values]
    fields = [topic for topic in registers if PARAMETER not in topic.records]
    lines = [
        header("schemas/topics"),
        '"""What the values of register entries may be."""',
        "",
        "from typing import Any",
        "",
        modules("contracts", {topic.records[0] for topic in fields}),
        "from contracts.agencies import SOURCES",
        "from contracts.value import Deciders, Form, Kind, ListOf, Number, OneOf",
        "",
        "PARAMETERS: dict[str, Kind] = {",
    ]
    for topic in registers:
        if topic.records == (PARAMETER,):
            lines += [f"    {quoted(code)}: {spec.written()}," for code, spec in topic.values.items()]
    lines += ["}", '"""By code; one that ends with a dot or underscore stands for every code that begins so."""', ""]
    lines.append("FIELDS: dict[type[Any], dict[str, Kind]] = {")
    for topic in fields:
        lines.append(f"    {qualified(topic.records[0])}: {{")
        lines += [f"        {quoted(name)}: {spec.written()}," for name, spec in topic.values.items()]
        lines.append("    },")
    return "\n".join(
        [
            *lines,
            "}",
            '"""By field; one in 1/100,000 is held to its bounds in units, of a list every item."""',
            "",
        ]
    )
