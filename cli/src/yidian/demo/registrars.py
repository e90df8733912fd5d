"""Registrars by script: two persons of the tax agency top up a guarantee, and one alone may not."""

from yidian.connection import Connection, Organisation
from yidian.demo.check import Difference
from yidian.gateway import Gateway
from yidian.refusal import Refused
from yidian.register_tables import next_version, table

GUARANTEES = "tax.guarantee-accounts"
AUTHORITY, REASON = "演示担保函 demo letter of guarantee", "演示：担保补足 topped up"
FIRST, SECOND = "demo-registrar-1", "demo-registrar-2"


def top_up(connection: Connection, guarantor_code: str, amount_cny: int) -> list[Difference]:
    """
    Raise a guarantee to an amount in yuan, from today on: one person proposes it, another approves it.

    Returns a difference if the first could approve it alone, or if it was not published.
    """
    first, second = _registrars(connection)
    with Gateway(connection.url, first.key) as desk:
        today = str(desk.get("/v1/registers")["today"])
        versions = desk.get(f"/v1/registers/{GUARANTEES}", code=guarantor_code)["entries"]
        entry = next_version(versions, {"amount_cny": str(amount_cny)}, today, AUTHORITY)
        proposal = {"entries": table([entry]), "person": FIRST, "authority": AUTHORITY, "reason": REASON}
        change = desk.post(f"/v1/registers/{GUARANTEES}/changes", proposal)["change_id"]
        try:
            alone = str(desk.post(f"/v1/register-changes/{change}/approval", {"person": FIRST})["state"])
        except Refused:
            alone = "refused"
    with Gateway(connection.url, second.key) as desk:
        state = str(desk.post(f"/v1/register-changes/{change}/approval", {"person": SECOND})["state"])
    outcomes = (("approval by who proposed it", "refused", alone), ("approval by another", "published", state))
    return [
        Difference("guarantee-topped-up", guarantor_code, what, wanted, got)
        for what, wanted, got in outcomes
        if got != wanted
    ]


def _registrars(connection: Connection) -> tuple[Organisation, Organisation]:
    first, second, *_ = (one for one in connection.organisations if "registrar:tax" in one.roles)
    return first, second
