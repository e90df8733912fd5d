"""CRD-03 and CRD-04: the entry that the end of a declaration makes."""

from contracts import topics
from contracts.credit import ConductEntered
from credit.decisions.entries import cleared, refused
from mesh.declared.processor import Emit
from tests.support.agency.declarations import AT_MS, MERCHANT, a_declaration_cleared, a_declaration_refused, a_subject
from tests.support.credit.conduct import a_refusal

ID = a_subject().declaration_id


def entry(emits: tuple[Emit, ...]) -> ConductEntered:
    (emit,) = emits
    assert (emit.topic, emit.key) == (topics.CREDIT_ENTRIES, MERCHANT.encode())
    assert isinstance(emit.record, ConductEntered)
    return emit.record


def test_crd_03_a_refusal_enters_each_of_its_codes_once() -> None:
    event = a_refusal(("99102", "MAT-02"), ("1322", "MAT-04"), ("99102", "MAT-03"), revision=3)
    assert entry(refused(event, AT_MS)) == ConductEntered(
        merchant_code=MERCHANT,
        entry_id=f"{ID}-3-refused",
        declaration_id=ID,
        day="2024-11-11",
        codes=("99102", "1322"),
    )


def test_crd_03_a_refusal_under_a_hold_of_credit_itself_enters_nothing() -> None:
    assert refused(a_refusal(("1300", "CRD-02")), AT_MS) == ()
    assert entry(refused(a_refusal(("1300", "CRD-02"), ("99001", "MAT-12")), AT_MS)).codes == ("99001",)


def test_a_refusal_without_a_code_enters_nothing() -> None:
    assert refused(a_declaration_refused(), AT_MS) == ()


def test_the_day_is_that_in_china() -> None:
    midnight_ms = 1_731_340_800_000  # 2024-11-12 00:00 in China, the evening before elsewhere
    assert [entry(refused(a_refusal(), at)).day for at in (midnight_ms - 1, midnight_ms)] == [
        "2024-11-11",
        "2024-11-12",
    ]


def test_crd_04_a_release_enters_its_class_on_the_day_of_clearance() -> None:
    assert entry(cleared(a_declaration_cleared(AT_MS + 86_400_000))) == ConductEntered(
        merchant_code=MERCHANT,
        entry_id=f"{ID}-1-cleared",
        declaration_id=ID,
        day="2024-11-12",
        codes=("cleared",),
    )
