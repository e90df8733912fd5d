"""The invented enterprises and goods of `builders` as the registers of customs would have them."""

from typing import Any

from contracts import topics
from contracts.customs import EnterpriseRegistered, GoodsListed, SiteRegistered
from tests.support.customs.builders import AGENT, CARRIER, MERCHANT, PAYER_BANK, PLATFORM

OTHER_PLATFORM, OTHER_MERCHANT, OTHER_CARRIER, BONDED = "4401960P02", "4401960M02", "4401960C02", "4401960W01"
OTHER_AGENT, OPERATOR, OTHER_OPERATOR = "4401960A02", "4401960S01", "4401960S02"
EXPORT_SITE, IMPORT_SITE = "5141E801", "5141I801"
"""Sites of `OPERATOR` in district 5141."""
UNLICENSED_BANK = "4401960B02"
"""A payment institution that customs knows and whose licence nobody knows."""

SINCE_2016: dict[str, Any] = {"version": 1, "valid_from": "2016-04-08", "source": "test"}


def an_enterprise(code: str, *roles: str, **changes: Any) -> EnterpriseRegistered:
    """An enterprise registered with customs in these roles since 2016."""
    fields: dict[str, Any] = {"name_zh": "示例企业", "credit_grade": "OTHER", **SINCE_2016, **changes}
    return EnterpriseRegistered(code=code, roles=roles, **fields)


def a_listed_code(code: str = "96190011", **changes: Any) -> GoodsListed:
    """A row of the positive list without remark, in force since 2016."""
    fields: dict[str, Any] = {
        "list_version": "TEST",
        "name_zh": "婴儿尿裤及尿布",
        "exclusions": (),
        "trade_modes": (),
        "name_words": (),
        "licensed_modes": (),
        **SINCE_2016,
        **changes,
    }
    return GoodsListed(code=code, **fields)


def a_site(code: str, *flows: str, **changes: Any) -> SiteRegistered:
    """A site of the default operator in district 5141, for every trade mode of its flows."""
    fields: dict[str, Any] = {
        "name_zh": "示例监管场所",
        "customs_code": "5141",
        "operator_code": OPERATOR,
        "trade_modes": (),
        **SINCE_2016,
        **changes,
    }
    return SiteRegistered(code=code, flows=flows, **fields)


ENTERPRISES = (
    an_enterprise(PLATFORM, "platform", "guarantor"),
    an_enterprise(OTHER_PLATFORM, "platform", "guarantor"),
    an_enterprise(MERCHANT, "merchant", "guarantor"),
    an_enterprise(OTHER_MERCHANT, "merchant", "guarantor"),
    an_enterprise(PAYER_BANK, "payment"),
    an_enterprise(UNLICENSED_BANK, "payment"),
    an_enterprise(CARRIER, "carrier", "guarantor"),
    an_enterprise(OTHER_CARRIER, "carrier", "guarantor"),
    an_enterprise(AGENT, "agent", "guarantor"),
    an_enterprise(OTHER_AGENT, "agent"),
    an_enterprise(OPERATOR, "site-operator"),
    an_enterprise(OTHER_OPERATOR, "site-operator"),
    an_enterprise(BONDED, "bonded"),
)
GOODS = (a_listed_code(),)
SITES = (a_site(EXPORT_SITE, "export"), a_site(IMPORT_SITE, "import"))

REGISTERED: tuple[tuple[str, EnterpriseRegistered | GoodsListed | SiteRegistered], ...] = (
    *((topics.CUSTOMS_ENTERPRISES, enterprise) for enterprise in ENTERPRISES),
    *((topics.CUSTOMS_POSITIVE_LIST, goods) for goods in GOODS),
    *((topics.CUSTOMS_SITES, site) for site in SITES),
)
"""Topic and record of every entry."""
