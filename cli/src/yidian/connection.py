"""
Where the mesh is, and as whom to talk to it.

A mesh started on this machine leaves its addresses and keys in the project's ``.yidian`` folder.
To talk to another one, set ``YIDIAN_GATEWAY_URL`` and ``YIDIAN_API_KEY``.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from contracts.agencies import AGENCIES
from contracts.topics import TOPICS
from deploy.discovery import DIRECTORY, RunningMesh
from deploy.local import LocalMesh
from deploy.lock_file import Phase, Standing, standing
from yidian.complaint import Complaint
from yidian.language import Wording

URL_VARIABLE, KEY_VARIABLE = "YIDIAN_GATEWAY_URL", "YIDIAN_API_KEY"
OFFICERS = tuple(f"officer:{agency.agency}" for agency in AGENCIES.values() if agency.findings)
REGISTRARS = tuple(dict.fromkeys(f"registrar:{one.owner}" for one in TOPICS.values() if one.producer == "registrar"))
"""Whose officers and registrars a key may be; the gateway itself says which it is."""
_SET_KEY = Wording(f"set {KEY_VARIABLE} to your key", f"把 {KEY_VARIABLE} 设为您的密钥")
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
        raise Complaint(
            Wording(f"nobody connected is called {name!r}", f"没有名为 {name!r} 的接入单位"), known(self._names())
        )

    def transmitting(self, code: str) -> Organisation:
        """Return who may transmit under `code`; where we have one key alone, the gateway says it. Raises Complaint."""
        if not any(organisation.codes for organisation in self.organisations):
            return self.organisations[0]
        for organisation in self.organisations:
            if code in organisation.codes:
                return organisation
        raise Complaint(
            Wording(
                f"no organisation connected to this mesh has the code {code}, which the file names as its transmitter",
                f"文件所写的传输企业代码 {code} 不属于任何接入单位",
            ),
            Wording(
                "send as another with --as NAME, or add it to deploy/registers/organisations.yaml and start the mesh "
                "anew",
                "用 --as NAME 以其他单位报送；或把它加入 deploy/registers/organisations.yaml 后重新启动",
            ),
        )

    def with_role(self, *roles: str) -> Organisation:
        """Return the first organisation that has one of the roles, in the order of the roles. Raises Complaint."""
        for role in roles:
            for organisation in self.organisations:
                if role in organisation.roles:
                    return organisation
        raise Complaint(
            Wording(f"we have no key with the role {' or '.join(roles)}", f"没有角色为 {' 或 '.join(roles)} 的密钥"),
            known(self._names()),
        )

    def _names(self) -> Iterable[str]:
        return (organisation.organisation for organisation in self.organisations)


def known(names: Iterable[str]) -> Wording:
    """Return the names that there are, for who gave another one."""
    listed = ", ".join(names)
    return Wording(f"known: {listed}", f"已知：{listed}")


def connect() -> Connection:
    """Find the mesh. Raises Complaint if there is none."""
    url, key = os.environ.get(URL_VARIABLE), os.environ.get(KEY_VARIABLE)
    if url:
        if not key:
            raise Complaint(
                Wording(
                    f"{URL_VARIABLE} is set, {KEY_VARIABLE} is not", f"已设置 {URL_VARIABLE}，未设置 {KEY_VARIABLE}"
                ),
                _SET_KEY,
            )
        if not url.startswith(("http://", "https://")):
            raise Complaint(
                Wording(f"{url!r} is no address of a gateway", f"{url!r} 不是网关地址"),
                Wording(f"set {URL_VARIABLE} to http://host:port", f"把 {URL_VARIABLE} 设为 http://host:port"),
            )
        if not (key.isascii() and key.isprintable()):
            raise Complaint(
                Wording(f"{KEY_VARIABLE} holds a character that no key has", f"{KEY_VARIABLE} 中有密钥不含的字符"),
                _SET_KEY,
            )
        everything = frozenset({"auditor", "operator", *OFFICERS, *REGISTRARS})
        return Connection(url, (Organisation("you", "you", (), everything, key),))
    if key:
        raise Complaint(
            Wording(f"{KEY_VARIABLE} is set, {URL_VARIABLE} is not", f"已设置 {KEY_VARIABLE}，未设置 {URL_VARIABLE}"),
            Wording(
                f"set {URL_VARIABLE}, too, or unset {KEY_VARIABLE}", f"同时设置 {URL_VARIABLE}，或取消 {KEY_VARIABLE}"
            ),
        )
    for folder in FOLDERS:
        mesh = LocalMesh.find(folder)
        if mesh is not None:
            return connection_to(mesh)
        now = standing(folder)
        if now.phase is not Phase.DOWN:
            raise Complaint(described(now, folder))
    raise Complaint(
        Wording("no mesh is running on this machine", "本机没有运行中的系统"),
        Wording(
            f"start one with `yidian up` (or run `yidian demo`); to use another one, set {URL_VARIABLE} and "
            f"{KEY_VARIABLE}",
            f"用 `yidian up` 启动（或运行 `yidian demo`）；使用别处的系统，请设置 {URL_VARIABLE} 和 {KEY_VARIABLE}",
        ),
    )


def described(now: Standing, folder: Path) -> Wording:
    """Return the phase of a folder's mesh and what to do about it."""
    who = f"（pid {now.pid}{f'，{now.step}' if now.step else ''}）" if now.pid else ""
    chinese = {
        Phase.DOWN: f"{folder} 中没有运行中的系统",
        Phase.STARTING: f"{folder} 中的系统正在启动{who}：请等待，或用 `yidian down` 结束",
        Phase.UP: f"{folder} 中的系统已在运行{who}：直接使用，或用 `yidian down` 结束",
        Phase.STOPPING: f"{folder} 中的系统正在停止{who}：请在停止后再试",
    }
    return Wording(now.describe(folder), chinese[now.phase])


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
