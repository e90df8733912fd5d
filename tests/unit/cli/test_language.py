"""One language for everything that a call prints for people, chosen in one way for every command."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner, Result

import yidian
from contracts.statuses import STATUSES
from deploy import background, local
from deploy.ports import allot
from simulator import day
from simulator.ceb_messages import write_messages
from simulator.exports import month
from simulator.world import world
from tests.support.cli.answering import answering
from yidian import start_steps
from yidian.demo import chinese
from yidian.demo.exports import chinese as exports_chinese
from yidian.demo.exports import summary as exports_summary
from yidian.demo.exports.play import plan_exports
from yidian.demo.malformed import write_malformed
from yidian.language import Language, Wording, bilingual, joined, of_environment, same
from yidian.main import app
from yidian.receipt_words import of_line

SOURCES = sorted(Path(yidian.__file__).parent.rglob("*.py"))
CHINESE = re.compile("[\u4e00-\u9fff]")
WORD = re.compile("[A-Za-z]{2,}")
IN_BOTH = {"Kafka"}
PRINTING = {"output.py", "ending.py", "options.py", "running.py"}
"""Modules that write to the streams themselves: what they write is a `Wording`, or no sentence."""


@pytest.fixture(scope="module")
def gateway() -> Iterator[str]:
    with answering() as url:
        yield url


def run(url: str, *arguments: str, **environment: str) -> Result:
    return CliRunner().invoke(
        app, arguments, env={"YIDIAN_GATEWAY_URL": url, "YIDIAN_API_KEY": "k", "COLUMNS": "200", **environment}
    )


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        (("held",), {}, "en"),
        (("held", "--lang", "zh"), {}, "zh"),
        (("--lang", "zh", "held"), {}, "zh"),
        (("--lang", "en", "held", "--lang", "zh"), {}, "zh"),
        (("--lang", "zh", "held", "--lang", "en"), {}, "en"),
        (("held",), {"YIDIAN_LANG": "zh"}, "zh"),
        (("held", "--lang", "en"), {"YIDIAN_LANG": "zh"}, "en"),
        (("--lang", "en", "held"), {"YIDIAN_LANG": "zh"}, "en"),
        (("held",), {"LANG": "zh_CN.UTF-8"}, "zh"),
        (("held",), {"LANG": "zh_CN.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        (("held",), {"LANG": "zh_CN.UTF-8", "YIDIAN_LANG": "en"}, "en"),
        (("held",), {"LANG": "de_DE.UTF-8"}, "en"),
        (("held",), {"LANG": "C"}, "en"),
    ],
    ids=str,
)
def test_the_option_goes_before_the_variable_and_that_before_the_locale(
    gateway: str, arguments: tuple[str, ...], environment: dict[str, str], language: str
) -> None:
    told = run(gateway, *arguments, **environment).stdout
    assert ("许可证已过期" in told, "the licence has expired" in told) == (language == "zh", language == "en")
    assert ("1 项待处置，1 项超期" in told, "1 open holds, 1 overdue" in told) == (language == "zh", language == "en")


def test_a_group_of_commands_takes_it_too(gateway: str) -> None:
    for arguments in (("register", "--lang", "zh", "show"), ("register", "show", "--lang", "zh")):
        assert "1 个登记簿" in run(gateway, *arguments).stdout


@pytest.mark.parametrize(
    ("arguments", "environment"), [(("held", "--lang", "fr"), {}), (("held",), {"YIDIAN_LANG": "fr"})], ids=str
)
def test_another_language_is_refused(gateway: str, arguments: tuple[str, ...], environment: dict[str, str]) -> None:
    refused = run(gateway, *arguments, **environment)
    assert refused.exit_code == 2
    assert "'fr'" in refused.stderr


def test_a_refusal_of_the_gateway_is_told_in_the_language(gateway: str) -> None:
    english, other = (run(gateway, "register", "list", "--lang", each) for each in ("en", "zh"))
    assert english.stderr == "yidian: the gateway refuses: not found\nno such thing\n/code: is required\n"
    assert other.stderr == "yidian: 网关拒绝：没有\n没有此物\n/code：必填\n"


def test_json_is_the_same_in_either_language(gateway: str) -> None:
    for command in ("held", "topics", "reads", ("register", "list"), ("status", "DD9")):
        words = (command,) if isinstance(command, str) else command
        english, other = (run(gateway, *words, "--json", "--lang", each) for each in ("en", "zh"))
        assert english.stdout == other.stdout
        assert [json.loads(line) for line in english.stdout.splitlines()]
    told = json.loads(run(gateway, "register", "list", "--json").stdout)
    assert told["error"] == "the gateway refuses: not found / 没有"
    assert told["remedy"] == "no such thing / 没有此物\n/code: is required"


def every_command() -> Iterator[tuple[str, set[str]]]:
    """Yield every command with the options that it takes."""
    waiting = [("yidian", get_command(app))]
    while waiting:
        name, command = waiting.pop()
        yield name, {option for each in command.params for option in each.opts}
        waiting += [(f"{name} {each}", one) for each, one in getattr(command, "commands", {}).items()]


def test_every_command_takes_the_option_and_names_a_person_alike() -> None:
    commands = dict(every_command())
    assert len(commands) > 25
    for name, options in commands.items():
        assert "--lang" in options, name
        assert not {"--officer", "--registrar", "--user", "--by"} & options, name
    for name in ("decide", "top-up", "explain", "show", "parked", "discard", "register approve", "register propose"):
        assert "--person" in commands[f"yidian {name}"], name


def test_every_text_has_both_languages() -> None:
    """Whatever is shown is a `Wording` (mypy holds that), and each has English words and Chinese ones."""
    found = 0
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Wording":
                english, other = (_literal(part) for part in node.args)
                found += 1
                assert not CHINESE.search(english), (path.name, english)
                if WORD.search(english) and english.strip() not in IN_BOTH and other.strip():
                    assert CHINESE.search(other), (path.name, english, other)
    assert found > 150


def _literal(node: ast.expr) -> str:
    """Return the words of a text as they stand in the code; nothing of one that comes from elsewhere."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(str(part.value) for part in parts if isinstance(part, ast.Constant))
        case _:
            return ""


def test_nothing_is_printed_but_through_the_output() -> None:
    for path in SOURCES:
        if path.name in PRINTING:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                if called in ("same", "table") and node.args:
                    assert not WORD.search(_literal(node.args[0])), (path.name, ast.unparse(node))
                assert called != "print", path.name
                assert not re.fullmatch(
                    r"(console|errors|typer|sys\.stdout)\.(print|out|echo|write|log).*", called
                ) or ("csv" in ast.unparse(node)), (path.name, called)


def test_the_demonstration_has_chinese_for_everything_that_it_names() -> None:
    party = world()
    assert set(chinese.PLANTS) == {plant.name for plant in (*day.FAULTS, *day.TRAPS)}
    assert set(chinese.MESSAGES) == {message.name for message in write_messages(party)}
    assert set(chinese.REQUESTS) == {bad.name for bad in write_malformed(party)}
    for table in (chinese.PLANTS, chinese.MESSAGES, chinese.REQUESTS, chinese.WORDS):
        assert all(CHINESE.search(text) for text in table.values())


def test_the_exports_of_the_demonstration_have_chinese_too() -> None:
    plants = {plant.name for plant in (*month.FAULTS, *month.TRAPS)}
    asked = {name for name, *_ in (*exports_summary.REQUESTS, *exports_summary.ASKED)}
    assert set(exports_chinese.PLANTS) == plants | asked
    assert all(CHINESE.search(text) for text in exports_chinese.PLANTS.values())
    kinds = {paper.document["type"] for paper in plan_exports(world()).papers()}
    assert kinds <= set(chinese.WORDS)


def test_every_report_of_a_start_has_chinese() -> None:
    taken = allot(["gateway"], requested={}, previous={}, usual={"gateway": 8080}, is_free=lambda port: port != 8080)
    (note,) = taken.notes
    sources = "".join(Path(path).read_text(encoding="utf-8") for path in (local.__file__, background.__file__))
    steps = re.findall(r'\b(?:step|tell)\("([^"]+)"\)', sources)
    assert {"Kafka", "services", "ending what was begun"} <= set(steps)
    for report in (*steps, note, "over; view not ready yet, catching up"):
        assert report == "Kafka" or CHINESE.search(start_steps.told(report).zh), report
    assert start_steps.told("something new") == same("something new")


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("released", "放行"),
        ("list rejected -621001", "清单 退回 -621001"),
        ("import-list -621001; 800", "import-list -621001; 800"),
        ("duplicates; 300 99301 → 800", "重复; 300 99301 → 800"),
        ("DD0001", "DD0001"),
    ],
)
def test_of_an_outcome_words_are_put_in_chinese_and_codes_stay(told: str, shown: str) -> None:
    assert chinese.standing(told) == Wording(told, shown)


def test_a_receipt_is_told_in_english_by_reasons_or_status() -> None:
    receipt = {"type": "ReceiptIssued", "document_id": "d", "status": "800", "details": {"return_info": "放行"}}
    assert of_line(receipt) == Wording("released", "放行")
    refused = receipt | {"status": "100", "reasons": [{"code": "1327", "text_zh": "支付人不符", "text_en": "payer"}]}
    assert of_line(refused) == Wording("1327 payer", "1327 支付人不符")
    bill = receipt | {"document_id": "", "status": "1", "details": {"return_info": "电子税单已生成[T1]"}}
    assert of_line(bill) == Wording("tax bill issued", "电子税单已生成[T1]")
    assert of_line({"type": "ImportOrderSubmitted", "details": {"number": "DD1"}}) == same("DD1")
    for status in STATUSES:
        assert of_line(receipt | {"status": status.code}).en == status.en


def test_where_one_language_is_missing_the_other_is_told() -> None:
    assert bilingual({"text_zh": "中"}) == Wording("中", "中")
    assert bilingual({"text_en": "e", "text_zh": None}) == Wording("e", "e")
    assert joined((Wording("a", "甲"), Wording("", ""), Wording("b", "乙"))) == Wording("a; b", "甲；乙")
    assert of_environment({"YIDIAN_LANG": "zh"}) is Language.CHINESE
