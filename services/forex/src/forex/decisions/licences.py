"""Whether the payment institution was allowed to handle this payment on the day of acceptance."""

from agency.reasons import reason
from agency.rules import Evaluated, failed, passed
from contracts.forex import LicenceIssued

WITHIN = Evaluated(passed("FX-13"))
COVERED = Evaluated(passed("FX-12", "FX-13"))


def verify_payment(licence: LicenceIssued | None, amount_cny_e5: int) -> Evaluated:
    """Hold a payment without a licence in force (FX-12), else one that is beyond it: either waits for an officer."""
    if licence is None:
        return failed(reason("99401", "FX-12"))
    limited = verify_single_limit(licence, amount_cny_e5)
    return COVERED if limited is WITHIN else Evaluated(passed("FX-12")) + limited


def verify_single_limit(licence: LicenceIssued, amount_cny_e5: int) -> Evaluated:
    """Give a reason if the payment is above the licence's limit, in yuan; the limit itself is allowed (FX-13)."""
    limit = licence.single_limit_cny_e5
    return WITHIN if limit is None or amount_cny_e5 <= limit else failed(reason("99402", "FX-13"))
