"""The goods of a declaration as they are shown. Amounts in 1/100,000 CNY, quantities in 1/100,000 of their unit."""

import msgspec


class Goods(msgspec.Struct, frozen=True, kw_only=True):
    """A goods line as it was declared."""

    gnum: int
    commodity_code: str
    goods_name: str
    origin_country_code: str
    quantity_e5: int
    unit_code: str
    statutory_quantity_e5: int
    statutory_unit_code: str
    unit_price_cny_e5: int
    total_price_cny_e5: int
    bar_code: str | None = None
    item_record_no: str | None = None


class Content(msgspec.Struct, frozen=True, kw_only=True):
    """What a declaration says of its goods, their values and who moves them, in its newest revision."""

    trade_mode: str
    acceptance_date: str
    """day in China"""
    carrier_code: str
    waybill_no: str
    payment_institution_code: str
    guarantor_code: str
    bonded_enterprise_code: str | None = None
    port_code: str
    departure_country_code: str
    amount_paid_cny_e5: int
    goods_value_cny_e5: int
    freight_cny_e5: int
    insurance_cny_e5: int
    dutiable_cny_e5: int
    tax_regime: str
    gross_weight_kg_e5: int
    net_weight_kg_e5: int
    lines: list[Goods]
