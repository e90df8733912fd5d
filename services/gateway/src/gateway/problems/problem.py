"""A problem on its way to the client: raised below a route, answered as RFC 9457 by `gateway.http.refusals`."""

from collections.abc import Sequence
from typing import Any

import msgspec

from gateway.problems.catalogue import KINDS, Kind


class FieldError(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """
    One fault in what was sent. Never quotes a value: it may be personal.

    pointer: JSON Pointer from the record's top. row: the record's place in the request, from 1; 0: the request.
    """

    pointer: str
    row: int = 0
    code: str
    zh: str
    en: str


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
        document: dict[str, Any] = {
            "type": f"/errors/{self.code}",
            "title": f"{kind.en} / {kind.zh}",
            "status": kind.status,
            "code": self.code,
            "title_zh": kind.zh,
            "title_en": kind.en,
        }
        if self.en or self.zh:
            document["detail"] = " / ".join(text for text in (self.en, self.zh) if text)
        if self.errors:
            document["errors"] = self.errors
        return {**document, **self.extra}
