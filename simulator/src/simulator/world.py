"""
The parties of the demonstration, read from the registers that the mesh itself is seeded with.

So the generator cannot disagree with the mesh about who is licensed, who guarantees how much and what raises an alert.
"""

import csv
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

import deploy
from deploy.organisations import read_default

DAY = "2024-11-11"
"""Date in China on which the demonstration happens: decides which register entries are valid."""

START = datetime.fromisoformat(f"{DAY}T10:00:00+08:00")
"""When trade begins on it."""

SAMPLES = ("1101180326",)
"""Enterprises of the register that are not invented: the transmitter of the published sample messages."""

UNREGISTERED = "9909990099"
"""A code as the register would give it, which it never gave to anybody."""

ENOUGH_CNY_E5 = 100_000 * 100_000
"""A guarantee from this size on lasts for the whole demonstration; a smaller one is short for any parcel."""


def registers_folder() -> Path:
    """Return the folder of the register files in the project's tree."""
    return Path(deploy.__file__).resolve().parents[2] / "registers"


@dataclass(frozen=True, slots=True)
class Party:
    """An enterprise: registration or social credit code, registered name, credit grade."""

    code: str
    name: str
    grade: str
    roles: frozenset[str]


@dataclass(frozen=True, slots=True)
class World:
    """
    Who trades: each tuple holds only parties with whom nothing is wrong; the exceptions are apart.

    couriers: the carriers that transmit in the place of all others, having committed themselves in writing (IMP-01).
    """

    platforms: tuple[Party, ...]
    merchants: tuple[Party, ...]
    institutions: tuple[Party, ...]
    carriers: tuple[Party, ...]
    couriers: tuple[Party, ...]
    agents: tuple[Party, ...]
    warehouses: tuple[Party, ...]
    unlicensed: Party
    short_of_guarantee: Party
    to_be_topped_up: Party
    alerts: frozenset[tuple[str, str]]

    def is_alerted(self, origin_country_code: str, heading: str) -> bool:
        """Whether goods of this origin and heading are held for inspection whatever the sampling says."""
        return (origin_country_code, heading) in self.alerts


def _valid(row: dict[str, str]) -> bool:
    return row["valid_from"] <= DAY and (not row["valid_to"] or row["valid_to"] >= DAY)


def read_register(name: str) -> list[dict[str, str]]:
    """Return the rows of a register file that are valid on the day of the demonstration."""
    with (registers_folder() / f"{name}.csv").open(encoding="utf-8-sig", newline="") as rows:
        return [row for row in csv.DictReader(line for line in rows if not line.startswith("#")) if _valid(row)]


@cache
def world() -> World:
    """Read the registers. Raises ValueError naming the register if one lacks what the demonstration needs."""
    parties = [
        Party(row["code"], row["name_zh"], row["credit_grade"], frozenset(row["roles"].split(";")))
        for row in read_register("customs.enterprises.v1")
        if row["code"] not in SAMPLES
    ]
    licensed = {row["code"] for row in read_register("forex.licences.v1")}
    guarantees = {row["code"]: int(row["amount_cny_e5"]) for row in read_register("tax.guarantee-accounts.v1")}

    committed = {code for organisation in read_default() if organisation.commitment for code in organisation.codes}

    def having(role: str) -> tuple[Party, ...]:
        return tuple(party for party in parties if role in party.roles)

    def is_short(party: Party) -> bool:
        return guarantees.get(party.code, 0) < ENOUGH_CNY_E5

    unlicensed = [party for party in having("payment") if party.code not in licensed]
    short = [party for party in having("merchant") if is_short(party)]
    alerts = frozenset(
        (parts[1], parts[2])
        for row in read_register("inspection.risks.v1")
        if len(parts := row["code"].split("/")) == 3 and parts[0] == "alert"
    )
    if not unlicensed:
        raise ValueError("forex.licences.v1.csv: the demonstration needs one payment institution without valid licence")
    if len(short) < 2:
        raise ValueError("tax.guarantee-accounts.v1.csv: the demonstration needs two merchants short of guarantee")
    return World(
        platforms=having("platform"),
        merchants=tuple(party for party in having("merchant") if not is_short(party)),
        institutions=tuple(party for party in having("payment") if party.code in licensed),
        carriers=having("carrier"),
        couriers=tuple(party for party in having("carrier") if party.code in committed),
        agents=having("agent"),
        warehouses=having("bonded"),
        unlicensed=unlicensed[0],
        short_of_guarantee=short[0],
        to_be_topped_up=short[1],
        alerts=alerts,
    )
