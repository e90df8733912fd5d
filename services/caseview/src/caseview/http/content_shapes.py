"""
The goods of a declaration as they are shown: amounts in 1/100,000 of their currency, quantities of their unit.

What an import alone says is null of an export, and the other way round.
"""

import msgspec


class Goods(msgspec.Struct, frozen=True, kw_only=True):
    """A goods line as it was declared."""

    gnum: int
    commodity_code: str
    goods_name: str
    origin_country_code: str | None = None
    destination_country_code: str | None = None
    quantity_e5: int
    unit_code: str
    statutory_quantity_e5: int
    statutory_unit_code: str
    unit_price_cny_e5: int | None = None
    total_price_cny_e5: int | None = None
    currency_code: str | None = None
    """of an export, in whose currency its prices are"""
    unit_price_e5: int | None = None
    total_price_e5: int | None = None
    bar_code: str | None = None
    item_record_no: str | None = None


class Content(msgspec.Struct, frozen=True, kw_only=True):
    """What a declaration says of its goods, their values and who moves them, in its newest revision."""

    trade_mode: str
    acceptance_date: str
    """day in China"""
    carrier_code: str
    waybill_no: str
    payment_institution_code: str | None = None
    guarantor_code: str | None = None
    bonded_enterprise_code: str | None = None
    port_code: str
    departure_country_code: str | None = None
    amount_paid_cny_e5: int | None = None
    goods_value_cny_e5: int
    freight_cny_e5: int | None = None
    insurance_cny_e5: int | None = None
    dutiable_cny_e5: int | None = None
    tax_regime: str | None = None
    order_type: str | None = None
    statistics_flag: str | None = None
    currency_code: str | None = None
    goods_value_e5: int | None = None
    arrival_country_code: str | None = None
    owner_code: str | None = None
    owner_name: str | None = None
    account_book_no: str | None = None
    site_code: str | None = None
    bill_no: str | None = None
    gross_weight_kg_e5: int
    net_weight_kg_e5: int
    lines: list[Goods]
