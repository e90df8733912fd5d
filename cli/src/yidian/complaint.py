"""What the command cannot do, said so that the reader knows what to do next."""


class Complaint(Exception):
    """The command stops. `remedy` says what to do about it; both go to standard error, the exit code is 1."""

    def __init__(self, what: str, remedy: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.remedy = remedy
