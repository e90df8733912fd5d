"""Registers change by two persons only, and what they agreed on is published exactly once, whatever is killed when."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from contracts import codec
from contracts.agencies import AGENCIES
from contracts.gateway import RegisterAmended
from contracts.tax import GuaranteeRegistered
from contracts.topics import GATEWAY_REGISTER_CHANGES, TAX_GUARANTEE_ACCOUNTS, TOPICS
from edge.access.directory import Directory, key_hash
from edge.access.principal import Principal
from edge.bus.registers import REGISTERS
from edge.bus.watch import Unavailable
from mesh.wire import headers
from registrar.changes import State
from tests.support.gateway.in_memory import Gateway, Killed, MemoryBus, unreachable

GUARANTOR = "9903160018"
WIDE = {place: place + 0xFEE0 for place in range(0x21, 0x7F)}
TABLE = f"code,version,valid_from,source,amount_cny\n{GUARANTOR},2,2024-11-11,cash deposit,5000\n"
PROPOSAL = {"entries": TABLE, "person": "Zhang", "authority": "order 7", "reason": "short"}
PEOPLE = {
    "one": Principal("tax-one", "T1", (), frozenset({"registrar:tax"})),
    "two": Principal("tax-two", "T2", (), frozenset({"registrar:tax"})),
    "three": Principal("tax-three", "T3", (), frozenset({"registrar:tax"})),
    "customs": Principal("customs-one", "C1", (), frozenset({"registrar:customs"})),
    "credit": Principal("credit-one", "K1", (), frozenset({"registrar:credit"})),
    "officer": Principal("tax-officer", "O", (), frozenset({"officer:tax"})),
    "auditor": Principal("auditor", "A", (), frozenset({"auditor"})),
    "merchant": Principal("merchant", "M", ("9901160011",), frozenset({"merchant"})),
}


class Office:
    """A gateway whose registrars are known; a new one over the same folder and bus is its next life."""

    def __init__(self, folder: Path, bus: MemoryBus | None = None) -> None:
        self.gateway = Gateway(folder, bus=bus)
        directory = Directory({key_hash(f"key-of-{name}"): person for name, person in PEOPLE.items()})
        object.__setattr__(self.gateway.services.shared, "directory", directory)
        self.bus = self.gateway.bus

    async def get(self, who: str, path: str, **params: str) -> Any:
        async with self.gateway.client(f"key-of-{who}") as client:
            return await client.get(path, params=params)

    async def post(self, who: str, path: str, body: Any) -> Any:
        async with self.gateway.client(f"key-of-{who}") as client:
            return await client.post(path, json=body)

    async def propose(self, who: str = "one", **changes: str) -> Any:
        return await self.post(who, "/v1/registers/tax.guarantee-accounts/changes", {**PROPOSAL, **changes})

    async def approve(self, change: str, who: str = "two", person: str = "Li") -> Any:
        return await self.post(who, f"/v1/register-changes/{change}/approval", {"person": person})

    async def reject(self, change: str, who: str = "two", person: str = "Li") -> Any:
        return await self.post(who, f"/v1/register-changes/{change}/rejection", {"person": person, "reason": "no"})

    def accounts(self) -> list[GuaranteeRegistered]:
        return [codec.decode(record.value or b"") for record in self.bus.of(TAX_GUARANTEE_ACCOUNTS)]

    def amendments(self) -> list[RegisterAmended]:
        return [codec.decode(record.value or b"") for record in self.bus.of(GATEWAY_REGISTER_CHANGES)]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path)
    yield made
    made.gateway.engine.dispose()


async def test_a_proposal_publishes_nothing_until_another_person_approves(office: Office) -> None:
    proposed = (await office.propose()).json()
    assert proposed["state"] == "pending"
    assert office.bus.records == []
    approved = await office.approve(proposed["change_id"])
    assert (approved.status_code, approved.json()["state"]) == (200, "published")
    (account,) = office.accounts()
    assert (account.code, account.version, account.amount_cny_e5) == (GUARANTOR, 2, 5_000_00000)


async def test_auditors_are_told_who_agreed_on_what(office: Office) -> None:
    change = (await office.propose()).json()["change_id"]
    await office.approve(change)
    (event,) = office.amendments()
    assert (event.change_id, event.register, event.authority, event.reason) == (
        change,
        TAX_GUARANTEE_ACCOUNTS,
        "order 7",
        "short",
    )
    assert (event.proposed_by, event.proposed_under, event.approved_by, event.approved_under) == (
        "Zhang",
        "tax-one",
        "Li",
        "tax-two",
    )
    assert [(row.code, row.version) for row in event.rows] == [(GUARANTOR, 2)]


@pytest.mark.parametrize(
    ("who", "person"), [("one", "Li"), ("one", "Zhang"), ("two", "Zhang"), ("two", " zhang "), ("two", "Ｚh ang")]
)
async def test_the_same_person_or_the_same_key_is_no_second_person(office: Office, who: str, person: str) -> None:
    change = (await office.propose()).json()["change_id"]
    response = await office.approve(change, who, person)
    assert (response.status_code, response.json()["code"]) == (409, "second_person_needed")
    assert office.bus.records == []


async def test_nobody_in_particular_is_no_person(office: Office) -> None:
    assert (await office.propose(person=" \u3000")).json()["code"] == "invalid_request"
    assert (await office.propose(authority=" ")).json()["code"] == "invalid_request"
    change = (await office.propose()).json()["change_id"]
    assert (await office.approve(change, person="  ")).json()["code"] == "invalid_request"
    assert office.bus.records == []


@pytest.mark.parametrize("who", ["officer", "auditor", "merchant"])
async def test_only_registrars_of_the_owning_agency_change_a_register(office: Office, who: str) -> None:
    assert (await office.propose(who)).status_code in (403, 404)
    change = (await office.propose()).json()["change_id"]
    response = await office.approve(change, who)
    assert (response.status_code, response.json()["code"]) == (403, "role_missing")
    assert office.bus.records == []


async def test_a_change_of_another_agency_is_answered_like_none(office: Office) -> None:
    change = (await office.propose()).json()["change_id"]
    for asked in (change, "0" * len(change)):
        answers = (
            await office.get("customs", f"/v1/register-changes/{asked}"),
            await office.approve(asked, "customs"),
            await office.reject(asked, "customs"),
        )
        told = {(answer.status_code, answer.json()["detail"]) for answer in answers}
        assert told == {(404, "No such change / 没有这项变更")}
    assert (await office.propose("customs")).status_code == 404
    assert office.bus.records == []


async def test_every_fault_of_a_table_is_named_with_its_row(office: Office) -> None:
    rows = f"{GUARANTOR},1,2024-11-11,s,5\n{GUARANTOR},2,2024-11-10,s,5\nx,1,2024-11-11,,5\n"
    response = await office.propose(entries="code,version,valid_from,source,amount_cny\n" + rows)
    assert (response.status_code, response.json()["code"]) == (422, "register_change_refused")
    assert [error["row"] for error in response.json()["errors"]] == [4]
    response = await office.propose(entries="code,version,valid_from,source,amount_cny\n" + rows.rpartition("x,")[0])
    assert [error["row"] for error in response.json()["errors"]] == [2, 3]


@pytest.mark.parametrize(
    ("named", "is_taken"), [("allowance inspection veterinary", False), ("guarantee", False), ("allowance forex", True)]
)
async def test_a_decider_that_this_version_does_not_know_is_refused_with_those_that_it_knows(
    office: Office, named: str, is_taken: bool
) -> None:
    table = f"code,version,valid_from,source,value\ndeciders.retail-import,2,2024-11-11,notice 9,{named}\n"
    body = {**PROPOSAL, "entries": table}
    response = await office.post("customs", "/v1/registers/customs.parameters/changes", body)
    if is_taken:
        assert (response.status_code, response.json()["state"]) == (202, "pending")
        return
    assert (response.status_code, response.json()["code"]) == (422, "register_change_refused")
    (error,) = response.json()["errors"]
    said = " ".join(map(str, error.values()))
    assert named in said
    assert "allowance inspection forex assessment guarantee" in said


async def test_the_same_proposal_again_is_the_same_change(office: Office) -> None:
    assert (await office.propose()).json() == (await office.propose()).json()


async def test_a_rejected_proposal_may_be_made_again_and_is_another(office: Office) -> None:
    first = (await office.propose()).json()["change_id"]
    assert (await office.reject(first)).json()["state"] == "rejected"
    assert (await office.propose()).json()["change_id"] != first


async def test_whoever_proposed_may_take_it_back(office: Office) -> None:
    change = (await office.propose()).json()["change_id"]
    assert (await office.reject(change, "one", "Zhang")).json()["state"] == "rejected"


async def test_a_decision_again_is_answered_the_same_and_another_one_is_refused(office: Office) -> None:
    change = (await office.propose()).json()["change_id"]
    first = (await office.approve(change)).json()
    assert (await office.approve(change)).json() == first
    assert len(office.accounts()) == len(office.amendments()) == 1
    for other in (
        office.approve(change, "three", "Wang"),
        office.reject(change),
        office.reject(change, "three", "Wang"),
    ):
        response = await other
        assert (response.status_code, response.json()["code"]) == (409, "change_decided")


async def test_of_two_changes_that_add_the_same_version_only_one_is_approved(office: Office) -> None:
    first = (await office.propose()).json()["change_id"]
    second = (await office.propose(entries=TABLE.replace("5000", "6000"))).json()["change_id"]
    assert (await office.approve(first)).status_code == 200
    response = await office.approve(second)
    assert (response.status_code, response.json()["code"]) == (422, "register_change_refused")
    assert [account.amount_cny_e5 for account in office.accounts()] == [5_000_00000]


async def test_an_approval_after_the_first_day_of_the_change_comes_too_late(office: Office) -> None:
    change = (await office.propose()).json()["change_id"]
    office.gateway.clock_ms += 24 * 3_600_000
    assert (await office.approve(change)).status_code == 422


async def test_a_silent_bus_leaves_the_change_approved_and_it_is_published_later(office: Office) -> None:
    change = (await office.propose()).json()["change_id"]
    office.bus.before = unreachable
    assert (await office.approve(change)).status_code == 503
    assert (await office.get("auditor", f"/v1/register-changes/{change}")).json()["state"] == "approved"
    with pytest.raises(Unavailable):
        await office.gateway.registrar.resume()
    office.bus.before = lambda _number, _messages: None
    assert await office.gateway.registrar.resume() == 1
    assert len(office.accounts()) == len(office.amendments()) == 1
    assert (await office.approve(change)).json()["state"] == "published"


@pytest.mark.parametrize("at", [1, 2])
@pytest.mark.parametrize("kept", [0, 1])
async def test_a_kill_while_publishing_leaves_nothing_missing_and_nothing_twice(
    tmp_path: Path, at: int, kept: int
) -> None:
    first = Office(tmp_path)
    two = TABLE + "9901160011,2,2024-11-11,cash deposit,7000\n"
    change = (await first.propose(entries=two)).json()["change_id"]

    def die(number: int, _messages: object) -> None:
        if number == at:
            raise Killed

    first.bus.before, first.bus.keep = die, kept
    with pytest.raises(Killed):
        await first.gateway.registrar.approve(change, "Li", PEOPLE["two"])
    first.gateway.engine.dispose()
    first.bus.before = lambda _number, _messages: None
    then = Office(tmp_path, first.bus)
    assert await then.gateway.registrar.resume() == 1
    assert sorted(account.code for account in then.accounts()) == ["9901160011", GUARANTOR]
    assert len(then.amendments()) == 1
    ids = [headers.parse(record.headers, 0).id for record in then.bus.records]
    assert len(ids) == len(set(ids)) == 3
    assert await then.gateway.registrar.resume() == 0
    then.gateway.engine.dispose()


async def test_a_kill_after_publishing_is_only_noted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = Office(tmp_path)
    change = (await first.propose()).json()["change_id"]

    def die(_change_id: str) -> bool:
        raise Killed

    monkeypatch.setattr(first.gateway.registrar._changes, "publish", die)
    with pytest.raises(Killed):
        await first.gateway.registrar.approve(change, "Li", PEOPLE["two"])
    first.gateway.engine.dispose()
    then = Office(tmp_path, first.bus)
    assert await then.gateway.registrar.resume() == 1
    assert len(then.bus.records) == 2
    assert (await then.gateway.registrar.find(change)).state is State.PUBLISHED
    then.gateway.engine.dispose()


async def test_a_register_is_shown_by_code_and_by_day(office: Office) -> None:
    change = (await office.propose(entries=TABLE.replace("2024-11-11", "2024-12-01"))).json()["change_id"]
    await office.approve(change)
    path = "/v1/registers/tax.guarantee-accounts"
    versions = (await office.get("officer", path, code=GUARANTOR)).json()
    assert [entry["version"] for entry in versions["entries"]] == [1, 2]
    assert versions["today"] == "2024-11-11"
    for day, version in (("2024-11-30", 1), ("2024-12-01", 2)):
        answer = (await office.get("officer", path, code=GUARANTOR, date=day)).json()
        assert [entry["version"] for entry in answer["entries"]] == [version]


async def test_a_withdrawn_row_is_in_force_until_its_day_and_then_no_more(office: Office) -> None:
    table = f"code,version,valid_from,source,amount_cny,withdrawn\n{GUARANTOR},2,2024-12-01,closed,0,true\n"
    await office.approve((await office.propose(entries=table)).json()["change_id"])
    path = "/v1/registers/tax.guarantee-accounts.v1"
    in_force = [
        (await office.get("auditor", path, code=GUARANTOR, date=day)).json()["total"]
        for day in ("2024-11-30", "2024-12-01")
    ]
    assert in_force == [1, 0]


async def test_an_entry_is_found_by_its_code_however_it_was_pasted(office: Office) -> None:
    path = "/v1/registers/tax.guarantee-accounts"
    for pasted in (f" {GUARANTOR}", f"{GUARANTOR}\u200b\n", GUARANTOR.translate(WIDE)):
        assert (await office.get("officer", path, code=pasted)).json()["total"] == 1


async def test_each_sees_the_registers_of_their_agency_and_auditors_all(office: Office) -> None:
    def owners(answer: Any) -> set[str]:
        return {row["owner"] for row in answer.json()["registers"]}

    assert owners(await office.get("officer", "/v1/registers")) == {"tax"}
    assert owners(await office.get("customs", "/v1/registers")) == {"customs"}
    assert owners(await office.get("auditor", "/v1/registers")) == {*AGENCIES, "gateway"}
    assert (await office.get("merchant", "/v1/registers")).status_code == 403
    assert (await office.get("customs", "/v1/registers/tax.rates")).status_code == 404
    change = (await office.propose()).json()["change_id"]
    assert (await office.get("customs", f"/v1/register-changes/{change}")).status_code == 404


WRITTEN = [register for register in REGISTERS if not TOPICS[register].kept]


@pytest.mark.parametrize("register", WRITTEN)
async def test_a_register_that_a_processor_writes_is_read_and_never_changed_by_people(
    office: Office, register: str
) -> None:
    owner = TOPICS[register].owner
    assert owner == "credit"
    listed = (await office.get(owner, "/v1/registers")).json()["registers"]
    assert register in {row["register"] for row in listed}
    assert (await office.get("auditor", f"/v1/registers/{register}")).json()["entries"] == []
    table = "code,version,valid_from,valid_to,source,grade,points,rules_version\nM,1,2024-11-12,,s,A,99,v\n"
    refused = await office.post(owner, f"/v1/registers/{register}/changes", {**PROPOSAL, "entries": table})
    assert (refused.status_code, refused.json()["code"]) == (404, "not_found")
    assert (await office.get("auditor", "/v1/register-changes")).json()["changes"] == []


async def test_changes_are_listed_by_state(office: Office) -> None:
    first = (await office.propose()).json()["change_id"]
    await office.approve(first)
    table = "code,version,valid_from,source,amount_cny\n9901160011,2,2024-11-11,s,1\n"
    second = (await office.propose(entries=table)).json()["change_id"]

    async def ids(**params: str) -> list[str]:
        found = (await office.get("auditor", "/v1/register-changes", **params)).json()["changes"]
        return [change["change_id"] for change in found]

    assert set(await ids()) == {first, second}
    assert await ids(state="pending") == [second]
    assert await ids(state="published", register="tax.guarantee-accounts") == [first]
    assert await ids(register="tax.rates") == []
    assert (await office.get("auditor", "/v1/register-changes", state="lost")).status_code == 400


@pytest.mark.parametrize("day", ["2024-1-1", "yesterday", "2024-11-1x", "2024-02-30", "2024-13-01", "20241111"])
async def test_a_date_that_is_none_is_refused(office: Office, day: str) -> None:
    assert (await office.get("auditor", "/v1/registers/tax.rates", date=day)).status_code == 400


async def test_a_register_is_searched_by_words_in_code_and_values(office: Office) -> None:
    path = "/v1/registers/customs.enterprises"
    entries = (await office.get("customs", path, search="海棠汇 platform")).json()["entries"]
    assert [entry["code"] for entry in entries] == ["9901160001"]
    assert (await office.get("customs", path, search="海棠汇 nobody")).json()["entries"] == []
    assert (await office.get("customs", path, search="9901160001", date="2015-01-01")).json()["total"] == 0


async def test_everyone_signed_in_is_told_the_names_of_enterprises_and_nothing_else(office: Office) -> None:
    answer = await office.get("merchant", "/v1/enterprises", codes="9901160001,nobody,9901160011")
    assert answer.json() == {"names": {
        "9901160001": "海棠汇演示电商平台有限公司", "9901160011": "样例晴川国际贸易有限公司",
    }}  # fmt: skip
    assert (await office.get("merchant", "/v1/enterprises")).status_code == 400
    assert (await office.get("stranger", "/v1/enterprises", codes="9901160001")).status_code == 401
