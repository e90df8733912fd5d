"""How the generator reports what is wrong with the contract: everything it finds, together."""


class ContractProblems(Exception):
    """The contract is not well formed. `problems` holds one line each, naming file and place."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems
