"""
How a call ends whose output cannot be written: one place for every command, its help and its errors.

A character that the output cannot show is escaped. A reader that has gone (`| head`) ends the call quietly, with the
exit code of SIGPIPE; any other fault, such as a full disk, with one line on standard error and exit code 1.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from typing import Any

from typer.core import TyperGroup

from yidian.language import Wording, choose, of_environment

PIPE_CLOSED = 141
"""128 and the number of SIGPIPE, as a shell reports a program that the signal has ended."""


class Group(TyperGroup):
    """The commands; whatever one of them does with its output, the call ends as this module says."""

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run a command, in the language of the environment until it names one. Raises SystemExit."""
        choose(of_environment(os.environ))
        with ended():
            return super().main(*args, **extra)


@contextmanager
def ended() -> Iterator[None]:
    """Escape what the streams cannot show, and end the call if they cannot be written."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        try:
            yield
        finally:
            sys.stdout.flush()
    except SystemExit as end:
        if isinstance(end.__context__, BrokenPipeError):  # of the help: Rich has ended it, with another code
            raise SystemExit(PIPE_CLOSED) from None
        raise
    except OSError as error:
        raise SystemExit(unwritten(error)) from None


def unwritten(error: OSError) -> int:
    """Say that a file or the output cannot be written, unless its reader has gone; return the exit code."""
    _give_up_output()
    if isinstance(error, BrokenPipeError):
        return PIPE_CLOSED
    why = error.strerror or type(error).__name__
    told = Wording(f"the output cannot be written: {why}", f"输出无法写入：{why}")
    if error.filename:
        told = Wording(f"{error.filename} cannot be read or written: {why}", f"{error.filename} 无法读写：{why}")
    with suppress(OSError):
        print(f"yidian: {told}", file=sys.stderr, flush=True)
    return 1


def _give_up_output() -> None:
    """Let what is still to be written go nowhere, or the end of the process would fail on it once more."""
    with suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
