"""
Child processes that never outlive their parent, not even when the parent is killed with SIGKILL.

`spawn` starts this very file as a tiny program in the child. It asks Linux to be killed together with its parent
(PR_SET_PDEATHSIG, which survives exec) and then becomes the wanted program, so that the pid is that program's.
No code of ours runs between fork and exec, which would be unsafe in a process with threads.

Linux ties the signal to the *thread* that forked. So every child is started by one thread that lives as long as we do.
It is a daemon, which keeps no process from ending: that of a pool did where a signal came while the pool began it.
Elsewhere than on Linux a child is only stopped in the ordinary way.
"""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from pathlib import Path
from queue import SimpleQueue
from typing import BinaryIO

PR_SET_PDEATHSIG = 1
STARTER = "start-child"

_orders: SimpleQueue[Callable[[], None]] = SimpleQueue()
_beginning = threading.Lock()


def spawn(
    argv: Sequence[str], *, env: Mapping[str, str], output: BinaryIO | int, cwd: Path | None = None, niceness: int = 0
) -> subprocess.Popen[bytes]:
    """
    Start a program that dies with this process, in a session of its own (a Ctrl-C in our terminal does not reach it).

    argv[0] is looked up on the PATH of `env`. Standard output and error both go to `output`. niceness: 0 to 19; with 19
    it gets what processor time others leave. Whatever interrupts the call, such as a signal, ends the child.
    """
    argv_of_child = [sys.executable, "-I", "-S", __file__, str(os.getpid()), str(niceness), *argv]

    started: Future[subprocess.Popen[bytes]] = Future()

    def start() -> None:
        try:
            child = subprocess.Popen(
                argv_of_child,
                env=dict(env),
                cwd=cwd,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        except BaseException as error:  # noqa: BLE001 - whoever waits for the child gets it
            started.set_exception(error)
        else:
            started.set_result(child)

    try:
        _orders.put(start)
        _begin()
        return started.result()
    except BaseException:
        started.add_done_callback(_end)
        raise


def _begin() -> None:
    """Begin the thread that starts children, with the first of them."""
    with _beginning:
        if not any(thread.name == STARTER for thread in threading.enumerate()):
            threading.Thread(target=_take_orders, name=STARTER, daemon=True).start()


def _take_orders() -> None:
    while True:
        _orders.get()()


def _end(started: "Future[subprocess.Popen[bytes]]") -> None:
    """End a child that nobody knows of, if there is one."""
    if started.exception() is None:
        started.result().kill()
        started.result().wait()


def _become(parent: int, niceness: int, argv: list[str]) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:  # it died before it was asked
            raise SystemExit(1)
    if niceness:
        os.nice(niceness)
        with contextlib.suppress(OSError):  # a session is weighed as a whole where the kernel groups by session
            Path("/proc/self/autogroup").write_text(str(niceness), encoding="ascii")
    try:
        os.execvp(argv[0], argv)  # noqa: S606  (no shell is the point)
    except OSError as error:
        raise SystemExit(f"cannot start {argv[0]}: {error}") from error


if __name__ == "__main__":
    _become(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
