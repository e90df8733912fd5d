"""Names of events by their schemas' docs: ``Parcel sighted 包裹已见: …`` has both names before the colon."""

import re
from inspect import cleandoc

from console.texts.text import Text
from contracts.mesh import Gathered
from contracts.topics import TOPICS

_CHINESE = re.compile(r"[\u4e00-\u9fff（）、·]+")
_END = re.compile(r"[:：.。\n]")


def named(doc: str) -> Text:
    """Return the name with which a doc begins; where it has no Chinese one, the English in both languages."""
    name = _END.split(cleandoc(doc), maxsplit=1)[0].strip()
    chinese = "".join(_CHINESE.findall(name))
    english = " ".join(_CHINESE.sub(" ", name).split())
    return Text(chinese or english, english or chinese)


EVENTS: dict[str, Text] = {
    f"event.{kind.__name__}": named(kind.__doc__ or kind.__name__)
    for topic in TOPICS.values()
    if topic.role == "event" and "gateway.view" in topic.consumers
    for kind in topic.records
    if kind is not Gathered
}
"""Every event that a timeline may have; `domain` has better words for those that it knows."""
