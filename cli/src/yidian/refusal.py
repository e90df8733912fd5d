"""A refusal of the gateway, in the language of the call."""

from collections.abc import Sequence
from typing import Any

import httpx
import msgspec

from yidian.complaint import Complaint
from yidian.language import Wording, bilingual, joined, same

MOST_ERRORS = 10


class Refused(Complaint):
    """The gateway refused a request: `problem` is its RFC 9457 document."""

    def __init__(self, answer: httpx.Response) -> None:
        try:
            problem = msgspec.json.decode(answer.content)
        except msgspec.DecodeError:
            problem = {}
        self.problem: dict[str, Any] = problem if isinstance(problem, dict) else {}
        self.status = answer.status_code
        self.code = str(self.problem.get("code", ""))
        self._title = self.problem.get("title") or answer.reason_phrase
        title = bilingual(self.problem | {"title_en": self.problem.get("title_en") or self._title}, "title")
        super().__init__(
            Wording(f"the gateway refuses: {title.en}", f"网关拒绝：{title.zh}"),
            joined((_detail(self.problem), *_errors(self.problem)), "\n", "\n"),
        )

    def plain(self) -> dict[str, str]:
        """Return it for machines, title and detail as the gateway gives them, in both languages."""
        detail = str(self.problem.get("detail", ""))
        lines = (line.en for line in _errors(self.problem))
        return {"error": f"the gateway refuses: {self._title}", "remedy": "\n".join(filter(None, (detail, *lines)))}


def _detail(problem: dict[str, Any]) -> Wording:
    detail = bilingual(problem, "detail")
    return detail if detail.en else same(problem.get("detail", ""))


def _errors(problem: dict[str, Any]) -> list[Wording]:
    errors: Sequence[dict[str, Any]] = problem.get("errors") or ()
    return [_error(error) for error in errors[:MOST_ERRORS]]


def _error(error: dict[str, Any]) -> Wording:
    row, at = error.get("row"), error.get("pointer", "")
    en, zh = (f"row {row} ", f"第 {row} 条 ") if row else ("", "")
    return Wording(f"{en}{at}: {error.get('en', '')}", f"{zh}{at}：{error.get('zh', '')}")
