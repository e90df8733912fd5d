"""Another mesh is named by two variables; its one key is used for whatever is asked."""

import pytest

from yidian.complaint import Complaint
from yidian.connection import KEY_VARIABLE, URL_VARIABLE, connect


def test_with_the_address_and_one_key_the_gateway_says_who_may_transmit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(URL_VARIABLE, "http://gateway:8080")
    monkeypatch.setenv(KEY_VARIABLE, "a-key")
    connection = connect()
    for one in (
        connection.transmitting("9901180031"),
        connection.with_role("auditor"),
        connection.with_role("operator"),
    ):
        assert one.key == "a-key"


@pytest.mark.parametrize(("variable", "value"), [(URL_VARIABLE, "http://gateway:8080"), (KEY_VARIABLE, "a-key")])
def test_one_of_the_two_without_the_other_is_complained_about(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(Complaint, match="is not"):
        connect()
