# fmt: off
# ruff: noqa
# Generated from schemas/particulars by schemas/generate.py. Do not edit: change the contract and run it again.

"""What reasons say in words at the places of a code's text."""

PARTICULARS: dict[str, tuple[str, str]] = {
    'found-ship-back': ('{}审核不合格，退运', 'found unfit by an officer of {}, to be shipped back'),
    'found-detain': ('{}审核不合格，扣留', 'found unfit by an officer of {}, detained'),
    'found-refuse': ('{}审核不予通过', 'not passed by an officer of {}'),
    'quantity-used': ('{} 本年已用 {}，本次 {}，限量 {}（计量单位 {}）', '{}: {} used this year, {} more would exceed {} (unit {})'),
    'tax-of-line': ('第{}项商品编码{}：{}', 'line {}, {}: {}'),
    'rate-missing': ('无适用税率', 'no rate'),
    'relief-missing': ('受理日无适用的计税方式', 'no way to tax this regime on the day of acceptance'),
    'statutory-quantity-missing': ('缺少法定数量，无法确定完税单价', 'no statutory quantity to tell the price of one by'),
    'net-content-missing': ('净含量未备案', 'no net content'),
    'litres-missing': ('缺少升数', 'no litres to apply the specific tax to'),
    'tax-unit-unknown': ('计量单位{}不明', 'no way to turn litres into the unit {} of the tax'),
    'exchange-rate-missing': ('缺少汇率，无法确定进口单价', 'no exchange rate to tell the import price by'),
    'guarantee-waits': ('等待补足或释放', 'it waits for a top-up or for what is freed'),
    'guarantee-overdue': ('逾期未补足', 'it stayed short beyond the deadline'),
    'guarantee-needs-top-up': ('不得人工放行，须追加担保', 'no officer can release it, it needs a top-up'),
}
"""Chinese and English by name, ``{}`` for a value."""
