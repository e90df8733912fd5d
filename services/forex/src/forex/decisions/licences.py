"""Whether the payment institution was allowed to handle this payment on the day of acceptance."""

from contracts.common import Reason, RuleEvaluated, RuleResult
from contracts.forex import LicenceIssued

LICENSED = "FX-12"
WITHIN_LIMIT = "FX-13"
NOT_LICENSED = "99401"
OVER_LIMIT = "99402"


def verify_licence(licence: LicenceIssued | None) -> tuple[tuple[Reason, ...], RuleEvaluated]:
    """
    Return a reason if the institution has no licence in force.

    FX-12 (payment institutions need a directory registration of their own) and FX-14 (which is valid for five years:
    the register's validity period).
    """
    if licence is not None:
        return (), RuleEvaluated(rule_id=LICENSED, result=RuleResult.PASSED)
    reason = Reason(
        code=NOT_LICENSED,
        rule_id=LICENSED,
        text_zh="支付企业在受理日无有效的外汇业务名录登记",
        text_en="The payment institution has no licence in force on the day of acceptance",
    )
    return (reason,), RuleEvaluated(rule_id=LICENSED, result=RuleResult.FAILED)


def verify_single_limit(licence: LicenceIssued, amount_cny_e5: int) -> tuple[tuple[Reason, ...], RuleEvaluated]:
    """
    Return a reason if the payment is above the limit per transaction of the licence; the limit itself is allowed.

    FX-13 (50,000 USD at most). The limit stands in the licence, in yuan; a licence without one sets none. A payment
    above it is outside the licence, so it waits for an officer as one without a licence does.
    """
    limit = licence.single_limit_cny_e5
    if limit is None or amount_cny_e5 <= limit:
        return (), RuleEvaluated(rule_id=WITHIN_LIMIT, result=RuleResult.PASSED)
    reason = Reason(
        code=OVER_LIMIT,
        rule_id=WITHIN_LIMIT,
        text_zh="支付金额超过支付企业许可的单笔限额",
        text_en="The payment is above the licence's limit per transaction",
    )
    return (reason,), RuleEvaluated(rule_id=WITHIN_LIMIT, result=RuleResult.FAILED)
