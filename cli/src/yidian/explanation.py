"""An explanation for people, in Chinese or English: the answer of `GET /v1/explanations`, section by section."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from rich.console import Group, RenderableType
from rich.text import Text

from yidian.headings import Words
from yidian.output import china, coloured, status_style, table
from yidian.receipt_words import without_reasons

_STYLES = {"DONE": "green", "OPEN": "yellow"}
_KINDS = ("duty_cny_e5", "consumption_tax_cny_e5", "vat_cny_e5")


def explanation(case: Mapping[str, Any], words: Words) -> RenderableType:
    """Show one case of an explanation."""
    return Group(*(part for section in _SECTIONS for part in (*section(case, words), Text())))


def _head(case: Mapping[str, Any], words: Words) -> Iterator[RenderableType]:
    order, platform, state = words("order", "platform", "state")
    status = case["status"] or "-"
    yield Text.assemble(
        (f"{order} ", "dim"), case["order_no"], (f"  {platform} ", "dim"), case["platform_code"] or "-",
        (f"  {state} ", "dim"), case["state"] or "-", "  ", (status, status_style(status)),
    )  # fmt: skip
    if case.get("reasons"):
        yield Text(words.reasons(case["reasons"]), style="yellow")
    yield from waits(case, words)
    if not case.get("complete", True):
        yield Text(words("cut")[0], style="bold red")


def waits(case: Mapping[str, Any], words: Words) -> Iterator[RenderableType]:
    """Show what an order waits for, and what nobody can tell yet to be there."""
    for heading, field in (("waits_for", "not_seen"), ("rejected", "rejected"), ("by_own_number", "by_own_number")):
        if case.get(field):
            yield Text(f"{words(heading)[0]}: {', '.join(case[field])}", style="yellow")


def joint(case: Mapping[str, Any], words: Words) -> Iterator[RenderableType]:
    """Show the joint case of an export, step by step."""
    if not case.get("joint"):
        return
    rows = (
        (
            words.symbol(step["step"]),
            step["agency"],
            coloured(words.symbol(step["state"]), _STYLES.get(step["state"], "dim")),
            china(step["at_ms"]) if step["at_ms"] is not None else "-",
            " ".join(step["numbers"]),
        )
        for step in case["joint"]
    )
    yield table(words("joint")[0], words("joint_step", "agency", "stands", "since", "numbers"), rows)


def _documents(case: Mapping[str, Any], words: Words) -> Iterator[RenderableType]:
    names = ("document", "number", "sender", "evidence", "digest", "verdict", "status", "why")
    rows = (
        (
            row["document_type"],
            row["number"],
            row["sender"],
            f"{row['evidence']['batch_id']} / {row['evidence']['batch_index']}",
            row["content_digest"],
            row["verdict"] or "-",
            row["status"] or "-",
            words.reasons(row["reasons"]),
        )
        for row in case["documents"]
    )
    yield table(words("documents")[0], words(*names), rows)


def _steps(case: Mapping[str, Any], words: Words) -> Iterator[RenderableType]:
    names = ("step", "cause", "time", "agency", "event", "effect", "status", "why_or_what")
    yield table(words("steps")[0], words(*names), (_step(step, words) for step in case["steps"]))


def _step(step: Mapping[str, Any], words: Words) -> Iterable[object]:
    details, status = step["details"], step["status"] or ""
    what = str(without_reasons(step, details))
    return (
        step["step"], step["caused_by"] or "", china(step["at_ms"]), step["agency"], step["type"], step["effect"] or "",
        coloured(status, status_style(status)), words.reasons(step["reasons"]) or what,
    )  # fmt: skip


def _rules(case: Mapping[str, Any], words: Words) -> Iterator[RenderableType]:
    rows = [
        (
            step["step"],
            step["agency"],
            rule["rule_id"],
            _result(rule["result"]),
            step["rules_version"],
            rule["note"] or "",
        )
        for step in case["steps"]
        for rule in step["rules"]
    ]
    if rows:
        yield table(words("rules")[0], words("step", "agency", "rule", "result", "version", "note"), rows)
        said = [(rule_id, *words.rule(rule_id)) for rule_id in dict.fromkeys(str(row[2]) for row in rows)]
        yield table(words("says")[0], words("rule", "says", "rests_on"), said)


def _result(result: str) -> Text:
    return coloured(result, "red" if result == "FAILED" else "green" if result == "PASSED" else "dim")


def _registers(case: Mapping[str, Any], words: Words) -> Iterator[RenderableType]:
    agreed = {
        change["change_id"]: f"{change['proposed_by']} + {change['approved_by']}" for change in case["register_changes"]
    }
    rows = []
    for used in case["registers"]:
        entry = used["entry"] or {}
        until = entry.get("valid_to") or "…"
        validity = f"{entry['valid_from']} – {until}" if entry else ""
        steps = ", ".join(map(str, used["steps"]))
        by = agreed.get(used["change_id"], "")
        rows.append((used["register"], used["code"], used["version"], validity, entry.get("source", ""), steps, by))
    if rows:
        names = ("register", "code", "version", "validity", "source", "in_steps", "agreed")
        yield table(words("registers")[0], words(*names), rows)


def _holds(case: Mapping[str, Any], words: Words) -> Iterator[RenderableType]:
    rows = [
        (
            hold["agency"],
            words.reasons([hold["reason"]]) if hold["reason"] else "",
            china(hold["opened_at_ms"]),
            china(hold["closed_at_ms"]) if hold["closed_at_ms"] else "-",
        )
        for hold in case["holds"]
    ]
    if rows:
        yield table(words("holds")[0], words("agency", "why", "opened", "closed"), rows)
    findings = [
        (one["agency"], one["officer"], one["action"], one["authority"], one["reason"], china(one["found_at_ms"]))
        for one in case["findings"]
    ]
    if findings:
        yield table(words("findings")[0], words("agency", "person", "action", "authority", "reason", "time"), findings)


def _taxes(case: Mapping[str, Any], words: Words) -> Iterator[RenderableType]:
    yield from (tax_table(assessed, words) for assessed in case["taxes"])


def tax_table(assessed: Mapping[str, Any], words: Words) -> RenderableType:
    """Show an assessment line by line: what is taxed, at which rates, and what is due of it."""
    columns = ("line", "commodity", "dutiable", "duty_rate", "consumption_rate", "vat_rate", "high_end")
    rows = (_tax_line(line) for line in assessed["lines"])
    due = words("duty", "consumption_tax", "vat")
    return table(words("taxes")[0], (*words(*columns), *due), (*rows, _tax_sums(assessed)))


def _tax_line(line: Mapping[str, Any]) -> tuple[object, ...]:
    rates = [
        f"{line[rate]} %" if line.get(rate) is not None else "?" for rate in ("duty_pct", "consumption_pct", "vat_pct")
    ]
    if line.get("specific_cny_e5"):
        rates[1] += f" + {_yuan(line['specific_cny_e5'])}"
    high_end = {None: "", True: "✓", False: "✗"}[line.get("high_end")]
    taxes = (_yuan(line[kind]) if kind in line else "-" for kind in _KINDS)
    return (
        line["gnum"],
        line.get("commodity_code", ""),
        f"{Decimal(line['dutiable_cny_e5']) / 100_000}",
        *rates,
        high_end,
        *taxes,
    )


def _tax_sums(assessed: Mapping[str, Any]) -> tuple[object, ...]:
    factors = (f"× {assessed[name]}" if assessed[name] else "" for name in ("consumption_factor", "vat_factor"))
    return ("Σ", "", "", "", *factors, "", *(_yuan(assessed[kind]) for kind in _KINDS))


def _yuan(amount_e5: int) -> str:
    return f"{Decimal(amount_e5) / 100_000:.2f}"


def _bills(case: Mapping[str, Any], words: Words) -> Iterator[RenderableType]:
    rows = [
        (
            bill["bill_no"],
            bill["status"],
            *(_yuan(bill[kind]) for kind in _KINDS),
        )
        for bill in case["tax_bills"]
    ]
    if rows:
        yield table(words("tax_bills")[0], words("number", "status", "duty", "consumption_tax", "vat"), rows)


_SECTIONS = (_head, joint, _documents, _steps, _rules, _registers, _holds, _taxes, _bills)
