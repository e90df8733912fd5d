"""The command speaks English here, whatever the terminal of who runs the tests speaks."""

import pytest

from yidian.language import LOCALE_VARIABLES, VARIABLE, Language, choose


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (VARIABLE, *LOCALE_VARIABLES):
        monkeypatch.delenv(name, raising=False)
    choose(Language.ENGLISH)
