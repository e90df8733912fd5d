"""How the generator reports the faults of the contract: all together."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class ContractProblems(Exception):
    """The contract is not well formed. `problems` holds one line each, naming file and place."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class Gathered:
    """Reads one part of the contract after another, and keeps the faults of each until all are read."""

    def __init__(self) -> None:
        self.problems: list[str] = []

    def read(self, load: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | None:
        """Return the result of `load`, or None where it found problems."""
        try:
            return load(*args, **kwargs)
        except ContractProblems as found:
            self.problems += found.problems
            return None
