"""A day, an amount, a number of seconds, a code: what an option takes is checked before anything is asked or done."""

import pytest
from typer.testing import CliRunner

from yidian.commands.values import amount, day, pair, reason_code, seconds
from yidian.main import app

PROPOSE = ("register", "propose", "tax.rates", "--code", "x", "--person", "a", "--authority", "b", "--reason", "c")
LIST = ("register", "list-version", "tax.rates", "f", "--person", "a", "--authority", "b", "--reason", "c")
DAYS = ("2025-13-01", "2025-02-30", "20250101", "2025-W01-1", "today", "2025-1-1", "２０２５-01-01", "")


def refusal(*arguments: str) -> str:
    """Run a command that must be refused, without a mesh, when its options are parsed; return what it says."""
    run = CliRunner().invoke(app, arguments, env={"YIDIAN_GATEWAY_URL": "http://127.0.0.1:9", "YIDIAN_API_KEY": "k"})
    assert run.exit_code == 2, run.output
    return " ".join(run.stderr.replace("│", " ").split())


@pytest.mark.parametrize("text", DAYS)
@pytest.mark.parametrize(
    "command",
    [
        ("register", "show", "tax.rates", "--date"),
        ("show", "tax.rates", "--as-of"),
        (*PROPOSE, "--set", "a=b", "--from"),
        (*LIST, "--from"),
    ],
    ids=["register show", "show", "register propose", "register list-version"],
)
def test_a_day_is_one_of_the_calendar(command: tuple[str, ...], text: str) -> None:
    assert "is no day: YYYY-MM-DD, such as 2025-01-31" in refusal(*command, text)
    assert "不是日期：YYYY-MM-DD" in refusal("--lang", "zh", *command, text).replace(" ", "")


@pytest.mark.parametrize("text", ["x", "0", "0.000001", "nan", "inf", "1_000", "１０", "1,000", ""])
def test_an_amount_is_more_than_nothing(text: str) -> None:
    assert "is no amount: yuan above 0" in refusal("top-up", "G", text, "--person", "a", "--authority", "b")


@pytest.mark.parametrize("text", ["x", "nan", "inf", "-1", ""])
def test_seconds_are_a_number_from_0(text: str) -> None:
    assert "is no number of seconds from 0" in refusal("submit", "f", f"--timeout={text}")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("held", "--reason", "9940"), "is no code of a reason, such as 99401"),
        ((*PROPOSE, "--set", "value"), "is not of the form FIELD=VALUE"),
        (("register", "list", "--state", "done"), "pending"),
        (("watch", "--count", "0"), "greater than or equal to 1"),
        (("up", "--slots", "0"), "greater than or equal to 1"),
        (("show", "tax.rates", "--limit", "0"), "greater than or equal to 1"),
        (("messages", "--out", "f", "--group", "101"), "less than or equal to 100"),
        (("parked", "--partition", "-1"), "greater than or equal to 0"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_every_other_value_is_refused_with_the_form_that_it_has(arguments: tuple[str, ...], said: str) -> None:
    assert said in refusal(*arguments)


def test_what_is_written_as_it_should_be_is_taken() -> None:
    assert day("2024-02-29") == "2024-02-29"
    assert amount("12.50001") == "12.50001"
    assert (seconds("60"), seconds("0.5")) == (60.0, 0.5)
    assert (reason_code("99401"), pair("a=b=c")) == ("99401", "a=b=c")
