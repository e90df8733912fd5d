"""An event that no table names goes by the doc of its schema, in both languages."""

from console.texts import TEXTS
from console.texts.events import EVENTS, named
from console.texts.text import Text


def test_a_doc_begins_with_the_name_in_both_languages() -> None:
    assert named("Parcel sighted 包裹已见: a carrier saw it.") == Text("包裹已见", "Parcel sighted")
    assert named("包裹已见 Parcel sighted.") == Text("包裹已见", "Parcel sighted")
    assert named("A parcel was seen.") == Text("A parcel was seen", "A parcel was seen")


def test_every_event_of_a_timeline_has_a_name_and_better_words_stay() -> None:
    assert EVENTS.keys() <= TEXTS.keys()
    assert TEXTS["event.DeclarationHeld"] == Text("已布控", "Held")
