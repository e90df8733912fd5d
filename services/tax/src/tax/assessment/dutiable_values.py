"""The dutiable value of each line: its price and its share of freight and insurance."""

from agency.reasons import reason
from agency.rules import Evaluated, noted, passed
from contracts.customs import DeclarationContent
from tax.money import share


def dutiable_values(content: DeclarationContent) -> tuple[int, ...]:
    """
    Return the dutiable value of each line, in 1/100,000 yuan.

    TAX-01: the actual transaction price including freight and insurance. Both are shared by line value, each share
    rounded half-up at the fifth decimal (TAX-15). The largest line (the first of several) takes the difference, so that
    the shares add up. No share is less than nothing: where the largest line's cannot bear it, the next ones do.
    """
    prices = [line.total_price_cny_e5 for line in content.lines]
    charges = content.freight_cny_e5 + content.insurance_cny_e5
    goods = sum(prices)
    shares = [share(charges, price, goods) if goods else 0 for price in prices]
    left = charges - sum(shares)
    for place in sorted(range(len(prices)), key=lambda at: -prices[at]) if left else ():
        taken = max(left, -shares[place])
        shares[place] += taken
        left -= taken
    return tuple(price + part for price, part in zip(prices, shares, strict=True))


def verify_dutiable_value(content: DeclarationContent) -> Evaluated:
    """Note it if the declaration's dutiable value is not price, freight and insurance (TAX-01): these are taxed."""
    prices = sum(line.total_price_cny_e5 for line in content.lines)
    if content.dutiable_cny_e5 == prices + content.freight_cny_e5 + content.insurance_cny_e5:
        return Evaluated(passed("TAX-01"))
    return noted(reason("99503", "TAX-01"))
