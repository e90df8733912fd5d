"""The unified social credit code (统一社会信用代码) of GB 32100-2015."""

SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""The signs of a code, each worth its place: no I, O, S, V and Z."""
LENGTH = 18
SOLE_TRADER = "92"
"""How the code of a sole trader begins: 9, registered with market supervision, and 2, sole trader."""
_MODULUS = len(SIGNS)
_WEIGHTS = tuple(pow(3, place, _MODULUS) for place in range(LENGTH - 1))


def is_possible(code: str) -> bool:
    """Whether a code has the signs of the standard and its check character."""
    if len(code) != LENGTH or not set(code) <= set(SIGNS):
        return False
    weighed = sum(SIGNS.index(sign) * weight for sign, weight in zip(code, _WEIGHTS, strict=False))
    return SIGNS.index(code[-1]) == -weighed % _MODULUS


def is_sole_trader(code: str) -> bool:
    """Whether a code is that of a sole trader."""
    return code.startswith(SOLE_TRADER)
