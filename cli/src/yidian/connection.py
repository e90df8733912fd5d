"""
Where the mesh is, and as whom to talk to it.

A mesh started on this machine leaves its addresses and keys in the project's ``.yidian`` folder.
To talk to another one, set ``YIDIAN_GATEWAY_URL`` and ``YIDIAN_API_KEY``.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass

from contracts.agencies import AGENCIES
from contracts.topics import TOPICS
from deploy.discovery import DIRECTORY, RunningMesh
from deploy.local import LocalMesh
from deploy.lock_file import Phase, standing
from yidian.complaint import Complaint

URL_VARIABLE, KEY_VARIABLE = "YIDIAN_GATEWAY_URL", "YIDIAN_API_KEY"
OFFICERS = tuple(f"officer:{agency.agency}" for agency in AGENCIES.values() if agency.findings)
REGISTRARS = tuple(dict.fromkeys(f"registrar:{one.owner}" for one in TOPICS.values() if one.producer == "registrar"))
"""Whose officers and registrars a key may be; the gateway itself says which it is."""
FOLDERS = (DIRECTORY, DIRECTORY / "demo")
"""Where a mesh may run: that of `yidian up`, and that of a demonstration that was kept."""


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation connected to the mesh, with its key."""

    organisation: str
    name: str
    codes: tuple[str, ...]
    roles: frozenset[str]
    key: str


@dataclass(frozen=True, slots=True)
class Connection:
    """The gateway's address and the organisations whose keys we have."""

    url: str
    organisations: tuple[Organisation, ...]

    def named(self, name: str) -> Organisation:
        """Return an organisation by its id or by one of its codes. Raises Complaint with the known ones."""
        for organisation in self.organisations:
            if name == organisation.organisation or name in organisation.codes:
                return organisation
        raise Complaint(f"nobody connected is called {name!r}", f"known: {self._names(self.organisations)}")

    def transmitting(self, code: str) -> Organisation:
        """Return who may transmit under `code`; where we have one key alone, the gateway says it. Raises Complaint."""
        if not any(organisation.codes for organisation in self.organisations):
            return self.organisations[0]
        for organisation in self.organisations:
            if code in organisation.codes:
                return organisation
        raise Complaint(
            f"no organisation connected to this mesh has the code {code}, which the file names as its transmitter",
            "send as another with --as NAME, or add it to deploy/registers/organisations.yaml and start the mesh anew",
        )

    def with_role(self, *roles: str) -> Organisation:
        """Return the first organisation that has one of the roles, in the order of the roles. Raises Complaint."""
        for role in roles:
            for organisation in self.organisations:
                if role in organisation.roles:
                    return organisation
        raise Complaint(
            f"we have no key with the role {' or '.join(roles)}", f"known: {self._names(self.organisations)}"
        )

    @staticmethod
    def _names(organisations: Iterable[Organisation]) -> str:
        return ", ".join(organisation.organisation for organisation in organisations)


def connect() -> Connection:
    """Find the mesh. Raises Complaint if there is none."""
    url, key = os.environ.get(URL_VARIABLE), os.environ.get(KEY_VARIABLE)
    if url:
        if not key:
            raise Complaint(f"{URL_VARIABLE} is set, {KEY_VARIABLE} is not", f"set {KEY_VARIABLE} to your key")
        if not url.startswith(("http://", "https://")):
            raise Complaint(f"{url!r} is no address of a gateway", f"set {URL_VARIABLE} to http://host:port")
        if not (key.isascii() and key.isprintable()):
            raise Complaint(f"{KEY_VARIABLE} holds a character that no key has", f"set {KEY_VARIABLE} to your key")
        everything = frozenset({"auditor", "operator", *OFFICERS, *REGISTRARS})
        return Connection(url, (Organisation("you", "you", (), everything, key),))
    if key:
        raise Complaint(
            f"{KEY_VARIABLE} is set, {URL_VARIABLE} is not", f"set {URL_VARIABLE}, too, or unset {KEY_VARIABLE}"
        )
    for folder in FOLDERS:
        mesh = LocalMesh.find(folder)
        if mesh is not None:
            return connection_to(mesh)
        now = standing(folder)
        if now.phase is not Phase.DOWN:
            raise Complaint(now.describe(folder))
    raise Complaint(
        "no mesh is running on this machine",
        f"start one with `yidian up` (or run `yidian demo`); to use another one, set {URL_VARIABLE} and {KEY_VARIABLE}",
    )


def connection_to(mesh: LocalMesh | RunningMesh) -> Connection:
    """Return the connection to a mesh on this machine."""
    organisations = tuple(
        Organisation(
            organisation=entry["organisation"],
            name=entry["name"],
            codes=tuple(entry["codes"]),
            roles=frozenset(entry["roles"]),
            key=entry["key"],
        )
        for entry in mesh.organisations()
    )
    return Connection(mesh.gateway_url, organisations)
