"""Views for tests: registers as the contract has them, and a standing that one may delete from."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec
from sqlalchemy import Engine

from contracts import codec
from contracts.customs import EnterpriseRegistered
from contracts.tax import GuaranteeRegistered
from contracts.view import View
from contracts.views import VIEWS
from mesh.wire.records import Inbound
from tests.support.views.databases import views_at
from views.database import builds
from views.database.opening import open_views
from views.folding import Fold

ENTERPRISES = VIEWS["customs.enterprises"]
RISKS = VIEWS["inspection.risks"]
ACCOUNT_FIELDS = tuple(
    field._replace(public=field.name in ("code", "valid_from")) for field in VIEWS["tax.guarantee-accounts"].fields
)
ACCOUNTS = View(
    name="test.accounts",
    topic="test.accounts.v1",
    record=GuaranteeRegistered,
    zh="账户",
    en="accounts",
    dated=False,
    by=("code",),
    filters=("source", "amount_cny_e5", "withdrawn", "valid_from"),
    sorted_by=("amount_cny_e5", "valid_from"),
    named=("code",),
    roles=("officer:tax", "auditor"),
    links={},
    deletes="the test",
    fields=ACCOUNT_FIELDS,
)
"""A standing per code: everyone sees code and first day."""


def account(code: str, amount: int = 1, **more: object) -> GuaranteeRegistered:
    record = GuaranteeRegistered(
        code=code, version=1, valid_from="2024-01-01", valid_to=None, source="test", amount_cny_e5=amount
    )
    return msgspec.structs.replace(record, **more)


def enterprise(code: str, version: int = 1, since: str = "2024-01-01", **more: object) -> EnterpriseRegistered:
    record = EnterpriseRegistered(
        code=code, version=version, valid_from=since, source="official", name_zh=f"企业{code}", roles=("merchant",),
        credit_grade="OTHER",
    )  # fmt: skip
    return msgspec.structs.replace(record, **more)


def of(view: View, offset: int, record: msgspec.Struct | None, *, key: str = "", partition: int = 0) -> Inbound:
    """A record of a view's topic; None deletes the key."""
    by = "/".join(getattr(record, name) for name in view.by) if record is not None else ""
    version = f"@{getattr(record, 'version', '')}" if view.dated and record is not None else ""
    value = b"" if record is None else codec.encode(record)
    return raw(view, offset, (key or by + version).encode(), value, partition=partition)


def raw(view: View, offset: int, key: bytes, value: bytes, *, partition: int = 0) -> Inbound:
    return Inbound(view.topic, partition, offset, 1_700_000_000_000 + offset, key, value, ())


def opened(folder: Path) -> Engine:
    return open_views(views_at(folder))


def folding(engine: Engine, views: Sequence[View]) -> Fold:
    return Fold(engine, builds.begin(engine, views).values())


def fold(engine: Engine, view: View, records: Iterable[msgspec.Struct]) -> None:
    """Fold records one after the other and let them be read."""
    folder = folding(engine, [view])
    stands = builds.standing(engine, view).positions.get(0, 0)
    folder.take([of(view, stands + number, record) for number, record in enumerate(records)])
    folder.finish(lambda _topic: True)
