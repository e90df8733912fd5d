"""What a supervised site may take, by its entry in the register of the day."""

from typing import Final, NamedTuple

from agency.reasons import Particular, listed, particular, reason
from agency.rules import Book, Evaluated
from contracts.common import Reason
from contracts.customs import SiteRegistered
from mesh.declared.equivalence import shown
from mesh.declared.lookup import Lookup

IMPORT: Final = "import"
EXPORT: Final = "export"
FLOWS: Final[dict[str, Particular]] = {IMPORT: particular("flow-import"), EXPORT: particular("flow-export")}
CODE: Final = "-803002"


class Use(NamedTuple):
    """
    What a site is to take. flow: `IMPORT` or `EXPORT`. trade_modes: of the parcels, as far as they are known.

    customs_code: customs at which it is declared. operator_code: who says that it runs the site, None if nobody does.
    """

    site_code: str
    flow: str
    customs_code: str
    trade_modes: tuple[str, ...] = ()
    operator_code: str | None = None


class Placed(NamedTuple):
    """A use and the site's entry in force, if it has one."""

    use: Use
    site: SiteRegistered | None


def is_registered(placed: Placed) -> Reason | None:
    """SITE-01: the site is in the register on the day."""
    return _refused("SITE-01", placed, None if placed.site else particular("site-unknown"))


def takes_flow_and_modes(placed: Placed) -> Reason | None:
    """SITE-02: the site takes import or export, and every trade mode; one that names no modes takes all."""
    use, site = placed
    if site is None:
        return None
    if use.flow not in site.flows:
        return _refused("SITE-02", placed, particular("site-not-for", FLOWS[use.flow]))
    others = [shown(mode) for mode in use.trade_modes if site.trade_modes and mode not in site.trade_modes]
    return _refused("SITE-02", placed, particular("site-not-for-modes", listed(others)) if others else None)


def is_supervised_there(placed: Placed) -> Reason | None:
    """SITE-03: the customs at which it is declared supervises the site."""
    use, site = placed
    if site is None or use.customs_code == site.customs_code:
        return None
    return _refused("SITE-03", placed, particular("site-elsewhere", site.customs_code))


def is_run_by(placed: Placed) -> Reason | None:
    """SITE-04: who says that it runs the site does."""
    operator_code, site = placed.use.operator_code, placed.site
    if site is None or operator_code is None or operator_code == site.operator_code:
        return None
    return _refused("SITE-04", placed, particular("site-of-another", shown(operator_code)))


RULES: Book[Placed] = Book(
    (
        ("SITE-01", is_registered),
        ("SITE-02", takes_flow_and_modes),
        ("SITE-03", is_supervised_there),
        ("SITE-04", is_run_by),
    )
)


def assess(use: Use, lookup: Lookup) -> Evaluated:
    """SITE-01 to SITE-04: evaluate whether a site may take it. lookup: the registers of the day."""
    return RULES.evaluate(Placed(use, lookup.find(SiteRegistered, use.site_code)))


def _refused(rule_id: str, placed: Placed, what: Particular | None) -> Reason | None:
    return None if what is None else reason(CODE, rule_id, shown(placed.use.site_code), what)
