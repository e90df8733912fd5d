"""What the table of outcomes says of an export, from its documents to its departure."""

from contracts.customs import Movement
from tests.support.customs.exports import ExportWorld, a_list, a_movement, a_receipt, a_waybill, an_order
from tests.support.outcomes import records


def test_an_export_is_told_from_its_documents_to_its_departure() -> None:
    world = ExportWorld()
    world.submit(an_order(), a_waybill(), a_receipt(), a_list())
    world.move(a_movement(), a_movement(movement=Movement.DEPARTED))
    told = [records.fact(event.record) for event in world.seen if type(event.record) in records.KINDS]
    assert [(fact.part, fact.line) for fact in told] == [
        ("verdict", "accepted 2"),
        ("verdict", "accepted 2"),
        ("verdict", "accepted 2"),
        ("verdict", "accepted 2"),
        ("declaration", "1 accepted list {}"),
        ("conclusion", "120"),
        ("declaration", "1 reviewed list {}"),
        ("declaration", "1 cleared list {}"),
        ("declaration", "1 closed list {}"),
    ]
    assert {fact.figures for fact in told if fact.part == "declaration"} == {(world.case().list_no,)}


def test_a_refused_export_is_told_with_the_ends_of_its_documents() -> None:
    world = ExportWorld()
    world.submit(an_order(order_type="B"), a_waybill(), a_list())
    told = [records.fact(event.record) for event in world.seen if type(event.record) in records.LIFECYCLE]
    assert [fact.line for fact in told] == [
        "1 refused -603001 -603001/EXM-01 list {}; list -603001; order 2; waybill 2",
    ]
