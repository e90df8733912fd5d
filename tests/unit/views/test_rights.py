"""The table of rights: who sees which record and field of a view, and which rows a question reaches."""

import pytest
from sqlalchemy import create_engine, select

from contracts.view import View
from contracts.views import VIEWS
from edge.access.principal import Principal
from tests.support.views.standings import ACCOUNTS, account
from views.database.tables import rows_table
from views.queries.rights import Reader, reader_of

CLOSED = ACCOUNTS._replace(fields=tuple(field._replace(public=False) for field in ACCOUNTS.fields))
OPEN = ACCOUNTS._replace(fields=tuple(field._replace(public=True) for field in ACCOUNTS.fields))
PUBLIC = {"code", "valid_from"}
ALL = {field.name for field in ACCOUNTS.fields}


def principal(*roles: str, codes: tuple[str, ...] = ()) -> Principal:
    return Principal("o", "O", codes, frozenset(roles))


NAMED, OTHER = principal("merchant", codes=("A",)), principal("merchant", codes=("B",))
OFFICER, FOREIGN, AUDITOR = principal("officer:tax"), principal("officer:forex"), principal("auditor")

TABLE: dict[str, tuple[View, Principal, set[str] | None]] = {
    "named": (ACCOUNTS, NAMED, ALL),
    "another enterprise": (ACCOUNTS, OTHER, PUBLIC),
    "officer of the view": (ACCOUNTS, OFFICER, ALL),
    "officer of another agency": (ACCOUNTS, FOREIGN, PUBLIC),
    "auditor": (ACCOUNTS, AUDITOR, ALL),
    "named, nothing public": (CLOSED, NAMED, ALL),
    "another, nothing public": (CLOSED, OTHER, None),
    "foreign officer, nothing public": (CLOSED, FOREIGN, None),
    "officer, nothing public": (CLOSED, OFFICER, ALL),
    "another, everything public": (OPEN, OTHER, ALL),
}


@pytest.mark.parametrize(("view", "who", "seen"), TABLE.values(), ids=TABLE)
def test_what_is_seen_of_a_record(view: View, who: Principal, seen: set[str] | None) -> None:
    fields = reader_of(view, who).shown(account("A"))
    assert (None if fields is None else set(fields)) == seen


def test_whoever_asks_for_public_fields_gets_no_others_whatever_its_role() -> None:
    for who in (OFFICER, AUDITOR, NAMED):
        assert set(reader_of(ACCOUNTS, who, public_only=True).shown(account("A")) or ()) == PUBLIC


@pytest.mark.parametrize(
    ("view", "who", "needed"),
    [(ACCOUNTS, OFFICER, True), (ACCOUNTS, NAMED, False), (OPEN, OFFICER, False), (CLOSED, AUDITOR, True)],
)
def test_a_purpose_is_needed_for_what_is_not_public_of_others(view: View, who: Principal, needed: bool) -> None:
    assert reader_of(view, who).reads_of_others is needed


REACHED: dict[str, tuple[View, Principal, set[str], set[str]]] = {
    "by public fields": (ACCOUNTS, NAMED, {"valid_from"}, {"A", "B"}),
    "by nothing": (ACCOUNTS, NAMED, set(), {"A", "B"}),
    "by another field": (ACCOUNTS, NAMED, {"amount_cny_e5"}, {"A"}),
    "by both": (ACCOUNTS, NAMED, {"valid_from", "amount_cny_e5"}, {"A"}),
    "by another field, nobody": (ACCOUNTS, principal("merchant"), {"amount_cny_e5"}, set()),
    "nothing public": (CLOSED, NAMED, set(), {"A"}),
    "by a role": (ACCOUNTS, OFFICER, {"amount_cny_e5"}, {"A", "B"}),
}


@pytest.mark.parametrize(("view", "who", "used", "keys"), REACHED.values(), ids=REACHED)
def test_which_rows_a_question_reaches(view: View, who: Principal, used: set[str], keys: set[str]) -> None:
    table = rows_table(view)
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        table.create(connection)
        for code in ("A", "B"):
            connection.execute(
                table.insert().values(
                    {"_key": code, "_by": code, "code": code, "source": "s", "amount_cny_e5": 1, "withdrawn": None,
                     "valid_from": "2024-01-01", "_value": b"", "_recorded_ms": 0}
                )
            )  # fmt: skip
        reached = reader_of(view, who).reaches(table, used)
        query = select(table.c["_key"])
        shown = set(connection.execute(query if reached is None else query.where(reached)).scalars())
    engine.dispose()
    assert shown == keys


def test_rights_have_a_digest_that_differs_where_they_do() -> None:
    readers = [NAMED, OTHER, OFFICER, principal("merchant", codes=("A", "B"))]
    digests = {reader_of(ACCOUNTS, who).digest for who in readers} | {reader_of(OPEN, NAMED).digest}
    assert len(digests) == 5
    assert reader_of(ACCOUNTS, OFFICER).digest == reader_of(ACCOUNTS, AUDITOR).digest


def test_no_view_of_the_contract_shows_a_stranger_a_field_that_is_not_public() -> None:
    for view in VIEWS.values():
        reader = reader_of(view, principal("merchant", codes=("nobody",)))
        assert isinstance(reader, Reader)
        assert not reader.everything
        assert reader.sees_any is bool(view.public or view.named)
