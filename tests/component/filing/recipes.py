"""How each code of filing comes about: filings that provoke it, played through every processor."""

from collections.abc import Callable
from typing import Any

from contracts import topics
from contracts.common import Operation
from contracts.trade import EnterpriseFilingSubmitted, SubjectKind
from mesh.testing.world import World
from tests.support.filing.builders import SOLE_TRADER, UNIFIED, a_filing, asking

Recipe = Callable[[World], None]
CHANGE = Operation.CHANGE


def filing(*lines: Any, **changes: Any) -> Recipe:
    """Submit a filing."""
    return submitting(a_filing(*lines, **changes))


def submitting(*filings: EnterpriseFilingSubmitted) -> Recipe:
    """Submit filings and let all come to rest."""

    def play(world: World) -> None:
        for one in filings:
            world.publish(
                topics.TRADE_FILINGS,
                one,
                key=one.enterprise_code.encode(),
                at_ms=one.accepted_at_ms,
                event_id=one.document_id,
            )
        world.run()

    return play


RECIPES: dict[str, Recipe] = {
    "-99802": filing(unified_code=UNIFIED[:-1] + "0"),
    "-99803": filing(enterprise_code=SOLE_TRADER),
    "-99804": filing(business_scope="-"),
    "-99805": filing(unified_code=SOLE_TRADER, subject_kind=SubjectKind.SERVICE),
    "-99806": filing(asking("police")),
    "-99807": filing(asking("customs"), asking("customs")),
    "-99808": filing(valid_to="20241110"),
    "-99809": filing(attachment_1_name="x"),
    "-99810": filing(app_time="20300101000000"),
    "-99811": submitting(a_filing(), a_filing(operation=CHANGE, app_time="20241110000000")),
    "-99812": filing(operation=CHANGE),
    "-99813": submitting(a_filing(), a_filing(operation=CHANGE, sender_code="9901180041")),
}
