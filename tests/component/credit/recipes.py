"""How the codes of credit come about."""

from credit.decisions.processor import DECISIONS
from customs.clearance.processor import CLEARANCE
from mesh.testing.world import World
from tests.component.codes.recipes import sending
from tests.component.credit.test_asked import deciders
from tests.support.credit.conduct import hold_grades
from tests.support.customs.builders import four_documents


def graded(world: World) -> None:
    """Customs asks credit, and the grade of whoever has not been rated is held."""
    world.register(CLEARANCE.name, deciders("allowance forex assessment guarantee credit"))
    world.register(DECISIONS.name, hold_grades("B"))
    sending(*four_documents())(world)


RECIPES = {"99701": graded}
