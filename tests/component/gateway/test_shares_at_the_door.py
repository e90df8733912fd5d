"""Bodies at the door: no organisation, and no two, shut another out, and every byte is given back."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

import pytest
from starlette.requests import ClientDisconnect

from edge.problems.problem import Problem
from gateway.http import admission as door
from gateway.http.admission import Admission
from gateway.metrics import INFLIGHT_BYTES
from tests.support.gateway.bodies import Coming, a_body

BODY, TOTAL = 8_000, 64_000
DEADLINE = 10.0


class Uploads:
    """Bodies that are being sent: each held until `done`."""

    def __init__(self) -> None:
        self.admission = Admission(body=BODY, total=TOTAL)
        self.done = asyncio.Event()
        self._tasks: list[asyncio.Task[str]] = []

    def start(self, organisation: str, size: int, *, whole: bool = False) -> asyncio.Task[str]:
        coming = Coming()
        coming.send(b"x" * size)
        if whole:
            coming.end()
        task = asyncio.create_task(self._hold(organisation, coming))
        self._tasks.append(task)
        return task

    async def _hold(self, organisation: str, coming: Coming) -> str:
        try:
            async with self.admission.body(coming.request, organisation):
                await self.done.wait()
                return "worked"
        except Problem as problem:
            return problem.code

    async def send(self, organisation: str, size: int) -> str:
        """Send a whole body and return what became of it."""
        try:
            async with asyncio.timeout(DEADLINE), self.admission.body(a_body(b"x" * size), organisation) as body:
                return f"worked {len(body)}"
        except Problem as problem:
            return problem.code

    async def end(self) -> None:
        self.done.set()
        for task in self._tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


@pytest.fixture
async def uploads() -> AsyncIterator[Uploads]:
    made = Uploads()
    yield made
    await made.end()
    assert INFLIGHT_BYTES._value.get() == 0
    assert not made.admission._shares


async def settled() -> None:
    """Let every task go as far as it can."""
    for _ in range(20):
        await asyncio.sleep(0)


@pytest.mark.parametrize("whole", [False, True], ids=["half-sent", "at work"])
async def test_two_organisations_that_hold_all_they_may_do_not_shut_a_third_out(uploads: Uploads, whole: bool) -> None:
    held = [uploads.start(name, BODY // 2, whole=whole) for _ in range(10) for name in ("greedy", "greedier")]
    await settled()
    assert await uploads.send("third", BODY) == f"worked {BODY}"
    assert {task.result() for task in held if task.done()} <= {"too_many_requests"}
    assert any(not task.done() for task in held)


async def test_many_organisations_with_half_sent_bodies_do_not_shut_out_one_that_sends_less(uploads: Uploads) -> None:
    held = [uploads.start(f"greedy {number}", BODY) for number in range(TOTAL // BODY)]
    await settled()
    assert not any(task.done() for task in held)
    assert await uploads.send("small", BODY // 2) == f"worked {BODY // 2}"
    await settled()
    assert [task.result() for task in held if task.done()] == ["too_many_requests"]
    assert held[0].done(), "the one whose last byte came first gives way"


async def test_bodies_at_work_do_not_give_way(uploads: Uploads) -> None:
    held = [uploads.start(f"busy {number}", BODY, whole=True) for number in range(TOTAL // BODY)]
    await settled()
    assert await uploads.send("late", BODY // 2) == "overloaded"
    assert not any(task.done() for task in held)


async def test_one_organisation_holds_at_most_half(uploads: Uploads) -> None:
    held = [uploads.start("greedy", BODY) for _ in range(TOTAL // BODY)]
    await settled()
    assert sum(not task.done() for task in held) == TOTAL // 2 // BODY
    assert await uploads.send("greedy", BODY) == "too_many_requests"
    assert await uploads.send("other", BODY) == f"worked {BODY}"


async def test_nobody_gives_way_to_who_holds_as_much(uploads: Uploads) -> None:
    held = [uploads.start(f"equal {number}", BODY) for number in range(TOTAL // BODY)]
    await settled()
    assert await uploads.send("another", BODY) == "overloaded"
    assert not any(task.done() for task in held)


async def test_bodies_of_one_organisation_are_bounded_however_small(
    uploads: Uploads, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "BODIES_EACH", 3)
    for _ in range(3):
        uploads.start("greedy", 1)
    await settled()
    assert await uploads.send("greedy", 1) == "too_many_requests"
    assert await uploads.send("other", 1) == "worked 1"


async def test_a_body_is_refused_at_its_declared_length_or_where_it_grows_beyond_it() -> None:
    admission = Admission(body=BODY, total=TOTAL)
    for request in (Coming(declared=BODY + 1).request, a_body(b"x" * BODY, b"x")):
        with pytest.raises(Problem, match="body_too_large"):
            async with admission.body(request, "one"):
                pass
    assert not admission._shares


async def test_whoever_hangs_up_gives_everything_back() -> None:
    admission, coming = Admission(body=BODY, total=TOTAL), Coming()
    coming.send(b"x" * BODY)
    coming.leave()
    with pytest.raises(ClientDisconnect):
        async with admission.body(coming.request, "one"):
            pass
    assert not admission._shares
    assert INFLIGHT_BYTES._value.get() == 0
