"""Who asks: the value every route gets. No dependency on HTTP or the database."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Principal:
    """
    A connected organisation.

    codes: its enterprise codes, the default transmitter first; empty for an agency.
    roles: such as ``merchant``, ``carrier``, ``officer:inspection``, ``auditor``, ``operator``.
    """

    organisation: str
    name: str
    codes: tuple[str, ...]
    roles: frozenset[str]

    def has_role(self, role: str) -> bool:
        """Tell whether the organisation holds this role."""
        return role in self.roles

    def owns(self, code: str | None) -> bool:
        """Tell whether an enterprise code is one of the organisation's own."""
        return code in self.codes
