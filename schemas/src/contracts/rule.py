"""What the contract says about a rule: the types of the values in `contracts.rules`."""

from typing import NamedTuple


class Source(NamedTuple):
    """
    A source of rules. zh, en: its title.

    kind: `law` (a law, announcement or plan), `specification` (of the messages, or a standard), `observed` (seen in
    published samples) or `ours`. date: of its publication, to the day or month, if known. read: how much of it the
    citations rest on, `whole`, `excerpt` or `reported` (title and content at second hand); None of what is ours.
    """

    name: str
    kind: str
    zh: str
    en: str
    number: str | None = None
    date: str | None = None
    read: str | None = None


class Citation(NamedTuple):
    """Where in a source a rule is, or why it is ours; from and until which day, if not as long as the rule."""

    source: Source
    zh: str | None = None
    en: str | None = None
    valid_from: str | None = None
    valid_until: str | None = None

    def short(self, language: str) -> str:
        """Return number or title of the source, the place in it and its period, in ``zh`` or ``en``."""
        title, place = (self.source.zh, self.zh) if language == "zh" else (self.source.en, self.en)
        if self.source.kind == "ours":
            return f"{title}：{place}" if language == "zh" else f"{title}: {place}"
        stands = (" " if language == "zh" else ", ").join(part for part in (self.source.number or title, place) if part)
        when = period(self, language)
        return f"{stands} ({when})" if when else stands


class Rule(NamedTuple):
    """A rule: its text, who applies it, its citations, and the codes of its reasons."""

    rule_id: str
    agency: str
    zh: str
    en: str
    valid_from: str | None
    valid_until: str | None
    citations: tuple[Citation, ...]
    codes: tuple[str, ...]


def period(dated: Rule | Citation, language: str) -> str:
    """Return from and until when a rule or citation holds, in ``zh`` or ``en``; nothing of one that always does."""
    start, end = dated.valid_from, dated.valid_until
    if start and end:
        return f"{start} – {end}"
    if language == "zh":
        return f"自 {start} 起" if start else f"至 {end}" if end else ""
    return f"from {start}" if start else f"until {end}" if end else ""
