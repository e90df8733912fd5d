"""Who asks: the value every route gets. No dependency on HTTP or the database."""

from dataclasses import dataclass

from edge.access.sending import Rights


@dataclass(frozen=True)
class Principal:
    """
    A connected organisation.

    codes: its enterprise codes, the default transmitter first; empty for an agency.
    roles: such as ``merchant``, ``carrier``, ``officer:inspection``, ``auditor``, ``operator``.
    commitment: its written commitment of liability for what it sends in the place of others (IMP-01); empty: none.
    """

    organisation: str
    name: str
    codes: tuple[str, ...]
    roles: frozenset[str]
    commitment: str = ""

    @property
    def rights(self) -> Rights:
        """Return by what it may send documents."""
        return Rights(self.codes, tuple(sorted(self.roles)), bool(self.commitment))

    def has_role(self, role: str) -> bool:
        """Tell whether the organisation holds this role."""
        return role in self.roles

    def owns(self, code: str | None) -> bool:
        """Tell whether an enterprise code is one of the organisation's own."""
        return code in self.codes
