"""Who may send which document: by role, by the field that names the sender, or by a written commitment."""

import pytest

from contracts.common import DocumentType
from contracts.documents import BY_TYPE
from edge.access.sending import FOREIGN_PARTY, ROLE_MISSING, Rights, deny, may_send

ORDER, PAYMENT, WAYBILL, LIST = (
    DocumentType.IMPORT_ORDER,
    DocumentType.IMPORT_PAYMENT,
    DocumentType.IMPORT_WAYBILL,
    DocumentType.IMPORT_LIST,
)
CANCELLATION = DocumentType.IMPORT_CANCELLATION
NAMES = {
    "merchant_code": "M",
    "platform_code": "P",
    "payment_institution_code": "Y",
    "carrier_code": "C",
    "agent_code": "A",
}
ROLES = {"merchant": "M", "platform": "P", "payment": "Y", "carrier": "C", "agent": "A", "bonded": "B"}
ALLOWED = {
    ("merchant", ORDER),
    ("platform", ORDER),
    ("payment", PAYMENT),
    ("carrier", WAYBILL),
    ("merchant", LIST),
    ("agent", LIST),
    ("merchant", CANCELLATION),
    ("agent", CANCELLATION),
}
IN_PLACE = {("carrier", ORDER), ("carrier", PAYMENT), ("carrier", WAYBILL), ("agent", LIST), ("agent", CANCELLATION)}
EVERY = [(role, kind) for role in ROLES for kind, form in BY_TYPE.items() if form.procedure == "retail-import"]
"""The message map of retail import; of other procedures their own tests say who sends what."""


def code(role: str, kind: DocumentType, *, codes: tuple[str, ...], committed: bool = False) -> str | None:
    denied = deny(kind, NAMES, Rights(codes, (role,), committed))
    return denied and denied.code


@pytest.mark.parametrize(("role", "kind"), EVERY)
def test_imp_01_each_role_sends_what_the_message_map_gives_it(role: str, kind: DocumentType) -> None:
    assert code(role, kind, codes=(ROLES[role],)) == (None if (role, kind) in ALLOWED else ROLE_MISSING)


@pytest.mark.parametrize(("role", "kind"), sorted(ALLOWED))
def test_imp_01_a_document_that_names_another_is_denied_without_a_commitment(role: str, kind: DocumentType) -> None:
    assert code(role, kind, codes=("X",)) == FOREIGN_PARTY


@pytest.mark.parametrize(("role", "kind"), EVERY)
def test_imp_01_with_a_commitment_couriers_and_agents_send_in_the_place_of_others(
    role: str, kind: DocumentType
) -> None:
    expected = None if (role, kind) in IN_PLACE else FOREIGN_PARTY if (role, kind) in ALLOWED else ROLE_MISSING
    assert code(role, kind, codes=("X",), committed=True) == expected


@pytest.mark.parametrize("kind", list(BY_TYPE))
def test_each_document_is_sent_by_those_whom_it_names_in_their_role(kind: DocumentType) -> None:
    senders = BY_TYPE[kind].sent_by
    for party in senders.own:
        named = {party.field: "N"}
        assert deny(kind, named, Rights(("N",), (party.role,), False)) is None
        denied = deny(kind, named, Rights(("X",), (party.role,), False))
        assert denied is not None
        assert (denied.code, denied.element) == (FOREIGN_PARTY, party.element)
        assert deny(kind, named, Rights(("X",), (senders.in_place,), True)) is None


def test_any_of_several_codes_and_roles_suffices() -> None:
    assert deny(LIST, NAMES, Rights(("X", "A"), ("agent", "merchant"), False)) is None


def test_whoever_may_not_send_is_told_who_may_in_both_languages() -> None:
    denied = deny(PAYMENT, NAMES, Rights(("M",), ("merchant",), False))
    assert denied is not None
    assert "支付企业" in denied.who_zh
    assert "payment institution" in denied.who_en


@pytest.mark.parametrize("committed", [True, False])
@pytest.mark.parametrize(("role", "kind"), EVERY)
def test_imp_01_what_an_organisation_may_send_at_all_follows_from_its_roles(
    role: str, kind: DocumentType, committed: bool
) -> None:
    expected = (role, kind) in ALLOWED or (committed and (role, kind) in IN_PLACE)
    assert may_send(kind, Rights((), (role,), committed)) == expected
