"""
Every code of the catalogue comes about: its recipe provokes it, and the receipts it says carry it do.

Two codes cannot come about by documents, because clearance joins them by what the rule compares, or tells only the
rule: they are reached at the rule itself.
"""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import msgspec
import pytest

from contracts import codec
from contracts.codes import CODES
from contracts.common import Reason, RuleEvaluated, RuleResult
from contracts.gateway import ReceiptIssued
from customs.rules import matching
from edge.ceb import message_types
from mesh.testing.world import World
from tests.component.codes.recipes import Recipe, in_place_of, sending
from tests.support.customs.builders import a_list, a_payment, a_waybill, an_order
from tests.support.customs.filed_documents import kept
from tests.support.customs.registers import OTHER_PLATFORM
from tests.support.spine.world import a_world

ALL = Path(__file__).parents[1]


def collected() -> dict[str, Recipe]:
    """Return the recipes of every module `recipes*.py` beside the tests of any part; none has one of another's."""
    recipes: dict[str, Recipe] = {}
    for path in sorted(ALL.glob("*/recipes*.py")):
        found = import_module(f"tests.component.{path.parent.name}.{path.stem}").RECIPES
        assert recipes.keys().isdisjoint(found)
        recipes |= found
    return recipes


RECIPES = collected()
DOCUMENTS = matching.Documents(
    kept(an_order()),
    kept(a_payment()),
    kept(a_waybill()),
    kept(a_list()),
)
AT_THE_RULE = {
    "99101": (
        matching.order_and_platform_agree,
        DOCUMENTS._replace(payment=kept(a_payment(platform_code=OTHER_PLATFORM))),
    ),
    "99111": (
        matching.paid_in_time,
        DOCUMENTS._replace(payment=kept(a_payment(pay_time="20241111120000"))),
    ),
}


def found(node: Any, kind: type[Any]) -> Iterator[Any]:
    """Yield the values of a type inside a record."""
    if isinstance(node, kind):
        yield node
    if isinstance(node, msgspec.Struct):
        for field in node.__struct_fields__:
            yield from found(getattr(node, field), kind)
    elif isinstance(node, tuple):
        for one in node:
            yield from found(one, kind)


def published(world: World) -> Iterator[Any]:
    """Yield every record of the topics that others read."""
    for (topic, _), records in world.log.items():
        if not topic.endswith((".state.v1", ".journal.v1")):
            yield from (codec.decode(record.value) for record in records if record.value)


def test_every_code_of_the_catalogue_has_a_recipe_and_no_recipe_is_left_over() -> None:
    assert sorted([*RECIPES, *AT_THE_RULE]) == sorted(CODES)


@pytest.mark.parametrize("code", RECIPES)
def test_a_code_comes_about_and_its_receipts_carry_it(code: str) -> None:
    entry = CODES[code]
    world = a_world()
    RECIPES[code](world)
    receipts = world.events(ReceiptIssued)
    mark = f"[Code:{code.removeprefix('-')};"
    carriers = {receipt.message_type for receipt in receipts if mark in receipt.return_info}
    reasons = [reason for record in published(world) for reason in found(record, Reason)]
    given = {reason.rule_id for reason in reasons if reason.code == code}
    assert {reason.code for reason in reasons} <= set(CODES)
    assert given <= set(entry.rules), "the catalogue names the rules that give it"
    if entry.kind == "note":
        assert given
        assert carriers == set()
    else:
        assert carriers
        assert carriers <= {message_types.ANSWERS.get(document) for document in entry.documents}
    if entry.kind in ("rejection", "refusal", "hold") and entry.rules:
        assert given


@pytest.mark.parametrize("code", AT_THE_RULE)
def test_a_code_that_documents_cannot_provoke_is_given_by_its_rule(code: str) -> None:
    rule, documents = AT_THE_RULE[code]
    reason = rule(documents)
    assert reason is not None
    assert (reason.code, CODES[code].rules) == (code, (reason.rule_id,))


def test_a_late_payment_is_noted_by_its_rule_and_refuses_nothing() -> None:
    world = a_world()
    sending(*in_place_of(a_payment(pay_time="20241111120000")))(world)
    noted = {
        rule.rule_id
        for record in published(world)
        for rule in found(record, RuleEvaluated)
        if rule.result is RuleResult.NOTED
    }
    assert "MAT-11" in noted
    assert "800" in {receipt.return_status for receipt in world.events(ReceiptIssued)}
