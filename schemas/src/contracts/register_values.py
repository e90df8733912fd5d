# fmt: off
# ruff: noqa
# Generated from schemas/topics by schemas/generate.py. Do not edit: change the contract and run it again.

"""What the values of register entries may be."""

from typing import Any

from contracts import credit, customs, forex, inspection, tax
from contracts.agencies import SOURCES
from contracts.value import Deciders, Form, Kind, ListOf, Number, OneOf

PARAMETERS: dict[str, Kind] = {
    "grade.initial": OneOf(("A", "B", "C", "D",)),
    "grade.least.": Number("-100000", "100000", 0),
    "window.months": OneOf(("1", "2", "3", "4", "6", "12",)),
    "hold.grades": ListOf("[A-D]|none", "须为等级 A 至 D，以空格分隔，或 none", "grades, A to D, or none"),
    "limits.single_cny": Number("0", "1000000000", 5),
    "limits.annual_cny": Number("0", "1000000000", 5),
    "limits.over_single": OneOf(("full_tax", "single_item_full_tax",)),
    "match.tolerance_cny": Number("0", "1000000000", 5),
    "match.rules_off": ListOf("[A-Z]+-[0-9]+", "须为规则编号，以空格分隔", "ids of rules, separated by blanks"),
    "clearance.match_deadline_seconds": Number("1", "31536000", 0),
    "clearance.loose_document_days": Number("1", "3650", 0),
    "clearance.app_time_ahead_seconds": Number("0", "31536000", 0),
    "clearance.payments_per_order": Number("1", "10000", 0),
    "clearance.waybills_per_order": Number("1", "10000", 0),
    "numbers.waybill_unique_months": Number("0", "1200", 0),
    "export.b2b_most_cny": Number("0", "1000000000", 5),
    "export.simplified_most_cny": Number("0", "1000000000", 5),
    "export.simplified_districts": ListOf("[0-9]{2}([0-9]{2})?", "须为四位关区代码或其前两位，以空格分隔", "customs districts of four digits or their first two, separated by blanks"),
    "export.match_deadline_seconds": Number("1", "31536000", 0),
    "export.bill_deadline_hours": Number("1", "8760", 0),
    "export.receipt_before_list": OneOf(("on", "off",)),
    "export.lines_per_declaration": Number("1", "10000", 0),
    "export.consolidation_day": Number("1", "28", 0),
    "export.certificates_automatic": OneOf(("on", "off",)),
    "deciders.": Deciders(SOURCES),
    "app_time_ahead_seconds": Number("0", "86400", 0),
    "worklist.hours": Number("0", "100000", 3),
    "worklist.hours.": Number("0", "100000", 3),
    "worklist.fresh_chapters": ListOf("[0-9]{2}", "须为两位章号，以空格分隔", "chapters of two digits"),
    "sampling.rate.": Number("0", "1", 6),
    "release_mode.": OneOf(("inspect_then_release", "through_inspect_through_release", "fast_inspect_fast_release", "inspect_while_releasing", "air_inspection_sea_release", "instant_inspect_instant_release", "inspected_abroad_released_at_home", "few_inspected_many_released", "inspected_by_others_released_by_us", "no_inspection_release",)),
    "credit.": OneOf(("A", "B", "C", "ALERT",)),
    "vat.": Number("0", "100", 4),
    "preferential.duty_pct": Number("0", "100", 4),
    "preferential.consumption_tax_factor": Number("0", "1", 6),
    "preferential.vat_factor": Number("0", "1", 6),
    "high_end_cosmetics.headings": ListOf("[0-9]{4}", "须为四位税则号，以空格分隔", "headings of four digits"),
    "high_end_cosmetics.from_cny_per_": Number("0", "1000000000", 5),
    "exchange.usd_cny": Number("0.0001", "10000", 6),
    "bill.summary_day": Number("1", "366", 0),
    "guarantee.hold_seconds": Number("1", "31536000", 0),
    "guarantee.retry_seconds": Number("1", "86400", 0),
}
"""By code; one that ends with a dot or underscore stands for every code that begins so."""

FIELDS: dict[type[Any], dict[str, Kind]] = {
    credit.PointsSet: {
        "points": Number("-1000", "1000", 0),
    },
    customs.ExchangeRateSet: {
        "code": Form("[0-9]{3}", "须为三位货币代码", "a currency of three digits"),
        "cny_per_unit_e5": Number("0.00001", "100000", 5),
    },
    customs.ExportConditionsSet: {
        "code": Form("[0-9]{2,10}", "须为二至十位商品编码", "two to ten digits of a commodity code"),
        "conditions": OneOf(("licence", "duty", "inspection", "refund", "no-refund",)),
    },
    customs.GoodsFiled: {
        "net_content_e5": Number("0", "10000000", 5),
    },
    customs.GoodsListed: {
        "quantity_limit_e5": Number("0", "10000000", 5),
    },
    customs.SiteRegistered: {
        "code": Form("[0-9A-Z]{1,10}", "须为一至十位数字或大写字母", "one to ten digits or capital letters"),
        "customs_code": Form("[0-9]{4}", "须为四位关区代码", "a customs district of four digits"),
        "flows": OneOf(("import", "export",)),
        "trade_modes": Form("[0-9]{4}", "须为四位贸易方式代码", "a trade mode of four digits"),
    },
    customs.ChapterListed: {
        "code": Form("[0-9]{2}", "须为两位章号", "a chapter of two digits"),
        "headings": Form("[0-9]{4}( [0-9]{2})+", "须为四位品目及各子目的第五、六位，以空格分隔", "a heading of four digits and two digits of each of its subheadings, separated by blanks"),
    },
    customs.DaysOffSet: {
        "code": Form("20[0-9]{2}-(0[1-9]|1[0-2])", "须为 YYYY-MM 形式的月份", "a month, YYYY-MM"),
        "days_off": Form("0[1-9]|[12][0-9]|3[01]", "须为两位日期", "a day of two digits"),
    },
    forex.LicenceIssued: {
        "single_limit_cny_e5": Number("0", "1000000000000", 5),
    },
    inspection.ConformityCertified: {
        "code": Form("[0-9A-Z]{10,18}/[0-9]{4}", "须为企业代码、斜线与四位品目", "an enterprise code, a slash and a heading of four digits"),
    },
    inspection.RiskRated: {
        "grade": OneOf(("A", "B", "C", "ALERT",)),
    },
    tax.GuaranteeRegistered: {
        "amount_cny_e5": Number("0", "1000000000000", 5),
    },
    tax.RateSet: {
        "mfn_pct": Number("0", "1000", 4),
        "provisional_pct": Number("0", "1000", 4),
        "vat_class": OneOf(("standard", "reduced",)),
        "consumption_pct": Number("0", "99", 4),
        "consumption_specific_cny_e5": Number("0", "1000000000", 5),
        "consumption_from_cny_e5": Number("0", "1000000000", 5),
        "consumption_price_from_usd_e5": Number("0", "1000000000", 5),
        "consumption_specific_below_cny_e5": Number("0", "1000000000", 5),
        "litres_per_tonne": Number("1", "100000", 0),
    },
}
"""By field; one in 1/100,000 is held to its bounds in units, of a list every item."""
