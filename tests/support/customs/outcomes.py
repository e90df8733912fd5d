"""What became of the default declaration of a `World`, told shortly."""

from typing import Any

from contracts.customs import AllowanceRequested, DeclarationRefused
from contracts.customs_allowance import Balance
from contracts.customs_clearance import Stage
from mesh.declared.dates import DAY_MS
from tests.support.customs.builders import CNY, TEN_O_CLOCK, Document, four_documents
from tests.support.customs.world import World, decisions

LATER = "20241111100001"
TOMORROW = TEN_O_CLOCK + DAY_MS
MIDNIGHT = TEN_O_CLOCK + 14 * 3_600_000


def replaced(*given: Document, order_no: str = "GW1") -> list[Document]:
    """Four matching documents, but for those given."""
    kinds = {type(document) for document in given}
    return [document for document in four_documents(order_no) if type(document) not in kinds] + list(given)


def codes(world: World) -> list[str]:
    """Codes of the only refusal."""
    (refused,) = world.all(DeclarationRefused)
    return [reason.code for reason in refused.reasons]


def statuses(refused: DeclarationRefused) -> dict[str, str]:
    return {outcome.document.document_type.value: outcome.return_status for outcome in refused.documents}


def stage(world: World, order_no: str = "GW1") -> tuple[Stage, str] | None:
    declaration = world.declaration(order_no)
    return None if declaration is None else (declaration.stage, declaration.return_status)


def used(world: World) -> int:
    """What is used of all allowances, in yuan."""
    keys = {f"{r.buyer_pseudonym.hex()}|{r.quota_year}" for r in world.all(AllowanceRequested)}
    balances = [world.allowance.get(Balance, key) for key in keys]
    return sum(balance.used_cny_e5 for balance in balances if balance) // CNY


def decided(**effects: Any) -> World:
    """A declaration on which the agencies decided so."""
    world = World(lambda event: decisions(event, **effects))
    world.submit(*four_documents())
    return world


def list_no(world: World) -> str:
    declaration = world.declaration()
    assert declaration is not None
    return declaration.list_no or declaration.pre_entry_no
