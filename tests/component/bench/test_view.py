"""The benchmark of the case view folds all that the documents cause: afterwards the view holds every case."""

from bench import trade, view


def test_the_view_holds_every_case_whatever_the_chunk() -> None:
    documents = list(trade.sound_documents(12))
    found = [view.measure(documents, chunk) for chunk in (7, 5_000)]
    assert [each.cases for each in found] == [12, 12]
    assert all(each.records >= 12 * 25 and each.spent > 0 for each in found)
