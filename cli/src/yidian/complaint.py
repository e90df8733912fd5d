"""What the command cannot do, said so that the reader knows what to do next."""

from yidian.language import NOTHING, Wording


class Complaint(Exception):
    """The command stops. `remedy` says what to do about it; both go to standard error, the exit code is 1."""

    def __init__(self, what: Wording, remedy: Wording = NOTHING) -> None:
        super().__init__(what.en)
        self.what = what
        self.remedy = remedy

    def plain(self) -> dict[str, str]:
        """Return it for machines."""
        return {"error": self.what.en, "remedy": self.remedy.en}
