"""Chinese or English: asked for by ``?lang=``, remembered in a cookie, otherwise what the browser prefers."""

from collections.abc import Mapping
from typing import Literal
from urllib.parse import urlencode

from starlette.requests import Request

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")
COOKIE = "yidian_lang"
TAGS: Mapping[Language, str] = {"zh": "zh-CN", "en": "en"}
"""What stands in the attribute ``lang``."""


def language_of(request: Request) -> Language:
    """Return the language of the answer; Chinese where nothing says otherwise."""
    for said in (request.query_params.get("lang"), request.cookies.get(COOKIE)):
        if said in LANGUAGES:
            return said
    return preferred(request.headers.get("accept-language", ""))


def preferred(header: str) -> Language:
    """Return the first of our languages that an Accept-Language header ranks highest."""
    best: tuple[float, Language] = (0.0, "zh")
    for part in header.split(","):
        tag, _, weight = part.partition(";")
        language = tag.strip().lower().partition("-")[0]
        quality = _quality(weight)
        if language in LANGUAGES and quality > best[0]:
            best = quality, language
    return best[1]


def switched(request: Request, language: Language) -> str:
    """Return the address of the same page in another language."""
    others = [(name, value) for name, value in request.query_params.multi_items() if name != "lang"]
    return f"{request.url.path}?{urlencode([*others, ('lang', language)])}"


def _quality(weight: str) -> float:
    name, _, value = weight.strip().partition("=")
    if name != "q":
        return 1.0
    try:
        return min(1.0, max(0.0, float(value)))
    except ValueError:
        return 0.0
