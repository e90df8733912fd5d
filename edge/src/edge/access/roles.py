"""What an organisation's roles say of it: staff of the mesh, and the agencies for which it has officers."""

from edge.access.principal import Principal

STAFF = frozenset({"operator", "auditor"})
OFFICER = "officer:"


def agencies_of(principal: Principal) -> tuple[str, ...]:
    """Return the agencies for which an organisation has officers."""
    return tuple(sorted(role.removeprefix(OFFICER) for role in principal.roles if role.startswith(OFFICER)))
