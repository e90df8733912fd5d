"""A problem on its way to the client: raised below a route, answered as RFC 9457 by `edge.http.refusals`."""

from collections.abc import Sequence
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from edge.problems.catalogue import KINDS, Kind


class FieldError(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One fault in what was sent. Never quotes a value: it may be personal."""

    pointer: str
    """JSON Pointer from the record's top"""
    row: int = 0
    """the record's place in the request, from 1; of NDJSON the line; 0: the request"""
    code: str
    zh: str
    en: str


class ProblemDocument(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """RFC 9457. Some codes add members of their own; a batch of which nothing was received those of its answer."""

    type: str
    """the page of the code"""
    title: str
    status: int
    code: Annotated[str, Meta(extra_json_schema={"enum": sorted(KINDS)})]
    title_zh: str
    title_en: str
    detail: str = ""
    """in English, then in Chinese"""
    detail_zh: str = ""
    detail_en: str = ""
    errors: tuple[FieldError, ...] = ()
    ceb900: str = ""
    """the CEB900 message, if the envelope of a CEB message is bad"""


class Problem(Exception):
    """A request is refused. `code`: of the catalogue; `retry_after`: seconds; `extra`: extension members."""

    def __init__(
        self,
        code: str,
        *,
        zh: str = "",
        en: str = "",
        errors: Sequence[FieldError] = (),
        retry_after: int | None = None,
        extra: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(code)
        self.code = code
        self.zh, self.en = zh, en
        self.errors = tuple(errors)
        self.retry_after = retry_after
        self.extra = extra or {}

    @property
    def kind(self) -> Kind:
        """Return the catalogue's entry."""
        return KINDS[self.code]

    def document(self) -> dict[str, Any]:
        """Return the RFC 9457 document. `type` is the code's page; `errors` name each fault by pointer and row."""
        kind = self.kind
        document = ProblemDocument(
            type=f"/errors/{self.code}",
            title=f"{kind.en} / {kind.zh}",
            status=kind.status,
            code=self.code,
            title_zh=kind.zh,
            title_en=kind.en,
            detail=" / ".join(text for text in (self.en, self.zh) if text),
            detail_zh=self.zh,
            detail_en=self.en,
            errors=self.errors,
        )
        return {**msgspec.to_builtins(document), **self.extra}
