"""Writes `contracts.agencies`: every agency, and every source of decisions."""

from collections.abc import Iterable, Sequence

from generator.agency_files import LIFECYCLE, AgencySpec, SourceSpec
from generator.text import header, modules, qualified, quoted
from generator.topics import Mesh

REGISTRAR = "registrar"
EFFECT = "mesh.common.Effect"


def module(agencies: Sequence[AgencySpec], mesh: Mesh) -> str:
    """Return the source of `contracts.agencies`."""
    used = {EFFECT, *(source.record for spec in agencies for source in spec.sources)}
    lines = [
        header("schemas/agencies"),
        '"""Every agency of the mesh, with the sources on which it decides."""',
        "",
        modules("contracts", used),
        "from contracts.agency import Agency, Setting, Source",
        "",
        '__all__ = ["AGENCIES", "SOURCES", "Agency", "Setting", "Source"]',
        "",
        "AGENCIES: dict[str, Agency] = {",
    ]
    for spec in agencies:
        registers = [one.name for one in mesh.declared() if (one.producer, one.owner) == (REGISTRAR, spec.agency)]
        settings = "".join(f"Setting({quoted(one.name)}, {one.secret}), " for one in spec.settings).strip()
        lines += [
            f"    {quoted(spec.agency)}: Agency(",
            f"        agency={quoted(spec.agency)},",
            f"        zh={quoted(spec.zh)},",
            f"        en={quoted(spec.en)},",
            f"        service={quoted(spec.service)},",
            f"        workers={_tuple(spec.workers)},",
            f"        processors={_tuple(line.name for line in spec.processors)},",
            f"        settings=({settings}),",
            f"        findings={quoted(spec.findings) if spec.findings else None},",
            f"        registers={_tuple(registers)},",
            f"        sources={_tuple(source.source for source in spec.sources)},",
            "    ),",
        ]
    lines += ["}", '"""By name, in the order in which pages list them."""', "", "SOURCES: dict[str, Source] = {"]
    for spec in agencies:
        for source in spec.sources:
            lines += _source(spec.agency, source)
    return "\n".join([*lines, "}", '"""By name."""', ""])


def _source(agency: str, source: SourceSpec) -> list[str]:
    effects = "".join(f"common.Effect.{name}, " for name in source.effects).strip()
    asked_by = None if source.asked_by == LIFECYCLE else quoted(source.asked_by)
    return [
        f"    {quoted(source.source)}: Source(",
        f"        source={quoted(source.source)},",
        f"        agency={quoted(agency)},",
        f"        zh={quoted(source.zh)},",
        f"        en={quoted(source.en)},",
        f"        topic={quoted(source.topic)},",
        f"        record={qualified(source.record)},",
        f"        effects=({effects}),",
        f"        held={quoted(source.held)},",
        f"        refused_by_officer={quoted(source.refused_by_officer)},",
        f"        asked_by={asked_by},",
        "    ),",
    ]


def _tuple(names: Iterable[str]) -> str:
    return f"({''.join(f'{quoted(name)}, ' for name in names).strip()})"
